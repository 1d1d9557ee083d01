//! What the rule `exclusion-effect` says to people.

use super::{Action, ActionKind, Concerns, Effect, Row};
use crate::Text;
use crate::calendar::{date_en, date_no};
use crate::exclusion::ExclusionType;
use jiff::civil::Date;

pub(super) fn bars(kind: ExclusionType, action: ActionKind, barred: bool) -> Text {
    let (name, what) = (kind.name(), action.name());
    let code = kind.code();
    match barred {
        true => Text::new(
            format!("{code} er {}. Den stenger for {}.", name.nb, what.nb),
            format!("{code} er {}. Han stengjer for {}.", name.nn, what.nn),
            format!("{code} is {}. It bars {}.", name.en, what.en),
        ),
        false => Text::new(
            format!("{code} er {}. Den stenger ikke for {}.", name.nb, what.nb),
            format!("{code} er {}. Han stengjer ikkje for {}.", name.nn, what.nn),
            format!("{code} is {}. It does not bar {}.", name.en, what.en),
        ),
    }
}

impl ActionKind {
    fn name(self) -> Text {
        let (nb, nn, en) = match self {
            Self::Apply => ("å søke opptak", "å søkje opptak", "applying for admission"),
            Self::Admit => ("opptak", "opptak", "admission"),
            Self::Recognise => (
                "godkjenning av tidligere utdanning",
                "godkjenning av tidlegare utdanning",
                "recognition of earlier education",
            ),
            Self::RegisterExam => {
                ("oppmelding til eksamen", "oppmelding til eksamen", "registering for an exam")
            }
            Self::SitExam => ("å gå opp til eksamen", "å gå opp til eksamen", "sitting an exam"),
            Self::LogIn => ("innlogging", "innlogging", "signing in"),
            Self::Other => ("noe annet", "noko anna", "anything else"),
        };
        Text::new(nb, nn, en)
    }
}

pub(super) fn reach(kind: ExclusionType, here: bool) -> Text {
    match (kind.is_local(), here) {
        (false, _) => Text::new(
            "Raden har virkning ved alle institusjoner.",
            "Rada har verknad ved alle institusjonar.",
            "The row has effect at all institutions.",
        ),
        (true, true) => Text::new(
            "Raden har bare virkning ved institusjonen som traff vedtaket, og den er det.",
            "Rada har berre verknad ved institusjonen som gjorde vedtaket, og det er denne.",
            "The row has effect only at the institution that decided, which is this one.",
        ),
        (true, false) => Text::new(
            "Raden har bare virkning ved institusjonen som traff vedtaket, og det er en annen.",
            "Rada har berre verknad ved institusjonen som gjorde vedtaket, og det er ein annan.",
            "The row has effect only at the institution that decided, which is another one.",
        ),
    }
}

pub(super) fn period(from: Date, to: Date, action: &Action, then: bool) -> Text {
    let day = match action.kind {
        ActionKind::RegisterExam | ActionKind::SitExam => action.exam_date.unwrap_or(action.date),
        ActionKind::Apply | ActionKind::Admit => action.study_start.unwrap_or(action.date),
        _ => action.date,
    };
    let (nb, nn, en) = match then {
        true => ("faller i perioden", "fell i perioden", "is in the period"),
        false => ("faller ikke i perioden", "fell ikkje i perioden", "is not in the period"),
    };
    let period = format!("{} til og med {}", date_no(from), date_no(to));
    Text::new(
        format!("{} {nb} fra og med {period}.", date_no(*day)),
        format!("{} {nn} frå og med {period}.", date_no(*day)),
        format!("{} {en} from {} to {}, both included.", date_en(*day), date_en(from), date_en(to)),
    )
}

pub(super) fn concerns(row: &Row, concerns: &Concerns) -> Text {
    let studies = row.classification.name();
    let (programme_no, programme_en) = match &row.programme {
        Some(code) => (format!(", studieprogram {code}"), format!(", programme {code}")),
        None => (String::new(), String::new()),
    };
    let (nb, nn, en) = match concerns {
        Concerns::Yes => {
            ("Dette er et slikt studium.", "Dette er eit slikt studium.", "This is such a study.")
        }
        Concerns::No => (
            "Dette er ikke et slikt studium.",
            "Dette er ikkje eit slikt studium.",
            "This is no such study.",
        ),
        Concerns::Perhaps => (
            "Om dette er et slikt studium, må en saksbehandler se på.",
            "Om dette er eit slikt studium, må ein saksbehandlar sjå på.",
            "Whether this is such a study, a case officer has to look at.",
        ),
    };
    Text::new(
        format!("Raden gjelder {}{programme_no}. {nb}", studies.nb),
        format!("Rada gjeld {}{programme_no}. {nn}", studies.nn),
        format!("The row concerns {}{programme_en}. {en}", studies.en),
    )
}

pub(super) fn effect(effect: Effect) -> Text {
    match effect {
        Effect::None => {
            Text::new("Ingenting er stengt.", "Ingenting er stengt.", "Nothing is barred.")
        }
        Effect::Warn => Text::new(
            "Søknaden kan sendes inn. Søkeren og saksbehandleren blir varslet.",
            "Søknaden kan sendast inn. Søkjaren og saksbehandlaren blir varsla.",
            "The application may be made. The applicant and the case officer are warned.",
        ),
        Effect::Refuse => Text::new(
            "Det blir avvist så lenge perioden varer.",
            "Det blir avvist så lenge perioden varer.",
            "It is refused as long as the period lasts.",
        ),
    }
}
