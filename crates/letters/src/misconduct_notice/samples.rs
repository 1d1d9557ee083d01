//! Invented letters of this kind.

use super::{MisconductNotice, Rights};
use crate::misconduct::{
    Assessed, Body, Excluded, Matter, Possible, Sanction, UsedFor, Where, samples as cases,
};
use jiff::civil::date;
use rules::{Form, Text};

/// Every suspicion under the 2024 Act, and cheating in coursework under the 2005 Act.
pub fn samples() -> Vec<(&'static str, MisconductNotice)> {
    vec![
        ("cheating", cheating()),
        ("cheating_2011", cheating_2011()),
        ("aiding", aiding()),
        ("disruption", disruption()),
        ("gross_misconduct", gross_misconduct()),
        ("confidentiality", confidentiality()),
        ("false_documents", false_documents()),
        ("annulment_alone", annulment_alone()),
    ]
}

fn possible(sanction: Sanction, years_max: Option<u32>, law: &str) -> Possible {
    Possible { sanction, years_max, law: law.to_owned() }
}

const fn banned(clinical_only: bool) -> Sanction {
    Sanction::ExamBan { at: Where::Everywhere, clinical_only }
}

fn annulled(assessed: Assessed) -> Sanction {
    Sanction::Annulment { work: cases::work(assessed) }
}

fn cheating() -> MisconductNotice {
    MisconductNotice {
        head: cases::head(date(2026, 6, 22)),
        matter: cases::cheating(),
        reported_by: Text::new(
            "Institutt for språk og kultur",
            "Institutt for språk og kultur",
            "the Department of Language and Culture",
        ),
        reported_on: date(2026, 6, 17),
        observed: "Om lag to av åtte sider er nesten ordrett like en nettside om saltfiske, uten \
                   sitattegn og uten kilde i litteraturlisten."
            .to_owned(),
        law: "uhl. § 12-4 (2)".to_owned(),
        body: Body::StudentAffairsBoard,
        possible: vec![
            possible(annulled(Assessed::Exam(Form::Home)), None, "uhl. § 12-4 (2)"),
            possible(
                Sanction::Exclusion { from: Excluded::Institution },
                Some(2),
                "uhl. § 12-4 (3)",
            ),
            possible(banned(false), Some(2), "uhl. § 12-4 (3)"),
        ],
        rights: rights(),
    }
}

fn rights() -> Rights {
    Rights {
        comment_by: date(2026, 7, 13),
        comment_law: "fvl. § 16".to_owned(),
        spokesperson_law: "fvl. § 12".to_owned(),
        costs_law: Some("uhl. § 12-9".to_owned()),
        documents_law: "fvl. § 18 (1)".to_owned(),
    }
}

fn cheating_2011() -> MisconductNotice {
    let law = "uhl. (2005) § 4-8 (3)";
    MisconductNotice {
        matter: Matter::Cheating { work: cases::work(Assessed::Coursework) },
        law: "uhl. (2005) § 4-7 (1) b".to_owned(),
        body: Body::BoardOfAppeals,
        possible: vec![
            possible(annulled(Assessed::Coursework), None, "uhl. (2005) § 4-7 (1) b"),
            possible(Sanction::Exclusion { from: Excluded::Institution }, Some(1), law),
            possible(banned(false), Some(1), law),
        ],
        rights: Rights {
            spokesperson_law: "uhl. (2005) § 4-8 (5)".to_owned(),
            costs_law: Some("uhl. (2005) § 4-8 (5)".to_owned()),
            ..rights()
        },
        ..cheating()
    }
}

fn aiding() -> MisconductNotice {
    let law = "uhl. § 12-4 (4)";
    MisconductNotice {
        matter: Matter::Aiding { work: cases::work(Assessed::Exam(Form::WrittenSchool)) },
        observed: "Svarene i oppgave 2 ble sendt fra telefonen din til en kandidat i salen."
            .to_owned(),
        law: law.to_owned(),
        possible: vec![
            possible(Sanction::Exclusion { from: Excluded::Institution }, Some(1), law),
            possible(banned(false), Some(1), law),
        ],
        ..cheating()
    }
}

fn disruption() -> MisconductNotice {
    let study = Text::new("bachelor i historie", "bachelor i historie", "bachelor in history");
    let areas = Text::new("lesesalene", "lesesalane", "the reading rooms");
    MisconductNotice {
        matter: Matter::Disruption,
        observed: "Etter skriftlig advarsel fra styret var du igjen på lesesalene du er bortvist \
                   fra, og hindret andre i å arbeide."
            .to_owned(),
        law: "uhl. § 12-5 (3)".to_owned(),
        body: Body::GoverningBoard,
        possible: vec![
            possible(Sanction::Removal { areas }, Some(1), "uhl. § 12-5 (2)"),
            possible(
                Sanction::Exclusion { from: Excluded::Study(study) },
                Some(1),
                "uhl. § 12-5 (3)",
            ),
            possible(banned(false), Some(1), "uhl. § 12-5 (3)"),
        ],
        ..cheating()
    }
}

fn clinical(law: &str) -> Vec<Possible> {
    vec![
        possible(Sanction::Exclusion { from: Excluded::ClinicalStudies }, Some(3), law),
        possible(banned(true), Some(3), law),
    ]
}

fn placement() -> Text {
    Text::new("Fjordvik sykehus", "Fjordvik sjukehus", "Fjordvik Hospital")
}

fn gross_misconduct() -> MisconductNotice {
    MisconductNotice {
        matter: Matter::GrossMisconduct { placement: placement() },
        observed: "Du endret innstillingen på en sprøytepumpe uten at veilederen visste om det."
            .to_owned(),
        law: "uhl. § 12-6 (1)".to_owned(),
        possible: clinical("uhl. § 12-6 (1)"),
        ..cheating()
    }
}

fn confidentiality() -> MisconductNotice {
    MisconductNotice {
        matter: Matter::Confidentiality { placement: placement() },
        observed: "Du la ut et bilde fra vaktrommet der navn på pasienter kunne leses.".to_owned(),
        law: "uhl. § 12-7 (2)".to_owned(),
        possible: clinical("uhl. § 12-7 (2) og § 12-6 (1)"),
        ..cheating()
    }
}

fn false_documents() -> MisconductNotice {
    let law = "uhl. § 12-1 (1)";
    let quarantine = Sanction::AdmissionQuarantine { at: Where::Everywhere };
    MisconductNotice {
        matter: Matter::FalseDocuments { used_for: UsedFor::Admission },
        reported_by: Text::new("opptakskontoret", "opptakskontoret", "the admissions office"),
        observed: "Skolen som står på vitnemålet, opplyser at den ikke har utstedt det.".to_owned(),
        law: law.to_owned(),
        possible: vec![
            possible(Sanction::Confiscation, None, law),
            possible(Sanction::AdmissionAnnulled, None, law),
            possible(quarantine, Some(1), law),
        ],
        ..cheating()
    }
}

/// No exclusion is considered, and so nobody pays for a lawyer.
fn annulment_alone() -> MisconductNotice {
    let mut letter = cheating();
    letter.possible.truncate(1);
    letter.rights.costs_law = None;
    letter
}
