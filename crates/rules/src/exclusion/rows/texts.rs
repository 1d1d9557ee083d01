//! What the rule `exclusion-rows` says to people.

use super::ProposedRow;
use crate::Text;
use crate::calendar::{date_en, date_no};
use crate::exclusion::{Authority, BasisLaw, Conduct, Elsewhere, ExclusionType, Here, UnderAppeal};
use jiff::civil::Date;
use std::collections::BTreeSet;

pub(super) fn conduct(conduct: Conduct) -> Text {
    let name = conduct.name();
    Text::new(
        format!("Vedtaket gjelder {}.", name.nb),
        format!("Vedtaket gjeld {}.", name.nn),
        format!("The decision concerns {}.", name.en),
    )
}

pub(super) fn decided_by(who: &[Authority]) -> Text {
    let names: Vec<Text> = who.iter().map(|who| who.name()).collect();
    let join =
        |pick: fn(&Text) -> &str, or: &str| names.iter().map(pick).collect::<Vec<_>>().join(or);
    Text::new(
        format!("Den som avgjør: {}.", join(|t| &t.nb, " eller ")),
        format!("Den som avgjer: {}.", join(|t| &t.nn, " eller ")),
        format!("Who decides: {}.", join(|t| &t.en, " or ")),
    )
}

pub(super) fn here(here: Here) -> Text {
    let what = here.text();
    Text::new(
        format!("Ved institusjonen som treffer vedtaket: {}.", what.nb),
        format!("Ved institusjonen som gjer vedtaket: {}.", what.nn),
        format!("At the institution that decides: {}.", what.en),
    )
}

pub(super) fn elsewhere(elsewhere: Elsewhere) -> Text {
    let what = elsewhere.text();
    Text::new(
        format!("Ved andre institusjoner: {}.", what.nb),
        format!("Ved andre institusjonar: {}.", what.nn),
        format!("At other institutions: {}.", what.en),
    )
}

pub(super) fn not_registered() -> Text {
    Text::new(
        "Vedtak etter denne bestemmelsen skal ikke stå i registeret.",
        "Vedtak etter denne føresegna skal ikkje stå i registeret.",
        "Decisions under this provision do not stand in the register.",
    )
}

pub(super) fn longest(years: u16, from: Date, last: Date) -> Text {
    let plural = if years == 1 { "" } else { "s" };
    Text::new(
        format!(
            "Perioden kan vare i inntil {years} år. Fra og med {} er det til og med {}.",
            date_no(from),
            date_no(last)
        ),
        format!(
            "Perioden kan vare i inntil {years} år. Frå og med {} er det til og med {}.",
            date_no(from),
            date_no(last)
        ),
        format!(
            "The period may last up to {years} year{plural}. From {} that is to {}, both included.",
            date_en(from),
            date_en(last)
        ),
    )
}

pub(super) fn no_longer_period() -> Text {
    Text::new(
        "Bestemmelsen har ingen lengre periode for særlig grove tilfeller.",
        "Føresegna har ingen lengre periode for særleg grove tilfelle.",
        "The provision has no longer period for especially serious cases.",
    )
}

pub(super) fn too_long(last: Date) -> Text {
    let (no, en) = (date_no(last), date_en(last));
    Text::new(
        format!("Perioden er for lang. Den kan vare til og med {no}."),
        format!("Perioden er for lang. Han kan vare til og med {no}."),
        format!("The period is too long. It may last to {en}, that day included."),
    )
}

pub(super) fn beyond_ordinary() -> Text {
    Text::new(
        "Loven nevner bare utestenging ut over den ordinære perioden. At retten til eksamen er tapt like lenge, er en tolkning.",
        "Lova nemner berre utestenging ut over den ordinære perioden. At retten til eksamen er tapt like lenge, er ei tolking.",
        "Beyond the ordinary period the Act names exclusion only. That the right to sit exams is lost as long is a reading.",
    )
}

pub(super) fn programme_required() -> Text {
    Text::new(
        "Vedtaket gjelder et bestemt studium. Oppgi studieprogrammet.",
        "Vedtaket gjeld eit bestemt studium. Oppgi studieprogrammet.",
        "The decision concerns a particular study. Name the programme.",
    )
}

pub(super) fn no_programme() -> Text {
    Text::new(
        "Radene for et slikt vedtak nevner ikke studieprogram.",
        "Radene for eit slikt vedtak nemner ikkje studieprogram.",
        "The rows of such a decision name no programme.",
    )
}

pub(super) fn classification_required() -> Text {
    Text::new(
        "Vedtaket gjelder studier med klinisk undervisning eller praksis. Oppgi hvilke studieklassifikasjoner.",
        "Vedtaket gjeld studium med klinisk undervisning eller praksis. Oppgi kva studieklassifikasjonar.",
        "The decision concerns studies with clinical training or practice. Name their classifications.",
    )
}

pub(super) fn not_all_studies() -> Text {
    Text::new(
        "Et slikt vedtak kan ikke gjelde alle studier, bare slike med klinisk undervisning eller praksis.",
        "Eit slikt vedtak kan ikkje gjelde alle studium, berre slike med klinisk undervisning eller praksis.",
        "Such a decision cannot concern all studies, only those with clinical training or practice.",
    )
}

pub(super) fn all_studies_only() -> Text {
    Text::new(
        "Et slikt vedtak gjelder alle studier og ingen enkelt studieklassifikasjon.",
        "Eit slikt vedtak gjeld alle studium og ingen enkelt studieklassifikasjon.",
        "Such a decision concerns all studies and no single classification.",
    )
}

pub(super) fn one_classification() -> Text {
    Text::new(
        "Et studium har én studieklassifikasjon, og vedtaket gjelder ett studium.",
        "Eit studium har éin studieklassifikasjon, og vedtaket gjeld eitt studium.",
        "A study has one classification, and the decision concerns one study.",
    )
}

fn codes(kinds: &BTreeSet<ExclusionType>) -> String {
    let codes: Vec<&str> = kinds.iter().map(|kind| kind.code()).collect();
    if codes.is_empty() { "–".to_owned() } else { codes.join(" + ") }
}

pub(super) fn not_allowed(chosen: &BTreeSet<ExclusionType>, basis: &BasisLaw) -> Text {
    let combination = |laws: &Vec<_>| codes(&laws.iter().map(kind_of).collect());
    let all = std::iter::once(&basis.rows).chain(&basis.instead);
    let (given, allowed) = (codes(chosen), all.map(combination).collect::<Vec<_>>());
    Text::new(
        format!(
            "{given} er ikke en rad eller rader som vedtaket kan gi. Det kan gi {}.",
            allowed.join(" eller ")
        ),
        format!(
            "{given} er ikkje ei rad eller rader som vedtaket kan gi. Det kan gi {}.",
            allowed.join(" eller ")
        ),
        format!(
            "{given} is no row or rows that the decision can give. It can give {}.",
            allowed.join(" or ")
        ),
    )
}

fn kind_of(law: &crate::exclusion::RowLaw) -> ExclusionType {
    law.kind
}

pub(super) fn justify(extra: &BTreeSet<ExclusionType>) -> Text {
    let codes = codes(extra);
    Text::new(
        format!("{codes} har ikke en egen hjemmel og kan bare velges med en begrunnelse."),
        format!("{codes} har ikkje ein eigen heimel og kan berre veljast med ei grunngiving."),
        format!("{codes} has no paragraph of its own and can be chosen with a justification only."),
    )
}

pub(super) fn justified(extra: &BTreeSet<ExclusionType>) -> Text {
    let codes = codes(extra);
    Text::new(
        format!("{codes} er valgt med en begrunnelse, som blir lagret."),
        format!("{codes} er vald med ei grunngiving, som blir lagra."),
        format!("{codes} is chosen with a justification, which is kept."),
    )
}

pub(super) fn rows(rows: &[ProposedRow]) -> Text {
    let say = |away: &str, stays: &str| {
        let one = |row: &ProposedRow| {
            let mut said = format!("{}/{}", row.kind.code(), row.classification.code());
            if let Some(programme) = &row.programme {
                said += &format!("/{programme}");
            }
            format!("{said} ({})", if row.transfers { away } else { stays })
        };
        rows.iter().map(one).collect::<Vec<_>>().join(", ")
    };
    Text::new(
        format!("Vedtaket gir {}.", say("overføres til registeret", "blir ved institusjonen")),
        format!("Vedtaket gir {}.", say("blir overført til registeret", "blir ved institusjonen")),
        format!(
            "The decision gives {}.",
            say("transferred to the register", "stays at the institution")
        ),
    )
}

pub(super) fn under_appeal(rule: UnderAppeal) -> Text {
    match rule {
        UnderAppeal::May => Text::new(
            "Vedtaket kan registreres selv om det er påklaget. At det er påklaget, overføres ikke.",
            "Vedtaket kan registrerast sjølv om det er klaga på. At det er klaga på, blir ikkje overført.",
            "The decision may be registered while it is under appeal. That it is so is not transferred.",
        ),
        UnderAppeal::Shall => Text::new(
            "Vedtaket skal registreres så snart som mulig, også om det er påklaget. At det er påklaget, overføres ikke.",
            "Vedtaket skal registrerast så snart som råd, også om det er klaga på. At det er klaga på, blir ikkje overført.",
            "The decision is registered as soon as possible, also while it is under appeal. That it is so is not transferred.",
        ),
    }
}

pub(super) fn health_authority() -> Text {
    Text::new(
        "Kan studiet gi rett til autorisasjon som helsepersonell, skal Helsedirektoratet få vite om vedtaket.",
        "Kan studiet gi rett til autorisasjon som helsepersonell, skal Helsedirektoratet få vite om vedtaket.",
        "If the study can lead to an authorisation as health personnel, the Directorate of Health is told of the decision.",
    )
}

pub(super) fn nothing_transferred() -> Text {
    Text::new(
        "Ingen av radene overføres: andre institusjoner får ikke vite om vedtaket.",
        "Ingen av radene blir overførte: andre institusjonar får ikkje vite om vedtaket.",
        "None of the rows is transferred: other institutions do not learn of the decision.",
    )
}

pub(super) fn local_exam_quarantine() -> Text {
    Text::new(
        "Eksamenskarantene bare ved egen institusjon følger ikke av noen bestemmelse. Kontroller at vedtaket sier det.",
        "Eksamenskarantene berre ved eigen institusjon følgjer ikkje av noka føresegn. Kontroller at vedtaket seier det.",
        "Exam quarantine at one’s own institution only follows from no provision. Make sure that the decision says so.",
    )
}

pub(super) fn study_without_classification() -> Text {
    Text::new(
        "Studiet står uten studieklassifikasjon. Andre institusjoner må se på hver søknad om det er samme studium.",
        "Studiet står utan studieklassifikasjon. Andre institusjonar må sjå på kvar søknad om det er same studium.",
        "The study stands without a classification. Other institutions have to look at each application whether it is the same study.",
    )
}
