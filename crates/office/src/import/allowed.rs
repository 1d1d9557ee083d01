//! What may stand in a field: one kind for each thing an import can ask for, each with its words.

use rules::Text;
use ui::messages::text;

/// What may stand where something else stands. Codes are told as the files write them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Allowed {
    /// Anything but nothing.
    Something,
    /// A national id with right check digits, or nothing.
    NationalId,
    /// A national id that no other person in the office has.
    OwnNationalId,
    /// A date in one of two forms, or nothing.
    Date,
    /// A date in this term.
    DateIn(String),
    /// A time of day, or nothing.
    Clock,
    /// A term.
    Term,
    /// A whole number from the first to the second.
    Whole(usize, usize),
    /// The same, or nothing.
    WholeOrNothing(usize, usize),
    /// The same, or nothing for this one.
    WholeOr(usize, usize, usize),
    /// A number of credits.
    Credits,
    /// One of these codes.
    OneOf(&'static str),
    /// One of these codes, or nothing for the second.
    OneOfOr(&'static str, &'static str),
    /// A row of CSV.
    CsvRow,
    /// So many fields, as in line 1.
    Fields(usize),
    /// Letters and figures.
    Letters,
    /// UTF-8.
    Utf8,
    /// Each of these columns once.
    Columns(String),
    /// This column too.
    Column(&'static str),
    /// One of these files.
    Files(&'static str),
    /// A file that can be read.
    ReadableFile,
    /// Once; it stands in this line already.
    Once(u64),
    /// Each course code once.
    CodeOnce,
    /// Each exam once.
    ExamOnce,
    /// A day that a regulation covers.
    CoveredDay,
    /// A term that a regulation covers.
    CoveredTerm,
    /// What the course is: its answers have been assessed by it.
    AsAssessed(String),
    /// The credits that were announced.
    AsAnnounced(String),
    /// What the exam was held by; nothing where it had none.
    AsHeld(Option<String>),
    /// The place code of a unit.
    Unit,
    /// The code of a room.
    Room,
    /// A course that exists.
    Course,
    /// An exam that exists in the term.
    Exam,
    /// A student who exists.
    Student,
    /// A student whom no exclusion bars from the exam.
    NotExcluded,
    /// Minutes and a course code.
    MinutesAndCode,
    /// A course code and a student number.
    CodeAndStudent,
    /// A course code of the file of exams.
    CodeOfExams,
    /// A student number of figures.
    Figures,
    /// A room's name, seats and penalty.
    NameSeatsPenalty,
    /// A period's day, hour, minutes and penalty.
    DayHourMinutesPenalty,
    /// Rooms of the data.
    RoomsOfData,
    /// A date in one of two forms.
    Day,
    /// The code of a study programme.
    Programme,
    /// A day on which studies of the programme begin.
    StudyStart,
    /// What stands in this line.
    AsInLine(u64),
}

impl Allowed {
    /// What is allowed, in words.
    pub fn text(&self) -> Text {
        match self {
            Self::Something => text("import-allowed-something", &[]),
            Self::NationalId => text("import-allowed-national-id", &[]),
            Self::OwnNationalId => text("import-allowed-own-national-id", &[]),
            Self::Date => text("import-allowed-date", &[]),
            Self::DateIn(term) => text("import-allowed-date-in", &[("term", term)]),
            Self::Clock => text("import-allowed-clock", &[]),
            Self::Term => text("import-allowed-term", &[]),
            Self::Whole(from, to) => text("import-allowed-whole", &[("from", from), ("to", to)]),
            Self::WholeOrNothing(from, to) => {
                text("import-allowed-whole-or-nothing", &[("from", from), ("to", to)])
            }
            Self::WholeOr(from, to, usual) => {
                text("import-allowed-whole-or", &[("from", from), ("to", to), ("usual", usual)])
            }
            Self::Credits => text("import-allowed-credits", &[]),
            Self::OneOf(codes) => text("import-allowed-one-of", &[("codes", codes)]),
            Self::OneOfOr(codes, usual) => {
                text("import-allowed-one-of-or", &[("codes", codes), ("usual", usual)])
            }
            Self::CsvRow => text("import-allowed-csv-row", &[]),
            Self::Fields(count) => text("import-allowed-fields", &[("count", count)]),
            Self::Letters => text("import-allowed-letters", &[]),
            Self::Utf8 => text("import-allowed-utf8", &[]),
            Self::Columns(names) => text("import-allowed-columns", &[("names", names)]),
            Self::Column(name) => text("import-allowed-column", &[("name", name)]),
            Self::Files(names) => text("import-allowed-files", &[("names", names)]),
            Self::ReadableFile => text("import-allowed-readable-file", &[]),
            Self::Once(line) => text("import-allowed-once", &[("line", line)]),
            Self::CodeOnce => text("import-allowed-code-once", &[]),
            Self::ExamOnce => text("import-allowed-exam-once", &[]),
            Self::CoveredDay => text("import-allowed-covered-day", &[]),
            Self::CoveredTerm => text("import-allowed-covered-term", &[]),
            Self::AsAssessed(old) => text("import-allowed-as-assessed", &[("old", old)]),
            Self::AsAnnounced(old) => text("import-allowed-as-announced", &[("old", old)]),
            Self::AsHeld(Some(old)) => text("import-allowed-as-held", &[("old", old)]),
            Self::AsHeld(None) => text("import-allowed-as-held-open", &[]),
            Self::Unit => text("import-allowed-unit", &[]),
            Self::Room => text("import-allowed-room", &[]),
            Self::Course => text("import-allowed-course", &[]),
            Self::Exam => text("import-allowed-exam", &[]),
            Self::Student => text("import-allowed-student", &[]),
            Self::NotExcluded => text("import-allowed-not-excluded", &[]),
            Self::MinutesAndCode => text("import-allowed-minutes-and-code", &[]),
            Self::CodeAndStudent => text("import-allowed-code-and-student", &[]),
            Self::CodeOfExams => text("import-allowed-code-of-exams", &[]),
            Self::Figures => text("import-allowed-figures", &[]),
            Self::NameSeatsPenalty => text("import-allowed-name-seats-penalty", &[]),
            Self::DayHourMinutesPenalty => text("import-allowed-day-hour-minutes-penalty", &[]),
            Self::RoomsOfData => text("import-allowed-rooms-of-data", &[]),
            Self::Day => text("import-allowed-day", &[]),
            Self::Programme => text("import-allowed-programme", &[]),
            Self::StudyStart => text("import-allowed-study-start", &[]),
            Self::AsInLine(line) => text("import-allowed-as-in-line", &[("line", line)]),
        }
    }
}
