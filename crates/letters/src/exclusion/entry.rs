//! An entry in the register of exclusions, as the person reads it.

use crate::Block;
use crate::blocks::{every, facts, paragraph, same};
use crate::misconduct::SanctionPeriod;
use rules::Text;
use rules::cited::according_to;
use rules::exclusion::{Classification, ExclusionType};
use serde::{Deserialize, Serialize};

/// The studies that an entry is about.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Studies {
    /// A class of studies.
    Class(Classification),
    /// One study, at every institution that offers it.
    Study(Text),
}

/// An entry in the register.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegisterEntry {
    /// The institution that decided.
    pub institution: Text,
    /// What it bars from.
    pub kind: ExclusionType,
    /// From when to when.
    pub period: SanctionPeriod,
    /// In which studies.
    pub studies: Studies,
    /// The case officer, where the rules of the time have the name entered.
    pub case_officer: Option<String>,
}

/// What is entered about a person, and in which register.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegisterNotice {
    /// The register's name.
    pub register: Text,
    /// The paragraph on the register.
    pub law: String,
    /// The entries; never empty.
    pub entries: Vec<RegisterEntry>,
}

/// What an entry bars from, as the person reads it.
fn barred(kind: ExclusionType) -> Text {
    match kind {
        ExclusionType::Eksamenn => text!(
            nb: "Utestengt fra eksamen ved alle institusjoner",
            nn: "Utestengd frå eksamen ved alle institusjonar",
            en: "Excluded from exams at all institutions"
        ),
        ExclusionType::Eksamenl => text!(
            nb: "Utestengt fra eksamen ved institusjonen som gjorde vedtaket",
            nn: "Utestengd frå eksamen ved institusjonen som gjorde vedtaket",
            en: "Excluded from exams at the institution that decided"
        ),
        ExclusionType::Karantenen => text!(
            nb: "Utestengt fra opptak til studier ved alle institusjoner",
            nn: "Utestengd frå opptak til studium ved alle institusjonar",
            en: "Excluded from admission to studies at all institutions"
        ),
        ExclusionType::Karantenel => text!(
            nb: "Utestengt fra studier ved institusjonen som gjorde vedtaket",
            nn: "Utestengd frå studium ved institusjonen som gjorde vedtaket",
            en: "Excluded from studies at the institution that decided"
        ),
    }
}

impl Studies {
    /// Whether nothing is left out.
    pub(crate) const fn is_all(&self) -> bool {
        matches!(self, Self::Class(Classification::Alle))
    }

    /// The studies within a sentence.
    pub(crate) fn in_sentence(&self) -> Text {
        match self {
            Self::Class(class) => class.name(),
            Self::Study(name) => text!(
                nb: "studiet {name}", nn: "studiet {name}", en: "the study {name}"; name = name
            ),
        }
    }

    /// The studies after a *not*: none of them.
    pub(crate) fn any(&self) -> Text {
        match self {
            Self::Class(Classification::Alle) => {
                text!(nb: "noe studium", nn: "noko studium", en: "any study")
            }
            _ => self.in_sentence(),
        }
    }
}

impl RegisterEntry {
    /// The entry as facts, in the order of the regulation.
    pub(crate) fn facts(&self) -> Block<Text> {
        let mut rows = vec![
            (
                text!(nb: "Person", nn: "Person", en: "Person"),
                text!(
                    nb: "fødselsnummeret eller D-nummeret ditt",
                    nn: "fødselsnummeret eller D-nummeret ditt",
                    en: "your national identity number or D number"
                ),
            ),
            (
                text!(nb: "Institusjon", nn: "Institusjon", en: "Institution"),
                self.institution.clone(),
            ),
            (text!(nb: "Periode", nn: "Periode", en: "Period"), every(&self.period)),
            (
                text!(nb: "Vedtakstype", nn: "Vedtakstype", en: "Type of decision"),
                barred(self.kind),
            ),
            (text!(nb: "Studier", nn: "Studium", en: "Studies"), self.studies.in_sentence()),
        ];
        rows.extend(self.case_officer.as_ref().map(|name| {
            (text!(nb: "Saksbehandler", nn: "Saksbehandlar", en: "Case officer"), same(name))
        }));
        facts(rows)
    }

    /// When the entry is deleted, if nothing changes before.
    pub(crate) fn deleted_after(&self) -> Text {
        text!(
            nb: "Opplysningene slettes når perioden er ute, etter {to}.",
            nn: "Opplysningane blir sletta når perioden er ute, etter {to}.",
            en: "The information is deleted when the period is over, after {to}.";
            to = self.period.to
        )
    }
}

fn numbered(number: u32) -> Text {
    text!(nb: "Oppføring {n}:", nn: "Oppføring {n}:", en: "Entry {n}:"; n = number)
}

impl RegisterNotice {
    /// What is entered, entry by entry, and when it is deleted.
    pub(crate) fn blocks(&self) -> Vec<Block<Text>> {
        let mut blocks = vec![paragraph(text!(
            nb: "Disse opplysningene, og ingen andre, legges inn i {register}, {law}:",
            nn: "Desse opplysningane, og ingen andre, blir lagde inn i {register}, {law}:",
            en: "This information, and nothing else, is entered in {register}, {law}:";
            register = self.register, law = according_to(&self.law)
        ))];
        for (number, entry) in (1..).zip(&self.entries) {
            // One entry needs no number.
            blocks.extend((self.entries.len() > 1).then(|| paragraph(numbered(number))));
            blocks.push(entry.facts());
        }
        blocks.extend(self.entries.last().map(|entry| paragraph(entry.deleted_after())));
        blocks
    }
}
