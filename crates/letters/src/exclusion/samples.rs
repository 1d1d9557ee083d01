//! What the invented exclusions have in common.

use super::{
    ExamRegistrations, ExclusionAppeal, RegisterEntry, RegisterNotice, RegistrationWord,
    StandingDecision, Studies,
};
use crate::misconduct::{Body, samples as cases};
use crate::{Course, Head, Period, PeriodUnit, Season, Term, samples};
use jiff::civil::Date;
use rules::Text;
use rules::exclusion::{Classification, Conduct, ExclusionType};

/// The register under the 2024 Act, with these entries.
pub fn registered(entries: Vec<RegisterEntry>) -> RegisterNotice {
    RegisterNotice {
        register: Text::new(
            "det nasjonale registeret for informasjonsutveksling om reaksjoner",
            "det nasjonale registeret for informasjonsutveksling om reaksjonar",
            "the national register for the exchange of information on sanctions",
        ),
        law: "uhl. § 12-11 og uhf. § 10-1".to_owned(),
        entries,
    }
}

/// A ban on exams of some studies, everywhere.
pub fn exam_ban(class: Classification) -> RegisterEntry {
    RegisterEntry {
        institution: samples::sender().institution,
        kind: ExclusionType::Eksamenn,
        period: cases::period(),
        studies: Studies::Class(class),
        case_officer: None,
    }
}

/// A decision of another institution, in these studies, on this paragraph, for this.
fn standing(studies: Studies, law: &str, conduct: Option<Conduct>) -> StandingDecision {
    StandingDecision {
        institution: Text::new(
            "Høgskolen i Dalbygda",
            "Høgskulen i Dalbygda",
            "Dalbygda University College",
        ),
        phone: "55 00 00 00".to_owned(),
        email: "studentsaker@dalbygda.example".to_owned(),
        body: Some(Body::StudentAffairsBoard),
        period: cases::period(),
        law: Some(law.to_owned()),
        studies,
        conduct,
        register: registered(Vec::new()).register,
        register_law: None,
        local: false,
    }
}

/// The same under the 2005 Act, by the board of that time.
fn standing_2005(studies: Studies, law: &str, conduct: Conduct) -> StandingDecision {
    StandingDecision {
        body: Some(Body::BoardOfAppeals),
        register: Text::new(
            "Register for utestengte studenter (RUST)",
            "Register for utestengde studentar (RUST)",
            "the Register of Excluded Students (RUST)",
        ),
        ..standing(studies, law, Some(conduct))
    }
}

const ALL: Studies = Studies::Class(Classification::Alle);
const HEALTH: Studies = Studies::Class(Classification::Hesos);
const TEACHING: Studies = Studies::Class(Classification::Laerer);

/// Decisions that bar from exams: each legal basis of both Acts, and one that only the entry tells.
pub fn exam_decisions() -> [(&'static str, StandingDecision); 11] {
    let (a, b, c) = ("uhl. (2005) § 4-8 (3)", "uhl. (2005) § 4-8 (2)", "uhl. (2005) § 4-8 (1)");
    [
        ("a_cheating_2005", standing_2005(ALL, a, Conduct::Cheating)),
        ("b_gross_misconduct_2005", standing_2005(HEALTH, b, Conduct::GrossMisconduct)),
        ("c_disruption_2005", standing_2005(ALL, c, Conduct::Disruption)),
        ("cheating", standing(ALL, "uhl. § 12-4 (3)", Some(Conduct::Cheating))),
        ("aiding", standing(ALL, "uhl. § 12-4 (4)", Some(Conduct::Aiding))),
        ("disruption", standing(ALL, "uhl. § 12-5 (3)", Some(Conduct::Disruption))),
        ("gross_misconduct", standing(HEALTH, "uhl. § 12-6 (1)", Some(Conduct::GrossMisconduct))),
        ("confidentiality", standing(TEACHING, "uhl. § 12-7 (2)", Some(Conduct::Confidentiality))),
        ("false_documents", standing(ALL, "uhl. § 12-1 (2)", Some(Conduct::FalseDocuments))),
        ("entry_alone", as_listed("uhl. § 12-11 og uhf. § 10-1")),
        ("here_alone", here(ALL, "uhl. § 12-4 (3)", Conduct::Cheating)),
    ]
}

/// A decision of which only the entry is known, of an institution known from the directory alone.
fn as_listed(registered_by: &str) -> StandingDecision {
    StandingDecision {
        phone: String::new(),
        body: None,
        law: None,
        register_law: Some(registered_by.to_owned()),
        ..standing(ALL, "", None)
    }
}

/// A decision of the sender's own that has effect there alone.
fn here(studies: Studies, law: &str, conduct: Conduct) -> StandingDecision {
    StandingDecision {
        institution: samples::sender().institution,
        local: true,
        ..standing(studies, law, Some(conduct))
    }
}

/// Decisions that bar from admission: all studies under both Acts, a class of them, one study.
pub fn admission_decisions() -> [(&'static str, StandingDecision); 7] {
    let nursing = Text::new("bachelor i sykepleie", "bachelor i sjukepleie", "bachelor in nursing");
    let unsuitable = Some(Conduct::Unsuitable);
    [
        ("uhl_2005", false_documents_2005()),
        ("uhl_2024", false_documents()),
        ("entry_alone", as_listed("uhl. § 12-11 og uhf. § 10-1")),
        ("some_studies", here(HEALTH, "uhl. § 12-6 (1)", Conduct::GrossMisconduct)),
        ("one_study", standing(Studies::Study(nursing.clone()), "uhl. § 12-3 (4)", unsuitable)),
        ("here_alone", here(ALL, "uhl. § 12-4 (3)", Conduct::Cheating)),
        ("one_study_here", here(Studies::Study(nursing), "uhl. § 12-5 (3)", Conduct::Disruption)),
    ]
}

/// False documents under the 2024 Act.
pub fn false_documents() -> StandingDecision {
    standing(ALL, "uhl. § 12-1 (1)", Some(Conduct::FalseDocuments))
}

/// False documents under the 2005 Act.
pub fn false_documents_2005() -> StandingDecision {
    standing_2005(ALL, "uhl. (2005) § 3-7 (8)", Conduct::FalseDocuments)
}

/// The appeal over acting on a decision: the bodies are those of the decision's Act.
pub fn appeal(decision: &StandingDecision) -> ExclusionAppeal {
    ExclusionAppeal {
        within: Period { count: 3, unit: PeriodUnit::Weeks },
        law: "fvl. § 29".to_owned(),
        here: decision.body.unwrap_or(Body::StudentAffairsBoard),
        there: decision.body.unwrap_or(Body::StudentAffairsBoard),
        documents_law: "fvl. § 18".to_owned(),
    }
}

/// A head to the person, exempt from the public, dated `on`.
pub fn head(on: Date) -> Head {
    Head { exemption_mark: Some(cases::EXEMPT.to_owned()), ..samples::head(on) }
}

/// One registration, of autumn.
pub fn registrations() -> ExamRegistrations {
    ExamRegistrations {
        word: RegistrationWord::Assessment,
        courses: vec![samples::course()],
        term: Term { season: Season::Autumn, year: 2026 },
    }
}

/// A second course.
pub fn another_course() -> Course {
    Course {
        code: "HIS-1002".to_owned(),
        name: Text::new("Fiskets historie", "Historia til fisket", "A History of Fishing"),
    }
}
