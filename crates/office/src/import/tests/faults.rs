//! What is wrong is told in the language of whoever reads it.

use super::*;

/// One of each kind of what is allowed.
fn kinds() -> Vec<Allowed> {
    use Allowed::*;
    vec![
        Something,
        NationalId,
        OwnNationalId,
        Date,
        DateIn("2026-H".to_owned()),
        Clock,
        Term,
        Whole(1, 10_000),
        WholeOrNothing(1, 2_880),
        WholeOr(1, 9, 1),
        Credits,
        OneOf("bachelor, master"),
        OneOfOr("nb, nn, en", "nb"),
        CsvRow,
        Fields(3),
        Letters,
        Utf8,
        Columns("code, name, capacity".to_owned()),
        Column("code"),
        Files("persons.csv, rooms.csv"),
        ReadableFile,
        Once(2),
        CodeOnce,
        ExamOnce,
        CoveredDay,
        CoveredTerm,
        AsAssessed("home".to_owned()),
        AsAnnounced("7.5".to_owned()),
        AsHeld(Some("09:00".to_owned())),
        Unit,
        Room,
        Course,
        Exam,
        Student,
        NotExcluded,
        MinutesAndCode,
        CodeAndStudent,
        CodeOfExams,
        Figures,
        NameSeatsPenalty,
        DayHourMinutesPenalty,
        RoomsOfData,
        AsHeld(None),
        Day,
        Programme,
        StudyStart,
        AsInLine(2),
    ]
}

/// One of each kind of what may stand there.
fn values() -> Vec<Value> {
    use Value::*;
    vec![
        Given("Per's \u{1b}[31m\nB".to_owned()),
        Given(String::new()),
        NoColumn,
        NationalId,
        NationalIdFromHere,
        Fields(1),
        Fields(2),
        Broken,
        NotUtf8,
        Nul,
        Missing,
        Forbidden,
        Unreadable,
        NoFiles,
    ]
}

const FIELDS: [Field; 6] =
    [Field::Column("credits"), Field::Header, Field::Row, Field::Text, Field::File, Field::Folder];

/// Each kind of fault once: of every kind of value, of field and of what is allowed.
fn every_fault() -> Vec<Fault> {
    let (kinds, values) = (kinds(), values());
    let fault = |at: usize| Fault {
        file: "exams.csv".to_owned(),
        line: u64::from(at % FIELDS.len() != 4) * 7,
        field: FIELDS[at % FIELDS.len()],
        value: values[at % values.len()].clone(),
        allowed: kinds[at].clone(),
    };
    (0..kinds.len()).map(fault).collect()
}

#[test]
fn every_kind_of_fault_is_told_in_every_language_form() {
    for language in Language::ALL {
        let lines: Vec<_> = every_fault().iter().map(|fault| fault.told(language)).collect();
        insta::assert_snapshot!(format!("faults.{}", language.tag()), lines.join("\n"));
    }
}

/// Every kind names its words in one of these sources, so that none can be added without being asked here.
#[test]
fn no_kind_of_fault_lacks_a_language_form() {
    let sources =
        [include_str!("../allowed.rs"), include_str!("../fault.rs"), include_str!("../change.rs")];
    let keys: Vec<_> = sources
        .iter()
        .flat_map(|source| source.split("text(\"").skip(1))
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert!(keys.len() > kinds().len() + FIELDS.len(), "{keys:?}");
    for (key, language) in keys.iter().flat_map(|key| Language::ALL.map(|form| (*key, form))) {
        let said = ui::messages::format(language, key, &[]);
        assert_ne!(said, key, "{} lacks it", language.tag());
    }
}

#[test]
fn a_report_is_told_in_every_language_form() {
    let changes = vec![
        Change::Room("R1".to_owned()),
        Change::Course("HIS-7".to_owned()),
        Change::Exam("HIS-7".to_owned(), "2026-H".to_owned()),
        Change::RoomsOf("HIS-7".to_owned()),
    ];
    let exams = Tally { read: 3, added: 1, changed: 1 };
    let imported = Imported { exams, changes, ..Imported::default() };
    for language in Language::ALL {
        let told = [imported.told(true, language), imported.told(false, language)].concat();
        insta::assert_snapshot!(format!("report.{}", language.tag()), told.join("\n"));
    }
}

#[test]
fn a_file_that_is_there_but_cannot_be_read_is_not_left_out() {
    let folder = folder(&[("persons.csv", PERSONS)]);
    fs::create_dir(folder.path().join("rooms.csv")).expect("a folder by the name of a file");
    let faults = read_folder(folder.path()).err().expect("a fault");
    assert_eq!((faults.len(), faults[0].field), (1, Field::File));
}
