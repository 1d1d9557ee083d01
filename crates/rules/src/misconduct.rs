//! Misconduct: what the record of a report and the letters of a case keep to.

use crate::cited::Provision;
use crate::exclusion::LegalBasis;
use crate::{Law, Text};
use serde::Deserialize;

/// The section `[misconduct]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MisconductLaw {
    /// What stands in the archive of a report.
    pub record: RecordLaw,
    /// What keeps the documents of a case from the public.
    pub exempt: Provision,
    /// Whether the grade of a suspected answer waits for the decision.
    pub hold_grade: Law<bool>,
    /// The right to comment before anything is decided.
    pub advance_notice: Provision,
    /// The right to be assisted by a lawyer or another spokesperson.
    pub spokesperson: Provision,
    /// That the institution pays for it where exclusion is asked for.
    pub costs: Provision,
    /// That the exam is annulled.
    pub annulment: Provision,
    /// That diplomas and other documents of an annulled result are given back; absent where the
    /// Act does not say so.
    pub give_back: Option<Provision>,
    /// What is done about false documents beside a measure that lasts.
    pub false_documents: FalseDocumentsLaw,
    /// That a decision on an appeal is final.
    pub finality: Provision,
    /// How a final decision is brought before a court; absent where the Act has no rule of its own.
    pub court: Option<CourtLaw>,
    /// The register in which exclusions stand.
    pub register: RegisterLaw,
}

/// What the Act lets a board do about false documents; absent where it does not say so.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FalseDocumentsLaw {
    /// That they are kept, where somebody wanted to be admitted or to have education recognised by them.
    pub confiscation: Option<Provision>,
    /// That an admission that was given on them is annulled.
    pub admission: Option<Provision>,
    /// That a recognition that was given on them is annulled.
    pub recognition: Option<Provision>,
    /// That an exam to which they gave access, or that was approved by them, is annulled.
    pub exam: Option<Provision>,
    /// That diplomas and other documents of an annulled result are given back.
    pub give_back: Option<Provision>,
    /// The line of the table of exclusions by which whoever wanted a recognition or access to an exam by them
    /// is excluded, where it is not one on such documents itself.
    pub exclusion: Option<FalseDocumentsExclusion>,
}

/// A line of the table of exclusions that holds for false documents too.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FalseDocumentsExclusion {
    /// The line.
    pub basis: LegalBasis,
    /// The paragraph that says so.
    pub law: String,
}

/// What the archive holds of a report: the codes of the time.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordLaw {
    /// Where it is written.
    pub law: String,
    /// To whom the report goes.
    pub recipient: String,
    /// The code that exempts it from public access.
    pub access_code: String,
    /// The code of the archive's key; empty where there is none.
    pub archive_code: String,
}

/// How long a final decision can be brought before a court.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CourtLaw {
    /// For how many months from the day it reached the student.
    pub months: u32,
    /// The paragraph.
    pub law: String,
}

/// The register of exclusions.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegisterLaw {
    /// The paragraph.
    pub law: String,
    /// Its name within a sentence.
    pub name: Text,
    /// Who gets at what it holds, within a sentence.
    pub available_to: Text,
    /// Who is the controller of its personal data; absent where the rules of the time name nobody.
    pub controller: Option<Text>,
    /// The right to know what is registered, and who has asked for it.
    pub access: Provision,
    /// The right to have wrong data put right.
    pub correction: Provision,
    /// That the archive keeps the documents of a case; absent where nothing is said of it.
    pub archive: Option<Provision>,
}

#[cfg(test)]
mod tests {
    use crate::RuleSets;

    /// Requirements: P-05, P-15
    #[test]
    fn the_codes_of_a_report_are_those_of_its_time() {
        let of = |id| {
            let law = RuleSets::shipped().get(id).unwrap().sections.misconduct.clone().unwrap();
            (law.record.access_code, law.record.archive_code, law.exempt.law)
        };
        let (access, archive, letters) = of("uit-2011");
        assert_eq!((access.as_str(), archive.as_str()), ("UO § 6.1.5", "N"));
        assert_eq!(letters, "offl. § 13 (1); fvl. § 13 (1) nr. 1");
        assert!(of("demo-2026").0.starts_with("offl. § 13"), "the Act of 2024 has no such list");
    }
}
