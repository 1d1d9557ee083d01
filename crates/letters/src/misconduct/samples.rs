//! What the invented misconduct cases have in common.

use super::{Assessed, Matter, Sanction, SanctionPeriod, Where, Work};
use crate::misconduct::{Excluded, Ordered};
use crate::{Addressee, DecisionAppeal, Head, Period, PeriodUnit, Sender, samples};
use jiff::civil::{Date, date};
use rules::{Form, Text};

/// The student of the cases.
pub const STUDENT: &str = "Åse Šuobmá Prøvestad";

/// The exam or coursework of the cases.
pub fn work(assessed: Assessed) -> Work {
    Work { assessed, course: samples::course(), term: samples::term() }
}

/// Cheating in a home exam.
pub fn cheating() -> Matter {
    Matter::Cheating { work: work(Assessed::Exam(Form::Home)) }
}

/// The central department as sender.
pub fn central_department() -> Sender {
    Sender {
        unit: Text::new(
            "Avdeling for utdanning",
            "Avdeling for utdanning",
            "Department of Education",
        ),
        ..samples::sender()
    }
}

/// What keeps the letters of a case from the public.
pub const EXEMPT: &str = "offl. § 13 (1); fvl. § 13 (1) nr. 1";

/// A head from the central department to the student, dated `on`.
pub fn head(on: Date) -> Head {
    let mut head = samples::head(on);
    head.sender = central_department();
    head.exemption_mark = Some(EXEMPT.to_owned());
    head.signatures[0].title =
        Text::new("universitetsdirektør", "universitetsdirektør", "University Director");
    head.signatures[1].title =
        Text::new("utdanningsdirektør", "utdanningsdirektør", "Director of Education");
    head.copies = vec![Text::new(
        "Institutt for språk og kultur",
        "Institutt for språk og kultur",
        "Department of Language and Culture",
    )];
    head
}

/// A head from the department to the central department, dated `on`.
pub fn internal_head(on: Date) -> Head {
    let mut head = samples::head(on);
    head.addressee = Some(Addressee {
        name: "Universitetsdirektøren".to_owned(),
        lines: vec!["Avdeling for utdanning".to_owned()],
    });
    head.exemption_mark = Some(EXEMPT.to_owned());
    head.signatures[0].title = Text::new("instituttleder", "instituttleiar", "head of department");
    head.signatures[1].title = Text::new("saksbehandler", "saksbehandlar", "case officer");
    head.copies = vec![Text::new(
        "Seksjon for utdanningstjenester ved fakultetet",
        "Seksjon for utdanningstenester ved fakultetet",
        "Section for Educational Services at the faculty",
    )];
    head
}

/// The period of the decisions.
pub fn period() -> SanctionPeriod {
    SanctionPeriod { from: date(2026, 9, 1), to: date(2027, 6, 30) }
}

/// Annulment, exclusion from the institution and loss of exams everywhere, by three paragraphs.
pub fn ordered([annulled, excluded, banned]: [&str; 3]) -> Vec<Ordered> {
    let period = Some(period());
    vec![
        Ordered {
            sanction: Sanction::Annulment { work: work(Assessed::Exam(Form::Home)) },
            period: None,
            law: annulled.to_owned(),
        },
        Ordered {
            sanction: Sanction::Exclusion { from: Excluded::Institution },
            period,
            law: excluded.to_owned(),
        },
        Ordered {
            sanction: Sanction::ExamBan { at: Where::Everywhere, clinical_only: false },
            period,
            law: banned.to_owned(),
        },
    ]
}

/// The appeal to the national board.
pub fn appeal() -> DecisionAppeal {
    DecisionAppeal {
        within: Period { count: 3, unit: PeriodUnit::Weeks },
        law: "fvl. § 29".to_owned(),
        decided_by: rules::appeal::AppealBody::JointAppealsBoard.in_sentence(),
        documents_law: "fvl. § 18".to_owned(),
    }
}
