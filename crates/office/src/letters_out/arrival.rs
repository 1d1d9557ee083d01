//! When a letter reaches its addressee, for those whose time runs from then (fvl. § 29).

use super::store;
use crate::{Act, LetterId, PersonId, Result};
use serde_json::json;

/// The job that an act leaves which notes that a letter in a case of misconduct has been posted.
pub const MISCONDUCT_POSTED: &str = "misconduct.posted";

/// The job that an act leaves which notes that a letter about a refusal has been posted.
pub const QUARANTINE_POSTED: &str = "quarantine.posted";

/// The job that an act leaves which notes that a letter in a case of recognition has been posted.
pub const RECOGNITION_POSTED: &str = "recognition.posted";

/// What a letter is about, and who counts from its posting.
const COUNTED: [(&str, &str); 3] = [
    ("misconduct", MISCONDUCT_POSTED),
    ("quarantine_refusal", QUARANTINE_POSTED),
    ("recognition", RECOGNITION_POSTED),
];

/// Whether a letter to this person goes on paper: nobody can tell her by e-mail that it waits in her window.
///
/// # Errors
/// The database is away.
pub async fn goes_by_post(act: &mut Act, person: PersonId) -> Result<bool> {
    if act.node().mail().is_none() {
        return Ok(true);
    }
    let person = crate::people::store::person(act.conn(), person).await?;
    Ok(person.is_none_or(|person| person.email.is_empty()))
}

/// Whether a letter is to go on paper and nobody has posted it yet.
///
/// # Errors
/// The database is away.
pub async fn waits_for_post(act: &mut Act, letter: LetterId) -> Result<bool> {
    Ok(store::waits_for_post(act.conn(), letter).await?)
}

/// Leaves it to whoever counts from the posting of these letters to count.
pub(super) async fn posted(act: &mut Act, letters: &[store::Waiting]) -> Result<()> {
    let now = act.now();
    for letter in letters {
        let counts = COUNTED.iter().find(|(kind, _)| *kind == letter.subject_kind);
        if let Some((_, job)) = counts {
            let payload = json!({ "letter": letter.id, "subject": letter.subject_id });
            act.enqueue(job, payload, now).await?;
        }
    }
    Ok(())
}
