//! What can follow from misconduct: where it takes effect, what it bars, and for how long.

use super::Work;
use crate::forms::Count;
use crate::{Form, blocks};
use jiff::civil::Date;
use rules::cited::according_to;
use rules::{Language, Text};
use serde::{Deserialize, Serialize};

/// From a first to a last day, both included.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SanctionPeriod {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

impl Form for SanctionPeriod {
    /// `fra og med 12. august 2026 til og med 31. juli 2027`.
    fn form(&self, language: Language) -> String {
        let (from, to) = (self.from.form(language), self.to.form(language));
        match language {
            Language::Nb => format!("fra og med {from} til og med {to}"),
            Language::Nn => format!("frå og med {from} til og med {to}"),
            Language::En => format!("from {from} up to and including {to}"),
        }
    }
}

/// A consequence of misconduct.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "sanction", rename_all = "snake_case", deny_unknown_fields)]
pub enum Sanction {
    /// An exam or coursework does not count.
    Annulment {
        /// Which.
        work: Work,
    },
    /// An admission that was given no longer stands.
    AdmissionAnnulled,
    /// A recognition that was given no longer stands.
    RecognitionAnnulled,
    /// False documents are kept.
    Confiscation,
    /// No admission and no recognition (opptakskarantene).
    AdmissionQuarantine {
        /// Where it takes effect.
        at: Where,
    },
    /// No access to certain areas (bortvisning).
    Removal {
        /// Which areas, e.g. *the laboratories*.
        areas: Text,
    },
    /// No studies (utestenging); the right to sit exams where one is excluded goes with it.
    Exclusion {
        /// From what.
        from: Excluded,
    },
    /// No exams (eksamenskarantene).
    ExamBan {
        /// Where it takes effect.
        at: Where,
        /// Whether it is limited to studies with clinical or practical training.
        clinical_only: bool,
    },
}

/// Where a sanction takes effect.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Where {
    /// At the institution that decides, and nowhere else.
    HereOnly,
    /// At every institution under the Act.
    Everywhere,
}

/// What a student is excluded from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Excluded {
    /// All studies of the institution.
    Institution,
    /// One study.
    Study(Text),
    /// The studies with clinical or practical training.
    ClinicalStudies,
}

/// A sanction that may follow.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Possible {
    /// What.
    pub sanction: Sanction,
    /// For how many years at most; `None` for what has no duration.
    pub years_max: Option<u32>,
    /// The paragraph.
    pub law: String,
}

/// A sanction that was decided.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ordered {
    /// What.
    pub sanction: Sanction,
    /// From when to when; `None` for what has no duration.
    pub period: Option<SanctionPeriod>,
    /// The paragraph.
    pub law: String,
}

impl Where {
    /// At which institutions, within a sentence.
    fn at(self, institution: &Text) -> Text {
        match self {
            Self::HereOnly => text!(
                nb: "ved {here}", nn: "ved {here}", en: "at {here}"; here = institution
            ),
            Self::Everywhere => text!(
                nb: "ved alle universiteter og høyskoler under loven",
                nn: "ved alle universitet og høgskular under lova",
                en: "at all universities and university colleges under the Act"
            ),
        }
    }

    /// At none of which institutions, after a *not*.
    fn at_any(self, institution: &Text) -> Text {
        match self {
            Self::HereOnly => self.at(institution),
            Self::Everywhere => text!(
                nb: "ved noe universitet eller noen høyskole under loven",
                nn: "ved noko universitet eller nokon høgskule under lova",
                en: "at any university or university college under the Act"
            ),
        }
    }
}

impl Excluded {
    fn named(&self, institution: &Text) -> Text {
        match self {
            Self::Institution => blocks::every(institution),
            Self::Study(study) => text!(
                nb: "studiet {study} ved {here}",
                nn: "studiet {study} ved {here}",
                en: "the study {study} at {here}";
                study = study, here = institution
            ),
            Self::ClinicalStudies => text!(
                nb: "studier med klinisk undervisning eller praksis ved {here}",
                nn: "studium med klinisk undervisning eller praksis ved {here}",
                en: "studies with clinical or practical training at {here}";
                here = institution
            ),
        }
    }
}

/// The studies that a ban is limited to, with a space before; empty when it is not.
pub(crate) fn limited(clinical_only: bool) -> Text {
    match clinical_only {
        true => text!(
            nb: " i studier med klinisk undervisning eller praksis",
            nn: " i studium med klinisk undervisning eller praksis",
            en: " in studies with clinical or practical training"
        ),
        false => text!(nb: "", nn: "", en: ""),
    }
}

/// `ett år`: *year* is a neuter in Norwegian.
fn years(count: u32) -> Text {
    match count {
        1 => text!(nb: "ett år", nn: "eitt år", en: "one year"),
        _ => text!(nb: "{n} år", nn: "{n} år", en: "{n} years"; n = Count(count)),
    }
}

impl Possible {
    /// The sanction as a point of a list: `utestenging fra … i inntil ett år, jf. …`.
    pub(crate) fn point(&self, institution: &Text) -> Text {
        let what = self.sanction.noun(institution);
        let law = according_to(&self.law);
        match self.years_max {
            Some(count) => text!(
                nb: "{what} i inntil {years}, {law}",
                nn: "{what} i inntil {years}, {law}",
                en: "{what} for up to {years}, {law}";
                what = what, years = years(count), law = law
            ),
            None => text!(
                nb: "{what}, {law}", nn: "{what}, {law}", en: "{what}, {law}"; what = what, law = law
            ),
        }
    }
}

impl Ordered {
    /// The sanction as a sentence to the student, without the paragraph.
    pub(crate) fn sentence(&self, institution: &Text) -> Text {
        let what = self.sanction.decided(institution);
        match &self.period {
            Some(period) => text!(
                nb: "{what} {period}.", nn: "{what} {period}.", en: "{what} {period}.";
                what = what, period = period
            ),
            None => text!(nb: "{what}.", nn: "{what}.", en: "{what}."; what = what),
        }
    }

    /// The sanction and its period as a point of a list that is not to the student.
    pub(crate) fn point(&self, institution: &Text) -> Text {
        let (what, law) = (self.sanction.noun(institution), according_to(&self.law));
        match &self.period {
            Some(period) => text!(
                nb: "{what} {period}, {law}", nn: "{what} {period}, {law}",
                en: "{what} {period}, {law}";
                what = what, period = period, law = law
            ),
            None => text!(
                nb: "{what}, {law}", nn: "{what}, {law}", en: "{what}, {law}"; what = what, law = law
            ),
        }
    }
}

impl Sanction {
    fn noun(&self, institution: &Text) -> Text {
        match self {
            Self::Annulment { work } => text!(
                nb: "annullering av {work}", nn: "annullering av {work}", en: "annulment of {work}";
                work = work
            ),
            Self::AdmissionAnnulled => text!(
                nb: "annullering av opptaket",
                nn: "annullering av opptaket",
                en: "annulment of the admission"
            ),
            Self::RecognitionAnnulled => text!(
                nb: "annullering av godkjenningen",
                nn: "annullering av godkjenninga",
                en: "annulment of the recognition"
            ),
            Self::Confiscation => text!(
                nb: "inndragning av de falske dokumentene",
                nn: "inndraging av dei falske dokumenta",
                en: "confiscation of the false documents"
            ),
            Self::AdmissionQuarantine { at } => text!(
                nb: "karantene fra opptak og godkjenning av utdanning {at}",
                nn: "karantene frå opptak og godkjenning av utdanning {at}",
                en: "quarantine from admission and from recognition of education {at}";
                at = at.at(institution)
            ),
            Self::Removal { areas } => text!(
                nb: "bortvisning fra {areas}", nn: "bortvising frå {areas}",
                en: "removal from {areas}";
                areas = areas
            ),
            Self::Exclusion { from } => text!(
                nb: "utestenging fra {from}", nn: "utestenging frå {from}",
                en: "exclusion from {from}";
                from = from.named(institution)
            ),
            Self::ExamBan { at, clinical_only } => text!(
                nb: "tap av retten til å gå opp til eksamen{studies} {at}",
                nn: "tap av retten til å gå opp til eksamen{studies} {at}",
                en: "loss of the right to sit exams{studies} {at}";
                studies = limited(*clinical_only), at = at.at(institution)
            ),
        }
    }

    fn decided(&self, institution: &Text) -> Text {
        match self {
            Self::Annulment { work } => text!(
                nb: "Det du leverte eller fikk godkjent ved {work}, er annullert",
                nn: "Det du leverte eller fekk godkjent ved {work}, er annullert",
                en: "What you handed in or had approved in {work} is annulled";
                work = work
            ),
            Self::AdmissionAnnulled => text!(
                nb: "Opptaket ditt er annullert",
                nn: "Opptaket ditt er annullert",
                en: "Your admission is annulled"
            ),
            Self::RecognitionAnnulled => text!(
                nb: "Godkjenningen av utdanningen din er annullert",
                nn: "Godkjenninga av utdanninga di er annullert",
                en: "The recognition of your education is annulled"
            ),
            Self::Confiscation => text!(
                nb: "De falske dokumentene er inndratt",
                nn: "Dei falske dokumenta er inndregne",
                en: "The false documents are confiscated"
            ),
            Self::AdmissionQuarantine { at } => text!(
                nb: "Du får verken opptak til studier eller godkjenning av utdanning {at}",
                nn: "Du får verken opptak til studium eller godkjenning av utdanning {at}",
                en: "You are given neither admission to studies nor recognition of education {at}";
                at = at.at_any(institution)
            ),
            Self::Removal { areas } => text!(
                nb: "Du er bortvist fra {areas}", nn: "Du er bortvist frå {areas}",
                en: "You are removed from {areas}";
                areas = areas
            ),
            Self::Exclusion { from } => text!(
                nb: "Du er utestengt fra {from}", nn: "Du er utestengd frå {from}",
                en: "You are excluded from {from}";
                from = from.named(institution)
            ),
            Self::ExamBan { at, clinical_only } => text!(
                nb: "Du mister retten til å gå opp til eksamen{studies} {at}",
                nn: "Du mistar retten til å gå opp til eksamen{studies} {at}",
                en: "You lose the right to sit exams{studies} {at}";
                studies = limited(*clinical_only), at = at.at(institution)
            ),
        }
    }

    /// What the sanction means for the student's days.
    pub(crate) fn meaning(&self, institution: &Text) -> Option<Text> {
        Some(match self {
            Self::Annulment { .. } => text!(
                nb: "Det som er annullert, teller ikke, og det står ikke på karakterutskrift eller \
                     vitnemål.",
                nn: "Det som er annullert, tel ikkje, og det står ikkje på karakterutskrift eller \
                     vitnemål.",
                en: "What is annulled does not count, and stands on no transcript or diploma."
            ),
            Self::Exclusion { from: Excluded::Institution } => text!(
                nb: "I perioden har du verken studierett eller rett til å gå opp til eksamen ved \
                     {here}.",
                nn: "I perioden har du verken studierett eller rett til å gå opp til eksamen ved \
                     {here}.",
                en: "In the period you have neither the right to study nor the right to sit exams \
                     at {here}.";
                here = institution
            ),
            Self::Exclusion { from } => text!(
                nb: "I perioden har du verken studierett eller rett til å gå opp til eksamen i \
                     {from}.",
                nn: "I perioden har du verken studierett eller rett til å gå opp til eksamen i \
                     {from}.",
                en: "In the period you have neither the right to study nor the right to sit exams \
                     in {from}.";
                from = from.named(institution)
            ),
            Self::ExamBan { at: Where::Everywhere, clinical_only } => text!(
                nb: "Du har heller ikke adgang til eksamen{studies} ved andre norske universiteter \
                     og høyskoler under loven.",
                nn: "Du har heller ikkje tilgang til eksamen{studies} ved andre norske universitet \
                     og høgskular under lova.",
                en: "Nor may you sit exams{studies} at other Norwegian universities and university \
                     colleges under the Act.";
                studies = limited(*clinical_only)
            ),
            Self::AdmissionQuarantine { .. } => text!(
                nb: "Søknader om opptak eller godkjenning blir avvist så lenge karantenen varer. \
                     Du kan søke på nytt etterpå.",
                nn: "Søknader om opptak eller godkjenning blir avviste så lenge karantena varer. \
                     Du kan søkje på nytt etterpå.",
                en: "Applications for admission or recognition are dismissed as long as the \
                     quarantine lasts. You can apply again afterwards."
            ),
            Self::AdmissionAnnulled
            | Self::RecognitionAnnulled
            | Self::Confiscation
            | Self::Removal { .. }
            | Self::ExamBan { at: Where::HereOnly, .. } => return None,
        })
    }
}
