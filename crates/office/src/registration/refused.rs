//! A try to sign up that an exclusion refused: it is remembered, so that somebody answers it in writing
//! though the try itself left nothing.

use super::{SignUp, barred, store};
use crate::http::Signed;
use crate::{Error, RefusedSignUpId, Result, catalogue};
use ::store::Entry;
use uuid::Uuid;

/// The error of a try whose act is gone, after it was noted where an exclusion refused it: in an act of
/// its own.
pub(super) async fn noted(signed: &Signed, command: SignUp, error: Error) -> Error {
    match &error {
        Error::Refused(refused) if refused.code == barred::EXCLUDED => {}
        _ => return error,
    }
    note(signed, command).await.err().unwrap_or(error)
}

async fn note(signed: &Signed, command: SignUp) -> Result<()> {
    let mut act = signed.act(Uuid::now_v7()).await?;
    let exam = catalogue::store::exam(act.conn(), command.exam).await?.ok_or(Error::NotFound)?;
    let met = barred::barring(act.conn(), &signed.node, &exam, command.person).await?;
    let Some(row) = met.iter().max_by_key(|met| (met.to, met.row)) else { return Ok(()) };
    let (id, now) = (RefusedSignUpId::new(), act.now());
    match store::insert_refused(act.conn(), id, &command, row.row, now).await? {
        true => act.commit(Entry::new("registration.refuse", "refused_sign_up", id.0)).await,
        false => Ok(()),
    }
}
