//! An answer that is longer than an answer may be never comes: it is cut off wherever it is read, and the
//! question would be asked for ever. So the question ends by name, and an officer reads which institution it
//! was and asks it again once that is mended.

use super::store::questions;
use super::{State, receipt};
use ::store::Entry;
use edge::station::desk;
use office::{Act, Error, Node, Result};
use wire::MessageId;
use wire::port::NetworkFault;

/// What a question that ends so has failed by: the reader's own word for what is too large.
const TOO_LARGE: &str = "too-large";

/// Ends the questions that an institution has answered at too great length three times.
///
/// # Errors
/// The database is away.
pub(super) async fn end(node: &Node) -> Result<()> {
    let mut conn = node.store().pool.acquire().await?;
    let found = questions::tried_for(&mut conn, &NetworkFault::TooLong.to_string()).await?;
    drop(conn);
    for question in found {
        let mut act = Act::of_job(node, "exchange.too_large").await?;
        let Some(of) = questions::lock_waiting(act.conn(), question).await? else { continue };
        match desk::give_up(&mut act, question, TOO_LARGE).await {
            Ok(_) => {}
            // The answer has come meanwhile.
            Err(Error::Refused(_)) => continue,
            Err(error) => return Err(error),
        }
        let (state, now) = (State::Failed(TOO_LARGE.to_owned()), act.now());
        questions::end(act.conn(), question, &state, None, now).await?;
        if let Ok(message) = MessageId::new(question) {
            act.erase_sent(message).await?;
        }
        receipt::when_settled(&mut act, of.case, question).await?;
        act.commit(Entry::new("exchange.too_large", "message", question)).await?;
    }
    Ok(())
}
