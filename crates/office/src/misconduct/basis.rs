//! What the Act of a case's day says of it: paragraphs to choose from, the board, what can follow.

use super::case::Case;
use super::matter::{Matter, UsedFor};
use crate::{Error, Result};
use jiff::civil::Date;
use letters::misconduct::{Excluded, Possible, Sanction, Where};
use rules::appeal::AppealBody;
use rules::board::Matter as VotedOn;
use rules::exclusion::{Authority, BasisLaw, Elsewhere, Here, LegalBasis, Needs};
use rules::misconduct::MisconductLaw;
use rules::{Reason, Refusal, RuleSet, Text};
use ui::key;

/// A line of the Act's table that a matter can fall under.
pub(super) struct Basis<'a> {
    pub(super) code: LegalBasis,
    pub(super) law: &'a BasisLaw,
}

/// The section on misconduct.
///
/// # Errors
/// Our own fault: a rule set without one.
pub(super) fn section(law: &RuleSet) -> Result<&MisconductLaw> {
    let none = || Error::Internal(anyhow::anyhow!("a rule set without misconduct"));
    law.sections.misconduct.as_ref().ok_or_else(none)
}

/// The paragraphs that a board can rest a measure on in such a matter: those of the first head of
/// the table that the Act has. False documents fall under the paragraph on what they were used for.
pub(super) fn of(law: &RuleSet, matter: Matter, used_for: Option<UsedFor>) -> Vec<Basis<'_>> {
    let Some(section) = &law.sections.exclusion else { return Vec::new() };
    let by_board = |one: &Basis<'_>| board_of(one).is_some();
    // Removal comes first and is a case of its own; what follows where it is not respected is another.
    let removes = |one: &Basis<'_>| one.law.matter == Some(VotedOn::Removal);
    let of_matter = |one: &Basis<'_>| removes(one) == (matter == Matter::Removal);
    let under = |conduct| {
        let lines = section.basis.iter().filter(move |(_, line)| line.conduct == conduct);
        let lines = lines.map(|(code, law)| Basis { code: *code, law });
        lines.filter(|one| by_board(one) && of_matter(one)).collect::<Vec<_>>()
    };
    let conducts = matter.conducts(used_for);
    if matter == Matter::FalseDocuments {
        let mut all: Vec<_> = conducts.iter().flat_map(|conduct| under(*conduct)).collect();
        // What is annulled lasts for no time, and is decided beside a measure.
        all.retain(|one| one.law.here.value != Here::Annulment);
        all.extend(excluded_too(law, used_for));
        return all;
    }
    let found = conducts.iter().map(|conduct| under(*conduct));
    found.into_iter().find(|lines| !lines.is_empty()).unwrap_or_default()
}

/// The line that excludes for false documents without being one on them.
fn excluded_too(law: &RuleSet, used_for: Option<UsedFor>) -> Option<Basis<'_>> {
    let line = law.sections.misconduct.as_ref()?.false_documents.exclusion.as_ref()?;
    let falls_under = used_for != Some(UsedFor::Admission);
    let found = law.sections.exclusion.as_ref()?.basis.get_key_value(&line.basis)?;
    falls_under.then_some(Basis { code: *found.0, law: found.1 })
}

/// What a board can annul in such a case, with the paragraph.
///
/// # Errors
/// As [`section`].
pub(super) fn annulment(case: &Case, law: &RuleSet) -> Result<Option<(Sanction, String)>> {
    let section = section(law)?;
    let documents = &section.false_documents;
    let of_work = || case.work().map(|work| Sanction::Annulment { work });
    let (sanction, law) = match (case.matter, case.used_for) {
        (Matter::Cheating, _) => (of_work(), Some(&section.annulment)),
        (Matter::FalseDocuments, Some(UsedFor::Admission)) => {
            (Some(Sanction::AdmissionAnnulled), documents.admission.as_ref())
        }
        (Matter::FalseDocuments, Some(UsedFor::Recognition)) => {
            (Some(Sanction::RecognitionAnnulled), documents.recognition.as_ref())
        }
        (Matter::FalseDocuments, Some(UsedFor::Exam)) => (of_work(), documents.exam.as_ref()),
        _ => (None, None),
    };
    Ok(sanction.zip(law).map(|(sanction, law)| (sanction, law.law.clone())))
}

/// The paragraph by which documents of the case are kept, where the Act has one.
///
/// # Errors
/// As [`section`].
pub(super) fn confiscation(case: &Case, law: &RuleSet) -> Result<Option<String>> {
    let used = matches!(case.used_for, Some(UsedFor::Admission | UsedFor::Recognition));
    let law = section(law)?.false_documents.confiscation.as_ref();
    let law = law.filter(|_| case.matter == Matter::FalseDocuments && used);
    Ok(law.map(|law| law.law.clone()))
}

/// The institution's own board, where it may decide on this paragraph.
fn board_of(basis: &Basis<'_>) -> Option<AppealBody> {
    basis.law.decided_by.value.iter().find_map(|authority| match authority {
        Authority::BoardOfAppeals => Some(AppealBody::BoardOfAppeals),
        Authority::StudentAffairsBoard => Some(AppealBody::StudentAffairsBoard),
        _ => None,
    })
}

/// The institution's own board of the case's day.
///
/// # Errors
/// Our own fault: a rule set that names none.
pub(super) fn board(law: &RuleSet) -> Result<AppealBody> {
    let boards = law.sections.board.as_ref();
    let own = boards.and_then(|boards| {
        boards.keys().copied().find(|board| *board != AppealBody::JointAppealsBoard)
    });
    own.ok_or_else(|| Error::Internal(anyhow::anyhow!("a rule set without a board")))
}

/// The line with this code that the case can fall under.
///
/// # Errors
/// Invalid at `legal_basis`, with those that it can.
pub(super) fn chosen<'a>(law: &'a RuleSet, case: &Case, code: &str) -> Result<Basis<'a>> {
    let bases = of(law, case.matter, case.used_for);
    let allowed = bases.iter().map(|one| one.code.code()).collect::<Vec<_>>().join(", ");
    bases.into_iter().find(|one| one.code.code() == code).ok_or_else(|| {
        let text = ui::messages::text(
            "misconduct-basis-unknown",
            &[("given", &code), ("allowed", &allowed)],
        );
        Error::field("legal_basis", text)
    })
}

/// The refusal where the Act of the day has no such matter.
pub(super) fn unknown() -> Error {
    Error::refused("not-in-rule-set", ui::messages::text("misconduct-refused-no-basis", &[]))
}

/// That what the paragraphs ask for has come first: a written warning, or a removal and a warning after it.
///
/// # Errors
/// Refused `warning-missing` or `removal-and-warning-missing`.
pub(super) fn came_first(
    bases: &[Basis<'_>],
    (removed_on, warned_on): (Option<Date>, Option<Date>),
) -> Result<()> {
    let Some(needs) = bases.iter().find_map(|one| one.law.needs.as_ref()) else { return Ok(()) };
    let (code, said, is_there) = match needs.value {
        Needs::WrittenWarning => {
            ("warning-missing", key("misconduct-refused-warning"), warned_on.is_some())
        }
        Needs::RemovalAndWarning => {
            let both = removed_on.is_some() && warned_on.is_some();
            ("removal-and-warning-missing", key("misconduct-refused-removal"), both)
        }
        // A matter of another board, and of none of these cases.
        Needs::SuitabilityRecommendation => return Ok(()),
    };
    if is_there {
        return Ok(());
    }
    let refusal = Refusal::new(code, ui::messages::text(said, &[]));
    Err(Error::because(refusal, vec![Reason::new(needs.value.text(), &*needs.law)]))
}

/// What can follow, each with its longest time: what is kept and annulled, and what the chosen paragraph gives
/// (P-10).
///
/// # Errors
/// As [`section`].
pub(super) fn possible(
    case: &Case,
    law: &RuleSet,
    basis: Option<&Basis<'_>>,
    about: &About,
) -> Result<Vec<Possible>> {
    let mut all = Vec::new();
    if let Some(law) = confiscation(case, law)? {
        all.push(Possible { sanction: Sanction::Confiscation, years_max: None, law });
    }
    if let Some((sanction, law)) = annulment(case, law)? {
        all.push(Possible { sanction, years_max: None, law });
    }
    let Some(basis) = basis else { return Ok(all) };
    let years_max = basis.law.longest(true).map(|longest| u32::from(longest.years));
    let law = &basis.law.law;
    all.extend(here(case, basis, about).map(|(sanction, lasts)| Possible {
        sanction,
        years_max: years_max.filter(|_| lasts),
        law: law.clone(),
    }));
    all.extend(elsewhere(basis).map(|sanction| Possible { sanction, years_max, law: law.clone() }));
    Ok(all)
}

/// What a measure is about where the paragraph leaves it open.
#[derive(Clone, Default)]
pub(super) struct About {
    /// The study, by name.
    pub(super) study: String,
    /// The areas that one is removed from.
    pub(super) areas: String,
}

/// The study or the areas are named where the paragraph is about them.
///
/// # Errors
/// Invalid at `study` or `areas`.
pub(super) fn named(basis: Option<&Basis<'_>>, about: &About) -> Result<()> {
    let (field, value) = match basis.map(|one| one.law.here.value) {
        Some(Here::Study) => ("study", &about.study),
        Some(Here::Areas) => ("areas", &about.areas),
        _ => return Ok(()),
    };
    if value.trim().is_empty() {
        return Err(Error::field(field, ui::messages::text("misconduct-field-missing", &[])));
    }
    Ok(())
}

/// What a paragraph does at the institution that decides, and whether it lasts for a time.
pub(super) fn here(case: &Case, basis: &Basis<'_>, about: &About) -> Option<(Sanction, bool)> {
    let excluded = |from| Some((Sanction::Exclusion { from }, true));
    match basis.law.here.value {
        Here::AllStudies => excluded(Excluded::Institution),
        Here::Study => excluded(Excluded::Study(written(&about.study))),
        Here::PractisingStudies => excluded(Excluded::ClinicalStudies),
        Here::Areas => Some((Sanction::Removal { areas: written(&about.areas) }, true)),
        Here::AdmissionAndRecognition => {
            let everywhere = basis.law.elsewhere.value == Elsewhere::AdmissionAndRecognition;
            let at = if everywhere { Where::Everywhere } else { Where::HereOnly };
            Some((Sanction::AdmissionQuarantine { at }, true))
        }
        Here::Annulment => {
            let work = case.work().map(|work| Sanction::Annulment { work });
            Some((work.unwrap_or(Sanction::AdmissionAnnulled), false))
        }
        Here::Practice | Here::NotRegulated => None,
    }
}

/// What a paragraph does at other institutions: the loss of the right to sit exams.
pub(super) fn elsewhere(basis: &Basis<'_>) -> Option<Sanction> {
    let clinical_only = match basis.law.elsewhere.value {
        Elsewhere::Exams => false,
        Elsewhere::PractisingExams => true,
        _ => return None,
    };
    Some(Sanction::ExamBan { at: Where::Everywhere, clinical_only })
}

/// What an officer has written in one language.
fn written(text: &str) -> Text {
    super::case::same(text)
}
