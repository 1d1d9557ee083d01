//! What a document says: every element of the routine, and nothing that is not passed.

use super::nation::Nation;
use crate::DegreeId;
use crate::degrees::{Counting, Degree, Part};
use crate::exchange::document::{HandedOut, Whose, document};
use elmo::{Kind, Opportunity, read_unverified};
use jiff::civil::date;
use office::people::PlaceCode;
use office::{CourseId, PersonId, RegistrationId, ResultId};
use rules::{Credits, Grade, Language, Season, Term, Text};

fn counting(code: &str, grade: &str, thesis: Option<Text>) -> Counting {
    Counting {
        registration: RegistrationId::new(),
        result: ResultId::new(),
        grade: Grade::from_code(grade).expect("a grade"),
        origin: "ordinary".to_owned(),
        announced_at: "2026-06-20T10:00:00Z".parse().unwrap(),
        course: CourseId::new(),
        code: code.to_owned(),
        version: "2".to_owned(),
        name: Text::new("Fjell", "Fjell", "Mountains"),
        credits: Credits::parse("7.5").unwrap(),
        is_master: false,
        has_title: thesis.is_some(),
        place: PlaceCode("999.10.01".to_owned()),
        term: Term { year: 2026, season: Season::Spring },
        thesis,
        about: Some(Text::new("Om fjell\nog vidder", "", "On mountains")),
    }
}

fn degree(code: &str, parts: Vec<Part>) -> Degree {
    Degree {
        id: DegreeId::random(),
        person: PersonId::new(),
        place: PlaceCode("999.10.01".to_owned()),
        code: code.to_owned(),
        name: Text::new("Bachelor i fjell", "Bachelor i fjell", "Bachelor of Mountains"),
        level: 6,
        credits: Credits::parse("180").unwrap(),
        conferred_on: date(2026, 6, 30),
        diploma_sent: None,
        withdrawn: None,
        parts,
    }
}

fn whose() -> Whose {
    Whose {
        national_id: super::nation::national_id("emil"),
        given_names: "Emil".to_owned(),
        family_name: "Ærlend".to_owned(),
        born: Some(date(2003, 1, 1)),
    }
}

/// Requirements
#[tokio::test]
async fn a_document_has_every_element_and_keeps_courses_and_degrees_together() {
    let nation = Nation::of(&[]).await;
    let thesis = counting("FJELL-2900", "A", Some(Text::new("Om å gå", "", "On walking")));
    let alone = counting("FJELL-1001", "bestått", None);
    let failed = counting("FJELL-1002", "F", None);
    let elsewhere =
        Part::External("998".into(), "X".into(), "X".into(), Credits::parse("5").unwrap());
    let rests_on = vec![Part::Own(thesis.registration), elsewhere, Part::Own(failed.registration)];
    let two = vec![
        degree("B-FJELL", rests_on.clone()),
        degree("E-FJELL", vec![Part::Own(thesis.registration)]),
    ];
    let mut withdrawn = degree("M-FJELL", rests_on);
    withdrawn.withdrawn = Some(("2026-07-01T10:00:00Z".parse().unwrap(), "Feil".to_owned()));
    let degrees = two.into_iter().chain([withdrawn]).collect();
    let handed = HandedOut::of(vec![thesis.clone(), alone.clone(), failed.clone()], degrees);
    let now = "2026-11-02T09:00:00Z".parse().unwrap();
    let node = &nation.sat.office.node;
    let xml = document(node, &whose(), &handed, ("nordlys.example", now)).unwrap();
    assert!(!xml.contains(&failed.registration.to_string()) && !xml.contains("M-FJELL"));
    let read = read_unverified(xml.as_bytes()).unwrap();
    assert_eq!(read.notes, []);
    let report = &read.document.reports[0];
    assert_eq!(report.issuer.identifiers[0].value, "999");
    assert_eq!(report.issuer.title.get(Language::En), Some("Nordlys University"));
    assert_eq!(read.document.learner.national_id().unwrap().expose(), whose().national_id);
    let top: Vec<&Opportunity> = report.opportunities.iter().collect();
    assert_eq!(top.len(), 3, "two degrees and the course of none");
    let first = top[0];
    assert_eq!((first.kind, first.achieved.level), (Some(Kind::DegreeProgramme), Some(6)));
    assert_eq!(first.achieved.date, Some(date(2026, 6, 30)));
    assert_eq!(first.achieved.credits, None, "they stand at what is below");
    assert_eq!(first.parts.len(), 1, "ours, passed and in force");
    let course = &first.parts[0];
    assert_eq!((course.code(), course.version()), (Some("FJELL-2900"), Some("2")));
    assert_eq!(course.title.get(Language::Nn), Some("Fjell"));
    assert_eq!(course.title.get(Language::En), Some("Mountains"));
    assert_eq!(course.description.get(Language::Nb), Some("Om fjell\nog vidder"));
    assert_eq!(course.description.get(Language::Nn), None, "nothing is filled from another form");
    let achieved = &course.achieved;
    assert_eq!(achieved.identifiers[0].value, thesis.registration.to_string());
    assert_eq!((achieved.grade.as_deref(), achieved.credits), (Some("A"), Credits::parse("7.5")));
    assert_eq!(achieved.term, Some(Term { year: 2026, season: Season::Spring }));
    let period = achieved.period.as_ref().unwrap();
    assert_eq!((period.start, period.end), (date(2026, 1, 1), date(2026, 7, 31)));
    assert_eq!(achieved.thesis.get(Language::En), Some("On walking"));
    let scale = achieved.scale.as_ref().unwrap();
    assert!(report.scales.iter().any(|one| one.id == *scale));
    assert_eq!(top[1].parts[0].achieved.identifiers, achieved.identifiers, "in both degrees");
    assert_eq!(report.achievements().unwrap().len(), 4, "and one result all the same");
    let course = top[2];
    assert_eq!(
        (course.code(), course.achieved.grade.as_deref()),
        (Some("FJELL-1001"), Some("bestått"))
    );
}

/// A degree alone says its own credits.
/// Requirements: R-11
#[tokio::test]
async fn a_degree_that_rests_on_others_results_says_its_credits_itself() {
    let nation = Nation::of(&[]).await;
    let elsewhere =
        Part::External("998".into(), "X".into(), "X".into(), Credits::parse("5").unwrap());
    let handed = HandedOut::of(Vec::new(), vec![degree("B-FJELL", vec![elsewhere])]);
    let now = "2026-11-02T09:00:00Z".parse().unwrap();
    let node = &nation.sat.office.node;
    let xml = document(node, &whose(), &handed, ("https://nordlys.example/", now)).unwrap();
    let read = read_unverified(xml.as_bytes()).unwrap();
    let only = &read.document.reports[0].opportunities[0];
    assert_eq!((only.achieved.credits, only.parts.len()), (Credits::parse("180"), 0));
}
