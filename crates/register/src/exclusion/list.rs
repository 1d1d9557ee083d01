//! The list of tokens, page by page.

use super::refusal::{Answered, Refusal, reply, shares};
use super::take::sender;
use super::{epoch, erase, store};
use crate::Act;
use ::store::Entry;
use edge::Result;
use edge::station::body;
use protocol::exclusion::{LIST_PAGE, List, ListPage};
use wire::Envelope;
use wire::receive::Reply;

pub(super) async fn asked(act: &mut Act, envelope: &Envelope) -> Result<(Reply, Entry)> {
    let (from, question) = (sender(envelope)?, body::<List>(envelope)?);
    let answered = match shares(act, from).await? {
        Ok(()) => page(act, &question).await?,
        Err(refusal) => Err(refusal),
    };
    erase::answered(act, envelope).await?;
    let mut entry = Entry::new("exclusion.list", "message", envelope.id.uuid());
    entry = entry.fact("institution", from.to_string()).fact("page", question.page);
    Ok((reply(answered)?, entry))
}

/// A page of the newest version; no tokens for whoever has it. An empty list has one page.
async fn page(act: &mut Act, question: &List) -> Result<Answered<ListPage>> {
    let evaluators = epoch::in_use(act).await?;
    let size = i64::try_from(LIST_PAGE).unwrap_or(i64::MAX);
    let found = store::list::page(act.conn(), question.known, question.page, size).await?;
    let pages = found.count.div_ceil(LIST_PAGE as u64).max(1);
    if u64::from(question.page) >= pages {
        return Ok(Err(Refusal::NoPage));
    }
    let keys = evaluators.iter().map(protocol::exclusion::Evaluator::key);
    Ok(Ok(ListPage {
        version: found.version,
        as_of: act.wall(),
        epochs: keys.filter(|key| found.epochs.contains(&key.epoch)).collect(),
        pages: u32::try_from(pages).unwrap_or(u32::MAX),
        tokens: found.tokens,
    }))
}
