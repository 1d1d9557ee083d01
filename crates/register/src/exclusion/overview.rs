//! What operators see of the exclusions: counts and the state of things. Never a person.

use super::alarm::Raised;
use super::quota::DECLARED_DEFAULT;
use super::statistics::{Count, counts};
use super::store;
use crate::Node;
use edge::{Error, Result};
use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::PgConnection;
use std::collections::BTreeMap;
use wire::port::{Inbox, Outbox};
use wire::{Directory, Party};

/// As many alarms are shown.
const ALARMS_SHOWN: i64 = 100;

/// The state of things.
pub struct Overview {
    /// Which version the list of tokens has.
    pub list_version: u64,
    /// When it changed last; none before the first change.
    pub list_changed_at: Option<Timestamp>,
    /// Whether everybody has been told of it.
    pub is_announced: bool,
    /// The keys in use, the newest last.
    pub epochs: Vec<Epoch>,
    /// How many rows there are, rounded.
    pub counts: Vec<Count>,
    /// One for each institution that has to do with exclusions.
    pub institutions: Vec<Institution>,
    /// Declared numbers that wait for control.
    pub quotas_waiting: u64,
    /// What has come and is not acted on.
    pub unhandled: u64,
    /// The latest alarms, those first that nobody has looked into.
    pub alarms: Vec<Raised>,
}

/// A key in use.
pub struct Epoch {
    /// Its number.
    pub epoch: u32,
    /// Since when.
    pub opened_at: Timestamp,
    /// From which day no more; none for the newest.
    pub closes_on: Option<Date>,
}

/// An institution.
#[derive(Default)]
pub struct Institution {
    /// Its number.
    pub number: String,
    /// How many persons it may look up in a day: what it has declared, or what is taken otherwise.
    pub declared_size: u32,
    /// Evaluated today.
    pub evaluated_today: u64,
    /// Evaluated under the newest key.
    pub evaluated: u64,
    /// Messages to it that have not arrived.
    pub undelivered: u64,
}

/// The state of things now.
///
/// # Errors
/// The database is away.
pub async fn overview(node: &Node, conn: &mut PgConnection) -> Result<Overview> {
    let (today, wall) = (edge::Node::today(node), edge::Node::wall(node));
    let list = store::list::state(conn).await?;
    let epoch = |one: store::epoch::InUse| Epoch {
        epoch: one.epoch,
        opened_at: one.opened_at,
        closes_on: one.closes_on,
    };
    let mailbox = edge::Node::station(node).mailbox();
    let unhandled = mailbox.unhandled(wall).await.map_err(away)?;
    Ok(Overview {
        list_version: list.version,
        list_changed_at: list.changed_at,
        is_announced: list.announced == list.version,
        epochs: store::epoch::in_use(conn).await?.into_iter().map(epoch).collect(),
        counts: counts(conn, today).await?,
        institutions: institutions(node, conn).await?,
        quotas_waiting: store::quota::waiting(conn).await?,
        unhandled,
        alarms: store::alarm::latest(conn, ALARMS_SHOWN).await?,
    })
}

fn away(fault: wire::PortFault) -> Error {
    Error::Internal(fault.into())
}

/// Those in the directory, those that have declared, and those that have not been reached.
async fn institutions(node: &Node, conn: &mut PgConnection) -> Result<Vec<Institution>> {
    let mut lines: BTreeMap<String, Institution> = BTreeMap::new();
    let station = edge::Node::station(node);
    let newest = station.directory().newest().await.map_err(away)?;
    for listed in newest.iter().flat_map(|known| &known.institutions) {
        lines.entry(listed.number.to_string()).or_default();
    }
    for used in store::quota::used(conn, edge::Node::today(node)).await? {
        let line = lines.entry(used.institution).or_default();
        line.declared_size = used.declared.unwrap_or(0);
        (line.evaluated_today, line.evaluated) = (used.today, used.under_key);
    }
    for waiting in station.mailbox().undelivered(edge::Node::wall(node)).await.map_err(away)? {
        if let Party::Institution(number) = waiting.to {
            lines.entry(number.to_string()).or_default().undelivered += 1;
        }
    }
    let named = |(number, line): (String, Institution)| {
        let declared_size = match line.declared_size {
            0 => DECLARED_DEFAULT,
            declared => declared,
        };
        Institution { number, declared_size, ..line }
    };
    Ok(lines.into_iter().map(named).collect())
}
