//! The print queue.

use super::{LETTER_ROLES, arrival, store};
use crate::{Act, Error, LetterId, Result};
use rules::Text;

/// Notes that letters have been printed and posted. Letters of other units, and those
/// that no longer wait, are left alone; answers how many were marked.
///
/// # Errors
/// Refused `nothing-to-print` when none of them waits.
pub async fn mark_printed(act: &mut Act, letters: &[LetterId]) -> Result<usize> {
    let scope = act.who()?.scope(LETTER_ROLES);
    let asked: Vec<_> = letters.iter().map(|letter| letter.0).collect();
    let waiting = store::lock_waiting(act.conn(), &asked, &scope).await?;
    if waiting.is_empty() {
        return Err(Error::refused(
            "nothing-to-print",
            Text::new(
                "Ingen av brevene du valgte, venter på utskrift.",
                "Ingen av breva du valde, ventar på utskrift.",
                "None of the letters you chose is waiting to be printed.",
            ),
        ));
    }
    let now = act.now();
    let ids: Vec<_> = waiting.iter().map(|letter| letter.id).collect();
    store::mark_printed(act.conn(), &ids, now).await?;
    arrival::posted(act, &waiting).await?;
    Ok(waiting.len())
}
