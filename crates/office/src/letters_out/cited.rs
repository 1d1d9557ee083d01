//! What letters and tasks cite, and no rule counts by.

use crate::{Error, Result};
use rules::RuleSet;
use rules::cited::CitedLaw;

/// The paragraphs that letters and tasks under a rule set cite.
///
/// # Errors
/// The rule set names none: nothing is asked or sent without its paragraph.
pub fn cited(law: &RuleSet) -> Result<&CitedLaw> {
    let none = || Error::Internal(anyhow::anyhow!("a rule set that names nothing to cite"));
    law.sections.cited.as_ref().ok_or_else(none)
}
