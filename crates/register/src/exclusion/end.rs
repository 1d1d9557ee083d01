//! A row ends: its institution deletes it, or its period is over. What names the person goes, and
//! whoever was told of the row is told that it is gone.

use super::{store, tell};
use crate::{Act, Node};
use ::store::Entry;
use edge::{Error, Result};
use jiff::civil::Date;
use protocol::exclusion::Why;
use rules::exclusion::{RegisterExpiry, RegisterExpiryFacts};
use rules::{Rule, RuleSets};
use uuid::Uuid;

/// As many rows are looked for at once.
const AT_ONCE: i64 = 100;

/// How a row ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    Deleted,
    Expired,
}

impl Ending {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Deleted => "deleted",
            Self::Expired => "expired",
        }
    }

    const fn why(self) -> Why {
        match self {
            Self::Deleted => Why::Deleted,
            Self::Expired => Why::Expired,
        }
    }
}

/// Whether a period to this day is over, by the rule `register-expiry` as it is today.
///
/// # Errors
/// Our own fault when no rule set covers today.
pub(super) fn is_over(to: Date, today: Date) -> Result<bool> {
    let law = RuleSets::shipped().for_date(today);
    let law = law.map_err(|none| Error::because(none.refusal(), Vec::new()))?;
    let facts = RegisterExpiryFacts { to: to.into(), now: today.into() };
    let decided = RegisterExpiry::decide(&facts, law);
    let expiry = decided.outcome.map_err(|no| Error::because(no, decided.because))?;
    Ok(expiry.expired)
}

/// Ends a row that the act holds, standing or not.
pub(super) async fn end(act: &mut Act, (id, version): (Uuid, u32), ending: Ending) -> Result<()> {
    let now = act.now();
    store::list::lock(act.conn()).await?;
    if store::row::end(act.conn(), id, ending.code(), now).await? {
        store::list::changed(act.conn(), now).await?;
        tell::removed(act, (id, version), ending.why()).await?;
    }
    Ok(())
}

/// Ends every row whose period is over by the domain's clock; each in an act of its own. Answers how
/// many.
///
/// # Errors
/// The database is away.
pub async fn expire(node: &Node) -> Result<usize> {
    let (mut ended, today) = (0, edge::Node::today(node));
    loop {
        let mut conn = edge::Node::store(node).pool.acquire().await?;
        let over = store::row::over(&mut conn, today, AT_ONCE).await?;
        drop(conn);
        let mut now_ended = 0;
        for id in over {
            now_ended += usize::from(expire_one(node, id).await?);
        }
        if now_ended == 0 {
            return Ok(ended);
        }
        ended += now_ended;
    }
}

async fn expire_one(node: &Node, id: Uuid) -> Result<bool> {
    let mut act = Act::of_job(node, "exclusion.expire").await?;
    let Some((version, to)) = store::row::standing(act.conn(), id).await? else {
        return Ok(false);
    };
    // It may have been prolonged since it was looked for.
    if !is_over(to, act.today())? {
        return Ok(false);
    }
    end(&mut act, (id, version), Ending::Expired).await?;
    act.commit(Entry::new("exclusion.expire", "exclusion", id).fact("version", version)).await?;
    Ok(true)
}
