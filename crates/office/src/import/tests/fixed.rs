//! What is fixed is named row by row, by the dry run as by the other, and nothing is written.

use super::*;
use crate::testing::Sat;

const EXAM: &str = "course_code;term;date;starts_at;duration_minutes;copies\n\
    HIS-1001;2026-H;02.11.2026;08:00;60;1\n";
const COURSE: &str = "code;version;name_nb;name_nn;name_en;credits;unit;level;form;grade_scale\n\
    HIS-1001;1;Nord-Norge etter 1945;Nord-Noreg etter 1945;Northern Norway after 1945;10;\
    999.10.01;bachelor;written_school;letter\n";

type Told = Vec<(String, u64, String, Value)>;

/// Where the faults stand, and what stands there; the same in the dry run and in the other.
async fn refused(office: &TestOffice, batch: &Batch) -> Told {
    let mut told = Vec::new();
    for dry in [true, false] {
        let Err(ImportError::Faults(faults)) = import(office, batch, dry).await else {
            panic!("it must be refused, dry: {dry}")
        };
        let tell = |f: Fault| (f.file.clone(), f.line, name(&f), f.value);
        told.push(faults.into_iter().map(tell).collect::<Told>());
    }
    assert_eq!(told[0], told[1], "the dry run says the same");
    told.remove(0)
}

fn batch_of(files: &[(&str, &str)]) -> Batch {
    read_folder(folder(files).path()).ok().expect("sound files")
}

fn at(file: &str, line: u64, field: &str, value: impl Into<Value>) -> (String, u64, String, Value) {
    (file.to_owned(), line, field.to_owned(), value.into())
}

#[tokio::test]
async fn an_exam_that_is_being_graded_is_not_moved_by_an_import() {
    let sat = Sat::by(&["amina"]).await;
    let moved = EXAM.replace("02.11", "03.11").replace("08:00;60", "09:00;90");
    let moved = batch_of(&[("exams.csv", &moved), ("persons.csv", PERSONS)]);
    let before = import(&sat.office, &moved, true).await.expect("nobody has assessed it");
    assert_eq!(before.exams.changed, 1);
    sat.give("marit", &[("101", "F")]).await;
    let expected = [
        at("exams.csv", 2, "date", "2026-11-03"),
        at("exams.csv", 2, "duration_minutes", "90"),
        at("exams.csv", 2, "starts_at", "09:00"),
    ];
    assert_eq!(refused(&sat.office, &moved).await, expected);
    assert_eq!(sat.count("select count(*) from person where student_number = '700001'").await, 0);
    let copies = batch_of(&[("exams.csv", &EXAM.replace("60;1", "60;2"))]);
    assert_eq!(import(&sat.office, &copies, false).await.expect("free").exams.changed, 1);
    let open = "course_code;term\nHIS-1001;2026-H\n";
    assert!(import(&sat.office, &batch_of(&[("exams.csv", open)]), false).await.is_ok());
}

/// Requirements: M-09
#[tokio::test]
async fn a_course_keeps_what_it_is_graded_by_and_what_was_announced_in_an_import() {
    let sat = Sat::by(&["amina"]).await;
    for key in ["marit", "geir"] {
        sat.give(key, &[("101", "B")]).await;
    }
    let course = |from: &str, to: &str| batch_of(&[("courses.csv", &COURSE.replace(from, to))]);
    let other = course("written_school;letter", "home;pass_fail");
    let expected =
        [at("courses.csv", 2, "form", "home"), at("courses.csv", 2, "grade_scale", "pass_fail")];
    assert_eq!(refused(&sat.office, &other).await, expected);
    let five = course(";10;", ";5;");
    assert_eq!(import(&sat.office, &five, true).await.expect("not announced").courses.changed, 1);
    sat.announced().await;
    assert_eq!(refused(&sat.office, &five).await, [at("courses.csv", 2, "credits", "5")]);
    let new = course("HIS-1001;1;", "HIS-1001;2;");
    assert_eq!(import(&sat.office, &new, false).await.expect("a new version").courses.added, 1);
    let renamed = course("Northern Norway", "The North");
    assert_eq!(import(&sat.office, &renamed, false).await.expect("a name").courses.changed, 1);
}

#[tokio::test]
async fn corks_timetable_moves_no_exam_that_is_being_graded() {
    let sat = Sat::by(&["amina"]).await;
    let data = folder(&[
        ("exams", "60 HIS-1001\n"),
        ("exams-to-students", "HIS-1001 900001\n"),
        ("venues_all_2019_sem1", ""),
        ("periods_2019_sem1", "10:12:2019, 08:00:00, 120, 0\n"),
        ("plan.csv", "HIS-1001;0;\n"),
    ]);
    let term = Term::parse("2026-H").expect("a term");
    let timetable = Some(data.path().join("plan.csv"));
    let folder = data.path().to_owned();
    let options = UccOptions { folder, term, unit: "999.10.01".to_owned(), timetable };
    let batch = read_ucc(&options).ok().expect("sound data");
    assert_eq!(import(&sat.office, &batch, true).await.expect("a dry run").exams.changed, 1);
    sat.give("marit", &[("101", "F")]).await;
    assert_eq!(refused(&sat.office, &batch).await, [at("timetable", 1, "period", "2026-12-08")]);
}

#[tokio::test]
async fn an_id_that_somebody_else_has_is_named_at_its_line_and_not_shown() {
    let office = TestOffice::new().await;
    let id: String =
        sqlx::query_scalar("select national_id from person where given_name = 'Amina'")
            .fetch_one(&office.node.store().pool)
            .await
            .expect("an id");
    let persons = format!(
        "student_number;given_name;family_name;national_id\n700001;Ada;Åsen;\n700002;Bo;Øye;{id}\n"
    );
    let batch = batch_of(&[("persons.csv", &persons)]);
    let expected = [at("persons.csv", 3, "national_id", Value::NationalId)];
    assert_eq!(refused(&office, &batch).await, expected);
}

#[tokio::test]
async fn a_day_that_no_regulation_covers_is_named() {
    let office = TestOffice::new().await;
    let mut act = office.act().await;
    sqlx::query("delete from regulation").execute(act.conn()).await.expect("none of its own");
    act.commit(store::Entry::new("test.sql", "regulation", uuid::Uuid::nil())).await.expect("done");
    let office = office.another_process().await;
    let exams = "course_code;term;date\nHIS-1001;2024-H;31.12.2024\nHIS-1001;2020-H;10.12.2020\n\
        HIS-1001;2020-V;\n";
    let expected = [at("exams.csv", 3, "date", "2020-12-10"), at("exams.csv", 4, "term", "2020-V")];
    assert_eq!(refused(&office, &batch_of(&[("exams.csv", exams)])).await, expected);
}

#[test]
fn a_character_that_no_database_keeps_is_told_with_its_line() {
    let folder = folder(&[("rooms.csv", "code;name;capacity\nA;R\0d;10\n")]);
    let faults = read_folder(folder.path()).err().expect("a fault");
    assert_eq!((faults[0].line, faults[0].field), (2, Field::Text));
}
