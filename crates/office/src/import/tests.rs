use super::*;
use crate::testing::TestOffice;
use crate::world::CastMember;
use rules::{Language, Term};
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

/// A folder of its own with these files, made from the office's examples.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (file, text) in files {
        fs::write(folder.path().join(file), text).expect("a file");
    }
    folder
}

const PERSONS: &str = "student_number;given_name;family_name\n700001;Ada;Åsen\n700002;Bo;Øye\n";
const COURSES: &str = "code,name_nb,name_nn,name_en,credits,unit,level,form\n\
    HIS-7,Hav,Hav,Sea,\"7,5\",999.10.01,bachelor,written_school\n";
const EXAMS: &str = "course_code;term;date\nHIS-7;2026-H;10.12.2026\n";
const REGISTRATIONS: &str =
    "student_number;course_code;term;language\n700001;HIS-7;2026-H;nn\n700002;HIS-7;2026-H;\n";

fn whole() -> TempDir {
    let files = [
        ("persons.csv", PERSONS),
        ("courses.csv", COURSES),
        ("exams.csv", EXAMS),
        ("registrations.csv", REGISTRATIONS),
    ];
    folder(&files)
}

mod faults;
mod fixed;

/// What a fault's field is called.
fn name(fault: &Fault) -> String {
    fault.field.text().en
}

async fn import(office: &TestOffice, batch: &Batch, dry: bool) -> Result<Imported, ImportError> {
    run(&office.node, batch, dry, &mut |_| {}).await
}

#[tokio::test]
async fn a_second_import_of_the_same_files_changes_nothing() {
    let office = TestOffice::new().await;
    let batch = read_folder(whole().path()).ok().expect("sound files");
    let first = import(&office, &batch, false).await.expect("an import");
    assert_eq!((first.persons.added, first.registrations.added), (2, 2));
    let second = import(&office, &batch, false).await.expect("an import");
    assert_eq!((second.total(), second.changes), (0, Vec::new()));
}

#[tokio::test]
async fn only_what_differs_is_changed_and_a_dry_run_says_so_and_writes_nothing() {
    let office = TestOffice::new().await;
    let folder = whole();
    let path = folder.path();
    let batch = read_folder(path).ok().expect("sound files");
    import(&office, &batch, false).await.expect("an import");
    fs::write(path.join("exams.csv"), EXAMS.replace("10.12", "11.12")).expect("a file");
    let moved = read_folder(path).ok().expect("sound files");
    for _ in 0..2 {
        let dry = import(&office, &moved, true).await.expect("a dry run");
        let moved = Change::Exam("HIS-7".to_owned(), "2026-H".to_owned());
        assert_eq!((dry.total(), dry.changes), (1, vec![moved]));
    }
    assert_eq!(import(&office, &moved, false).await.expect("an import").exams.changed, 1);
}

#[test]
fn every_bad_row_is_named_with_file_line_field_value_and_what_is_allowed() {
    let files = [
        (
            "persons.csv",
            "student_number;given_name;family_name;language\n1;A;B;dk\n;C;D;nb\n1;E;F;nb\n",
        ),
        (
            "courses.csv",
            "code;name_nb;name_nn;name_en;credits;unit;level;form\nX;a;b;c;-1;999;phd;oral\n",
        ),
        ("exams.csv", "course_code;term;date\nX;2026-H;31.02.2026\nX;2026;\nX;2026-H;10.01.2027\n"),
        ("registrations.csv", "student_number;course_code\n1;X\n"),
    ];
    let faults = read_folder(folder(&files).path()).err().expect("faults");
    let told: Vec<_> = faults.iter().map(|f| (f.file.as_str(), f.line, name(f))).collect();
    for expected in [
        ("persons.csv", 2, "language"),
        ("persons.csv", 3, "student_number"),
        ("courses.csv", 2, "credits"),
        ("courses.csv", 2, "level"),
        ("exams.csv", 2, "date"),
        ("exams.csv", 3, "term"),
        ("exams.csv", 4, "date"),
        ("registrations.csv", 1, "the line of column names"),
    ] {
        let expected = (expected.0, expected.1, expected.2.to_owned());
        assert!(told.contains(&expected), "{expected:?} in {told:?}");
    }
    let line = "persons.csv line 2, language: “dk” is not accepted; \
        allowed: one of nb, nn, en, or nothing for nb";
    assert!(faults.iter().any(|fault| fault.told(Language::En) == line));
}

#[tokio::test]
async fn one_unknown_student_keeps_everything_out() {
    let office = TestOffice::new().await;
    let folder = whole();
    let path = folder.path();
    let more = format!("{REGISTRATIONS}799999;HIS-7;2026-H;nb\n");
    fs::write(path.join("registrations.csv"), more).expect("a file");
    let batch = read_folder(path).ok().expect("sound files");
    let Err(ImportError::Faults(faults)) = import(&office, &batch, false).await else {
        panic!("it must be refused")
    };
    assert_eq!((faults[0].line, &faults[0].value), (4, &Value::from("799999")));
    let whole = read_folder(whole().path()).ok().expect("sound files");
    assert_eq!(import(&office, &whole, true).await.expect("a dry run").persons.added, 2);
}

/// Requirements: Q-40
#[tokio::test]
async fn whom_an_exclusion_bars_no_file_registers_and_who_is_registered_stays() {
    let office = TestOffice::new().await;
    let number = CastMember::named("amina").student_number().expect("a student number");
    let rows = format!("{REGISTRATIONS}{number};HIS-7;2026-H;nb\n");
    let folder = whole();
    fs::write(folder.path().join("registrations.csv"), rows).expect("a file");
    let batch = read_folder(folder.path()).ok().expect("sound files");
    let told = |from: &str, to: &str| {
        format!(
            "insert into exclusion_told_row (row_id, version, person_id, institution, kind,
                classification, from_on, to_on, told_at)
            values (gen_random_uuid(), 1, '{}', '1234', 'EKSAMENN', 'ALLE', '{from}', '{to}', now())",
            CastMember::named("amina").id()
        )
    };
    let tell = async |sql: String| {
        let mut act = office.act().await;
        sqlx::query(sqlx::AssertSqlSafe(sql)).execute(act.conn()).await.expect("told");
        act.commit(::store::Entry::new("test", "test", uuid::Uuid::nil())).await.expect("told");
    };
    tell(told("2026-10-01", "2026-12-09")).await;
    assert_eq!(import(&office, &batch, true).await.expect("over the day before").persons.added, 2);
    tell(told("2026-10-01", "2026-12-10")).await;
    let Err(ImportError::Faults(faults)) = import(&office, &batch, false).await else {
        panic!("it must be refused")
    };
    let named: Vec<_> = faults.iter().map(|one| (one.line, &one.value, &one.allowed)).collect();
    assert_eq!(named, [(4, &Value::from(number.as_str()), &Allowed::NotExcluded)]);
    let looks = office.sign_in("amina").await.get("/my/looks").await.text();
    assert!(looks.contains("Varsel om utestenging"), "{looks}");
    // Registered before: the row of the file changes nothing.
    let gone = "update exclusion_told_row
        set removed_at = now(), removed = 'deleted', person_id = null where person_id is not null";
    tell(gone.to_owned()).await;
    assert_eq!(import(&office, &batch, false).await.expect("an import").registrations.added, 3);
    tell(told("2026-10-01", "2026-12-10")).await;
    assert_eq!(import(&office, &batch, false).await.expect("nothing new").total(), 0);
}

/// Requirements
#[tokio::test]
async fn by_a_list_that_is_too_old_no_file_signs_anybody_up() {
    let office = TestOffice::new().await.with_register().await;
    let folder = whole();
    let batch = read_folder(folder.path()).ok().expect("sound files");
    let mut act = office.act().await;
    sqlx::query(
        "insert into exclusion_list_copy (version, as_of, sealed_by)
        values (1, now() - interval '25 hours', $1)",
    )
    .bind(&office.node.seal().id()[..])
    .execute(act.conn())
    .await
    .expect("a list");
    act.commit(::store::Entry::new("test.list", "test", uuid::Uuid::nil())).await.expect("planted");
    let Err(ImportError::Office(crate::Error::Refused(refused))) =
        import(&office, &batch, false).await
    else {
        panic!("it must be refused")
    };
    assert_eq!(refused.code, "list-too-old");
}

#[test]
fn a_file_that_is_not_utf8_is_told_with_its_line() {
    let folder = folder(&[]);
    let path = folder.path();
    fs::write(path.join("rooms.csv"), b"code;name;capacity\nA;R\xf8d;10\n").expect("a file");
    let faults = read_folder(path).err().expect("a fault");
    assert_eq!((faults[0].line, faults[0].field), (2, Field::Text));
}

/// Cork's real data, where they are found.
fn cork() -> Option<UccOptions> {
    let Ok(shared) = std::env::var("KANDIDAT_SHARED") else {
        eprintln!("skipped: KANDIDAT_SHARED is not set");
        return None;
    };
    let folder = PathBuf::from(shared).join("timetabling/ucc");
    let term = Term::parse("2026-H").expect("a term");
    Some(UccOptions { folder, term, unit: "999.10.01".to_owned(), timetable: None })
}

#[tokio::test]
async fn corks_real_term_comes_in_whole_and_only_once() {
    let Some(options) = cork() else { return };
    let office = TestOffice::new().await;
    let batch = read_ucc(&options).ok().expect("Cork's files");
    let first = import(&office, &batch, false).await.expect("an import");
    let added = first.tallies().map(|(_, tally)| tally.added);
    assert_eq!(added, [12_688, 9, 719, 719, 43_039]);
    assert_eq!(import(&office, &batch, false).await.expect("an import").total(), 0);
    let found = office.sign_in("ingrid").await.get("/api/exams?q=ST1023").await.json();
    assert_eq!(found["exams"][0]["registered"], 582);
}

#[test]
fn corks_timetable_moves_by_whole_weeks_and_its_faults_are_named() {
    let Some(mut options) = cork() else { return };
    let text = "exam;period;rooms\nAC1100;0;KAMPUS KITCHEN,SCIENCE BLDG.\nFE6904;1;\nAC1103;30;\n";
    let plan = folder(&[("plan.csv", text)]);
    options.timetable = Some(plan.path().join("plan.csv"));
    let faults = read_ucc(&options).err().expect("faults");
    let told: Vec<_> = faults.iter().map(|f| (f.line, f.value.clone())).collect();
    assert_eq!(told, [(3, "FE6904".into()), (4, "30".into())]);
    fs::write(options.timetable.as_ref().expect("a plan"), "AC1100;0;AULA MAXIMA\n")
        .expect("a file");
    let batch = read_ucc(&options).ok().expect("sound files");
    let exam = batch.exams.iter().find(|exam| exam.key.code == "AC1100").expect("the exam");
    let date = exam.date.expect("a day");
    assert_eq!(
        (date.to_string().as_str(), exam.rooms.as_slice()),
        ("2026-12-07", &["AULA-MAXIMA".to_owned()][..])
    );
}

#[tokio::test]
async fn the_examples_in_the_documentation_are_sound() {
    let office = TestOffice::new().await;
    let examples = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/import-examples");
    let batch = read_folder(&examples).ok().expect("sound examples");
    let imported = import(&office, &batch, false).await.expect("an import");
    assert_eq!(imported.tallies().map(|(_, tally)| tally.added), [3, 2, 2, 2, 3]);
}
