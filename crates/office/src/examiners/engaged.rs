//! Who reads an examiner's address and CV: the units that engage him (docs/decisions/0009).

use super::{EXAMINER_VIEWERS, store};
use crate::access::Principal;
use crate::{Error, PersonId, Result};
use sqlx::PgConnection;

/// Whether one of the units that this person sees examiners for has entered the examiner, has
/// approved him, or has proposed or seated him for an exam of its own.
pub(super) async fn engages(
    conn: &mut PgConnection,
    who: &Principal,
    examiner: PersonId,
) -> Result<bool> {
    Ok(store::engages(conn, examiner, &who.scope(EXAMINER_VIEWERS)).await?)
}

/// # Errors
/// Not found for whoever sees no unit that engages the examiner.
pub(super) async fn require_engaged(
    conn: &mut PgConnection,
    who: &Principal,
    examiner: PersonId,
) -> Result<()> {
    if engages(conn, who, examiner).await? { Ok(()) } else { Err(Error::NotFound) }
}
