//! `kandidat demo`: a whole invented university on this machine, for looking and trying.

mod absence;
#[cfg(test)]
mod bad_days;
mod check;
mod cork;
mod database;
#[cfg(test)]
mod disk_full;
mod exchange;
mod exclusion;
mod form;
mod letter;
#[cfg(test)]
mod lived;
mod nation;
mod planned;
mod seat;
mod story;
mod walk;

use crate::checkpoints::CheckpointArgs;
use crate::exit::Failure;
use crate::mail::MailArgs;
use crate::running::{self, Running};
use absence::Absence;
use anyhow::Context;
use clap::Args as ClapArgs;
use database::{DemoServer, Kept};
use edge::station::StationConfig;
use jiff::Timestamp;
use nation::{Centre, NORDLYS, Nation};
use office::Mode;
use office::world::NEIGHBOURS;
use planned::Planned;
use seat::Office;
use serde_json::json;
use std::collections::BTreeMap;
use std::io::Write;
use std::pin::pin;
use story::{Era, Story};
use tokio::net::TcpListener;

const OFFICE_PORT: u16 = 8999;
const REGISTER_PORT: u16 = 8998;

/// How the demonstration is started.
#[derive(ClapArgs)]
pub struct Args {
    /// The port to listen on, on this machine only; 0 lets the machine choose.
    #[arg(long, default_value_t = OFFICE_PORT)]
    port: u16,
    /// The port of the register; without it, 8998 beside an office on 8999, else the machine chooses.
    #[arg(long)]
    register_port: Option<u16>,
    /// The domain's time at the start, RFC 3339; without it, the machine's.
    #[arg(long)]
    now: Option<Timestamp>,
    /// The regulation of the invented university.
    #[arg(long, default_value = "demo-2026")]
    rule_set: String,
    /// A database to keep the university in: an empty one is filled, one that holds a demonstration
    /// is gone on with, without a register. Without it, one that is thrown away at the end.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    #[command(flatten)]
    checkpoints: CheckpointArgs,
    #[command(flatten)]
    mail: MailArgs,
    #[command(flatten)]
    cork: cork::Args,
    /// Build a fresh university for each era, walk the main job over HTTP, and tell.
    #[arg(long)]
    check: bool,
}

/// Runs the demonstration until it is interrupted, or checks it.
///
/// # Errors
/// The rule set is unknown, or PostgreSQL or the port cannot be used; a check that fails
/// ends with 1.
pub fn run(args: &Args) -> Result<(), Failure> {
    crate::log::to_stderr();
    if rules::RuleSets::shipped().get(&args.rule_set).is_none() {
        let known: Vec<_> = rules::RuleSets::shipped().ids().collect();
        let given = &args.rule_set;
        return Err(Failure::BadInput(format!(
            "--rule-set: {given} is not a rule set; there are {}",
            known.join(", ")
        )));
    }
    let runtime = tokio::runtime::Runtime::new().context("starting the runtime")?;
    runtime.block_on(async {
        match (args.check, args.cork.asked()) {
            (true, _) => check::run(&args.cork).await,
            (false, true) => stay_with_cork(args).await,
            (false, false) => stay(args).await,
        }
    })
}

async fn stay(args: &Args) -> Result<(), Failure> {
    let interrupted = running::interrupted();
    let now = args.now.unwrap_or_else(Timestamp::now);
    let era = era_before(now, &args.rule_set)?;
    let begins = era.begins.to_zoned(store::oslo()).context("the first day")?.timestamp();
    if let Some(url) = &args.database {
        let begun = async {
            let kept = database::kept(url, begins, &args.rule_set).await?;
            announce(Nation::alone(begin(args, era, now, kept, None).await?))
        };
        return until_interrupted(interrupted, begun).await;
    }
    let server = DemoServer::start().await?;
    let ended = until_interrupted(interrupted, async {
        let centre =
            Centre::start(&server, "demo_register", now, listen(ports(args)).await?).await?;
        let neighbours = centre.neighbours(&server, "demo", now, &era).await?;
        let store = server.fresh("demo_999", begins, &args.rule_set).await?;
        let office = begin(args, era, now, Kept::Begun(store), Some(&centre)).await?;
        announce(nation(centre, office, neighbours))
    });
    let ended = ended.await;
    server.stop().await;
    ended
}

/// Nordlys universitet first.
fn nation(centre: Centre, nordlys: Running, mut offices: Vec<(&'static str, Office)>) -> Nation {
    offices.insert(0, (NORDLYS, nordlys.into()));
    Nation { register: Some(centre.running), offices }
}

/// Starts the office, and tells in a new one what has happened so far.
async fn begin(
    args: &Args,
    era: Era,
    now: Timestamp,
    kept: Kept,
    centre: Option<&Centre>,
) -> Result<Running, Failure> {
    let (store, post) = (kept.store().clone(), args.mail.post()?);
    let listener = listen(args.port).await?;
    let mut running = match centre {
        Some(centre) => centre.nordlys(store.clone(), listener, post).await?,
        None => {
            let alone = StationConfig::default();
            running::start(store.clone(), Mode::Demo, listener, alone, post).await?
        }
    };
    if let Some(checkpointer) = args.checkpoints.checkpointer(NORDLYS)? {
        running.leave_checkpoints(store.clone(), checkpointer);
    }
    if let Kept::Begun(_) = kept {
        // What has happened at the university so far, done by its people through its pages.
        let begins = era.begins;
        let story = Story::new(&running.url, era, false);
        let today = now.to_zoned(store::oslo()).date();
        let planned = Planned::ahead_of(&running.url, today)?;
        story.plan_another(today).await.context("planning the next exam")?;
        planned.ask(&store, begins).await.context("asking for the days of exams")?;
        story.tell().await.context("telling what has happened so far")?;
        planned.publish().await.context("planning the exams")?;
    }
    database::forward(&store.clock, now)?;
    Ok(running)
}

/// The port of the register.
fn ports(args: &Args) -> u16 {
    let beside = if args.port == OFFICE_PORT { REGISTER_PORT } else { 0 };
    args.register_port.unwrap_or(beside)
}

/// A university that holds Cork's term from today on, thrown away at the end.
async fn stay_with_cork(args: &Args) -> Result<(), Failure> {
    let interrupted = running::interrupted();
    let server = DemoServer::start().await?;
    let ended = until_interrupted(interrupted, async {
        let now = args.now.unwrap_or_else(Timestamp::now);
        let centre =
            Centre::start(&server, "demo_register", now, listen(ports(args)).await?).await?;
        let store = server.fresh("demo_999", now, &args.rule_set).await?;
        let cork = args.cork.bring(&store).await?.context("no folder of Cork's data")?;
        let office = centre.nordlys(store, listen(args.port).await?, None).await?;
        cork.publish(&office.url).await.context("publishing Cork's plan")?;
        announce(nation(centre, office, Vec::new()))
    });
    let ended = ended.await;
    server.stop().await;
    ended
}

/// Lets the nodes run until they are interrupted, which may be while they begin, and then stop: so
/// that its database is always shut down in order and thrown away by whoever started it.
async fn until_interrupted(
    interrupted: impl Future<Output = ()>,
    begun: impl Future<Output = Result<Nation, Failure>>,
) -> Result<(), Failure> {
    let (mut interrupted, absence) = (pin!(interrupted), Absence::listened_for());
    let begun = tokio::select! {
        begun = begun => begun?,
        () = &mut interrupted => return Ok(()),
    };
    tokio::select! {
        () = interrupted => {}
        () = absence.of(&begun) => {}
    }
    begun.stop().await;
    Ok(())
}

async fn listen(port: u16) -> anyhow::Result<TcpListener> {
    let listening = TcpListener::bind(("127.0.0.1", port)).await;
    listening.with_context(|| format!("listening on 127.0.0.1:{port}; try --port 0"))
}

/// The latest story that is over by `now`: it begins on 20 August or 20 January.
fn era_before(now: Timestamp, rule_set: &str) -> anyhow::Result<Era> {
    let today = now.to_zoned(store::oslo()).date();
    let starts = [(0, 8), (0, 1), (-1, 8)];
    let eras = starts.map(|(year, month)| {
        let begins = jiff::civil::Date::new(today.year() + year, month, 20)?;
        Era::beginning(begins, rule_set)
    });
    for era in eras {
        let era = era?;
        if era.ends()? <= today {
            return Ok(era);
        }
    }
    anyhow::bail!("no story is over by {today}")
}

/// What scripts wait for: the last line says that all is ready, and where.
fn announce(nation: Nation) -> Result<Nation, Failure> {
    let register = nation.register.as_ref().map(|register| &register.url);
    let offices: BTreeMap<_, _> =
        nation.offices.iter().map(|(number, office)| (*number, &office.url)).collect();
    let ready = json!({ "register": register, "offices": offices });
    let named = |(number, office): &(&str, Office)| format!("{}: {}", name(number), office.url);
    let mut lines: Vec<String> = nation.offices.iter().map(named).collect();
    lines.extend(register.map(|url| format!("The national register: {url}")));
    lines.push(format!("ready {ready}\n"));
    let mut out = std::io::stdout().lock();
    out.write_all(lines.join("\n").as_bytes())
        .and_then(|()| out.flush())
        .context("writing to standard output")?;
    Ok(nation)
}

/// What an institution is called.
fn name(number: &str) -> &'static str {
    let neighbour = NEIGHBOURS.iter().find(|one| one.number == number);
    neighbour.map_or("Nordlys universitet", |one| one.names[0])
}
