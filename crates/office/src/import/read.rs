//! The office's own CSV files; their columns are described in `docs/import.md`.

use super::batch::{Batch, CourseRow, ExamKey, ExamRow, PersonRow, RegistrationRow, RoomRow};
use super::rows::{Columns, Fields, read};
use super::{Allowed, Fault, Field, Value, check};
use crate::catalogue::forms::read_clock;
use crate::catalogue::words;
use jiff::civil::Date;
use rules::national_id::NationalId;
use rules::{Language, SittingKind, Term};
use rust_decimal::Decimal;
use std::path::Path;

const PERSONS: Columns = Columns {
    required: &["student_number", "given_name", "family_name"],
    optional: &["national_id", "birth_date", "email", "language", "protected_address"],
};
const ROOMS: Columns = Columns { required: &["code", "name", "capacity"], optional: &[] };
const COURSES: Columns = Columns {
    required: &["code", "name_nb", "name_nn", "name_en", "credits", "unit", "level", "form"],
    optional: &["version", "grade_scale"],
};
const EXAMS: Columns = Columns {
    required: &["course_code", "term"],
    optional: &["version", "kind", "date", "starts_at", "duration_minutes", "copies", "rooms"],
};
const REGISTRATIONS: Columns = Columns {
    required: &["student_number", "course_code", "term"],
    optional: &["version", "kind", "language"],
};

const FILES: &str = "persons.csv, rooms.csv, courses.csv, exams.csv, registrations.csv";
const LANGUAGE: Allowed = Allowed::OneOfOr("nb, nn, en", "nb");
const KIND: Allowed = Allowed::OneOfOr("ordinary, deferred, resit, early", "ordinary");
const FORM: Allowed = Allowed::OneOf(
    "written_school, home, term_paper, portfolio, project, oral, practical, performing, thesis",
);

/// Reads the files of a folder; those that are not there are left out.
///
/// # Errors
/// Every bad row of every file, or that the folder has none of the files.
pub fn read_folder(folder: &Path) -> Result<Batch, Vec<Fault>> {
    let mut faults = Vec::new();
    let persons = read(folder, "persons.csv", &PERSONS, &mut faults, person);
    let rooms = read(folder, "rooms.csv", &ROOMS, &mut faults, room);
    let courses = read(folder, "courses.csv", &COURSES, &mut faults, course);
    let exams = read(folder, "exams.csv", &EXAMS, &mut faults, exam);
    let registrations =
        read(folder, "registrations.csv", &REGISTRATIONS, &mut faults, registration);
    let found = persons.is_some() || rooms.is_some() || courses.is_some();
    if !found && exams.is_none() && registrations.is_none() {
        faults.push(Fault {
            file: folder.display().to_string(),
            line: 0,
            field: Field::Folder,
            value: Value::NoFiles,
            allowed: Allowed::Files(FILES),
        });
    }
    let batch = Batch {
        persons: persons.unwrap_or_default(),
        rooms: rooms.unwrap_or_default(),
        courses: courses.unwrap_or_default(),
        exams: exams.unwrap_or_default(),
        registrations: registrations.unwrap_or_default(),
    };
    faults.extend(check::repeated(&batch));
    if faults.is_empty() { Ok(batch) } else { Err(faults) }
}

fn person(row: &mut Fields<'_>) -> Option<PersonRow> {
    let number = row.required("student_number");
    let given = row.required("given_name");
    let family = row.required("family_name");
    let id = row.optional("national_id", Allowed::NationalId, |v| NationalId::parse(v).ok());
    let birth = row.optional("birth_date", Allowed::Date, date);
    let language = row.optional("language", LANGUAGE, Language::from_tag);
    let hidden = row.optional("protected_address", Allowed::OneOfOr("J, N", "N"), yes_no);
    Some(PersonRow {
        at: row.at,
        student_number: number?,
        given_name: given?,
        family_name: family?,
        national_id: id?.map(|id| id.expose().to_owned()),
        birth_date: birth?,
        email: row.text("email"),
        language: language?.unwrap_or(Language::Nb),
        protected_address: hidden?.unwrap_or(false),
    })
}

fn room(row: &mut Fields<'_>) -> Option<RoomRow> {
    let (code, name) = (row.required("code"), row.required("name"));
    let capacity = row.parse("capacity", Allowed::Whole(1, 10_000), whole(1..=10_000));
    Some(RoomRow { at: row.at, code: code?, name: name?, capacity: capacity? })
}

fn course(row: &mut Fields<'_>) -> Option<CourseRow> {
    let code = row.required("code");
    let names = ["name_nb", "name_nn", "name_en"].map(|name| row.required(name));
    let credits = row.parse("credits", Allowed::Credits, credits);
    let unit = row.required("unit");
    let level = row.parse("level", Allowed::OneOf("bachelor, master"), words::read);
    let form = row.parse("form", FORM, words::read);
    let scales = Allowed::OneOfOr("letter, pass_fail", "letter");
    let scale = row.optional("grade_scale", scales, |v| {
        ["letter", "pass_fail"].contains(&v).then(|| v == "pass_fail")
    });
    let [nb, nn, en] = names;
    Some(CourseRow {
        at: row.at,
        code: code?,
        version: version(row),
        names: [nb?, nn?, en?],
        credits: credits?,
        unit: unit?,
        level: level?,
        form: form?,
        pass_fail: scale?.unwrap_or(false),
    })
}

fn exam(row: &mut Fields<'_>) -> Option<ExamRow> {
    let key = key(row);
    let day = row.optional("date", Allowed::Date, date);
    let starts_at = row.optional("starts_at", Allowed::Clock, read_clock);
    let whole_minutes = Allowed::WholeOrNothing(1, 2_880);
    let minutes = row.optional("duration_minutes", whole_minutes, whole(1..=2_880));
    let copies = row.optional("copies", Allowed::WholeOr(1, 9, 1), whole(1..=9));
    let (key, day) = (key?, day?);
    if let Some(day) = day.filter(|day| Term::of(*day) != key.term) {
        row.fault("date", &day.to_string(), Allowed::DateIn(key.term.to_string()));
        return None;
    }
    let rooms = row.text("rooms");
    Some(ExamRow {
        at: row.at,
        key,
        day_at: row.at,
        date: day,
        starts_at: starts_at?,
        duration_minutes: minutes?,
        copies: copies?.unwrap_or(1),
        rooms: rooms.split([' ', '|']).filter(|c| !c.is_empty()).map(ToOwned::to_owned).collect(),
    })
}

fn registration(row: &mut Fields<'_>) -> Option<RegistrationRow> {
    let student_number = row.required("student_number");
    let exam = key(row);
    let language = row.optional("language", LANGUAGE, Language::from_tag);
    Some(RegistrationRow {
        at: row.at,
        student_number: student_number?,
        exam: exam?,
        language: language?.unwrap_or(Language::Nb),
    })
}

fn key(row: &mut Fields<'_>) -> Option<ExamKey> {
    let code = row.required("course_code");
    let term = row.parse("term", Allowed::Term, |value| Term::parse(value).ok());
    let kind = row.optional("kind", KIND, words::read::<SittingKind>);
    Some(ExamKey {
        code: code?,
        version: version(row),
        term: term?,
        kind: kind?.unwrap_or(SittingKind::Ordinary),
    })
}

fn version(row: &Fields<'_>) -> String {
    let version = row.text("version");
    if version.is_empty() { "1".to_owned() } else { version }
}

/// Reads `2026-12-10` or `10.12.2026`.
pub(crate) fn date(value: &str) -> Option<Date> {
    if value.len() == 10
        && let Ok(date) = value.parse::<Date>()
    {
        return Some(date);
    }
    let parts: Vec<i16> = value.split('.').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [day, month, year] = parts[..] else { return None };
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    (1900..=2199).contains(&year).then_some(date)
}

/// Reads Norwegian and English decimals: `7,5` and `7.5`.
fn credits(value: &str) -> Option<Decimal> {
    let credits: Decimal = value.replace(',', ".").parse().ok()?;
    (credits > Decimal::ZERO && credits <= Decimal::from(120) && credits.scale() <= 2)
        .then_some(credits)
}

fn yes_no(value: &str) -> Option<bool> {
    match value {
        "J" => Some(true),
        "N" => Some(false),
        _ => None,
    }
}

fn whole(range: std::ops::RangeInclusive<i32>) -> impl Fn(&str) -> Option<i32> {
    move |value| value.parse().ok().filter(|number| range.contains(number))
}
