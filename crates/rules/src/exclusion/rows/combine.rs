//! From the table's combinations, or the officer's choice among them, to rows.

use super::{ExclusionRowsFacts, ProposedRow, Warning, texts};
use crate::decision::refuse;
use crate::exclusion::{
    BasisLaw, Classification, ClassificationOf, ExclusionLaw, ExclusionType, RowLaw,
};
use crate::{Reason, Refusal};
use std::collections::BTreeSet;

const NOT_ALLOWED: &str = "combination-not-allowed";

/// The rows of the decision: only combinations that stand in the table.
pub(super) fn rows(
    facts: &ExclusionRowsFacts,
    section: &ExclusionLaw,
    basis: &BasisLaw,
    because: &mut Vec<Reason>,
) -> Result<Vec<ProposedRow>, Refusal> {
    let laws = chosen(facts, section, basis, because)?;
    let programmes = programmes(facts, &laws, basis, because)?;
    let classified = classifications(facts, &laws, basis, because)?;
    let mut rows = Vec::new();
    for law in &laws {
        let named = if law.programme { programmes.clone() } else { vec![None] };
        for programme in named {
            let studies = match law.classification {
                ClassificationOf::All => &[Classification::Alle][..],
                ClassificationOf::Each | ClassificationOf::Study => &classified,
            };
            rows.extend(studies.iter().map(|classification| ProposedRow {
                kind: law.kind,
                classification: *classification,
                programme: programme.clone(),
                transfers: section.transfers(law.kind),
            }));
        }
    }
    Ok(rows)
}

/// The combination that is proposed, or that the officer chose and the table has.
fn chosen(
    facts: &ExclusionRowsFacts,
    section: &ExclusionLaw,
    basis: &BasisLaw,
    because: &mut Vec<Reason>,
) -> Result<Vec<RowLaw>, Refusal> {
    let Some(types) = &facts.types else { return Ok(basis.rows.clone()) };
    let special = &section.only_with_justification;
    let chosen: BTreeSet<ExclusionType> = types.iter().copied().collect();
    let extra: BTreeSet<_> =
        chosen.iter().copied().filter(|kind| special.value.contains(kind)).collect();
    let justified = facts.justification.as_ref().is_some_and(|why| !why.trim().is_empty());
    if !extra.is_empty() && !justified {
        return Err(refuse(because, NOT_ALLOWED, texts::justify(&extra), &special.law));
    }
    let Some(combination) = combination(&chosen, &extra, basis) else {
        let text = texts::not_allowed(&chosen, basis);
        return Err(refuse(because, NOT_ALLOWED, text, &basis.registration.law));
    };
    if !extra.is_empty() {
        because.push(Reason::new(texts::justified(&extra), &special.law));
    }
    let from_table = combination.iter().filter(|law| chosen.contains(&law.kind)).cloned();
    Ok(from_table.chain(extra.iter().map(|kind| beside(*kind, combination))).collect())
}

/// The table's combination that the chosen types are. A justified type stands beside it, or
/// in place of the row that bars the same at all institutions, or alone.
fn combination<'a>(
    chosen: &BTreeSet<ExclusionType>,
    extra: &BTreeSet<ExclusionType>,
    basis: &'a BasisLaw,
) -> Option<&'a Vec<RowLaw>> {
    let core: BTreeSet<_> = chosen.difference(extra).copied().collect();
    let replaced = |kind: &ExclusionType| extra.iter().any(|extra| extra.everywhere() == *kind);
    let mut combinations = std::iter::once(&basis.rows).chain(&basis.instead);
    combinations.find(|combination| {
        let whole: BTreeSet<_> = combination.iter().map(|law| law.kind).collect();
        let less: BTreeSet<_> = whole.iter().copied().filter(|kind| !replaced(kind)).collect();
        match extra.is_empty() {
            true => core == whole,
            false => core.is_empty() || core == whole || core == less,
        }
    })
}

/// A justified type concerns the studies that its fellow of all institutions would.
fn beside(kind: ExclusionType, combination: &[RowLaw]) -> RowLaw {
    let fellow = combination.iter().find(|law| law.kind == kind.everywhere());
    let classification = fellow.map_or(ClassificationOf::All, |law| law.classification);
    RowLaw { kind, classification, programme: false }
}

/// The programmes that rows name, each once; a single nothing where none does.
fn programmes(
    facts: &ExclusionRowsFacts,
    laws: &[RowLaw],
    basis: &BasisLaw,
    because: &mut Vec<Reason>,
) -> Result<Vec<Option<String>>, Refusal> {
    let law = &basis.registration.law;
    let given: BTreeSet<_> = facts.programmes.iter().map(|code| code.trim().to_owned()).collect();
    match (laws.iter().any(|law| law.programme), given.is_empty()) {
        (true, true) => {
            Err(refuse(because, "programme-required", texts::programme_required(), law))
        }
        (false, false) => Err(refuse(because, NOT_ALLOWED, texts::no_programme(), law)),
        _ => Ok(given.into_iter().map(Some).collect()),
    }
}

/// The classifications of rows that do not concern all studies, each once.
fn classifications(
    facts: &ExclusionRowsFacts,
    laws: &[RowLaw],
    basis: &BasisLaw,
    because: &mut Vec<Reason>,
) -> Result<Vec<Classification>, Refusal> {
    let law = &basis.registration.law;
    let given: BTreeSet<_> = facts.classifications.iter().copied().collect();
    let asks = |of| laws.iter().any(|law| law.classification == of);
    if asks(ClassificationOf::Each) {
        if given.is_empty() {
            let text = texts::classification_required();
            return Err(refuse(because, "classification-required", text, law));
        }
        if given.contains(&Classification::Alle) {
            return Err(refuse(because, NOT_ALLOWED, texts::not_all_studies(), law));
        }
    } else if asks(ClassificationOf::Study) {
        if given.len() > 1 {
            return Err(refuse(because, NOT_ALLOWED, texts::one_classification(), law));
        }
        if given.is_empty() {
            return Ok(vec![Classification::Alle]);
        }
    } else if given.iter().any(|given| *given != Classification::Alle) {
        return Err(refuse(because, NOT_ALLOWED, texts::all_studies_only(), law));
    }
    Ok(given.into_iter().collect())
}

/// What the officer should know of the rows.
pub(super) fn warnings(rows: &[ProposedRow], section: &ExclusionLaw) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let mut warn = |code: &str, text| warnings.push(Warning { code: code.into(), text });
    if rows.iter().all(|row| !row.transfers) {
        warn("nothing-transferred", texts::nothing_transferred());
    }
    let special = &section.only_with_justification.value;
    if rows.iter().any(|row| special.contains(&row.kind)) {
        warn("local-exam-quarantine", texts::local_exam_quarantine());
    }
    let whole = |row: &&ProposedRow| row.transfers && row.programme.is_some();
    if rows.iter().filter(whole).any(|row| row.classification == Classification::Alle) {
        warn("study-without-classification", texts::study_without_classification());
    }
    warnings
}
