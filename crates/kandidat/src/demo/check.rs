//! `kandidat demo --check`: a fresh university for each era, and the main job walked
//! through real HTTP, each step told. With `--ucc`: Cork's term, and the pages that show it.

use super::cork;
use super::database::DemoServer;
use super::nation::{Centre, NORDLYS, Nation};
use super::story::{Era, Story};
use super::walk::Walker;
use super::{exchange, exclusion};
use crate::exit::Failure;
use crate::running;
use anyhow::{Context, Result, ensure};
use edge::station::StationConfig;
use jiff::Timestamp;
use jiff::civil::date;
use office::Mode;
use office::world::NEIGHBOURS;
use register::world::CAST;
use std::time::{Duration, Instant};
use tokio::net::TcpListener;

/// As long as an office may take to fetch the directory.
const FETCHED_WITHIN: Duration = Duration::from_secs(20);

/// Walks each era, or looks at Cork's term; the first step that is not as it should be ends
/// the check.
///
/// # Errors
/// A step fails, or PostgreSQL cannot be used.
pub async fn run(cork: &cork::Args) -> Result<(), Failure> {
    let server = DemoServer::start().await?;
    let walked = if cork.asked() {
        look_at_cork(&server, cork).await
    } else {
        walk_all(&server).await.map_err(Failure::from)
    };
    server.stop().await;
    walked
}

async fn look_at_cork(server: &DemoServer, cork: &cork::Args) -> Result<(), Failure> {
    tell("Cork's term");
    let store = server.fresh("check_cork", Timestamp::now(), "demo-2026").await?;
    let brought = cork.bring(&store).await?.context("no folder of Cork's data")?;
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.context("listening")?;
    let running =
        running::start(store, Mode::Demo, listener, StationConfig::default(), None).await?;
    let seen = async {
        let mut seen = cork::look(&running.url).await?;
        let plan = brought.publish(&running.url).await?;
        seen.extend(brought.look(&running.url, &plan).await?);
        anyhow::Ok(seen)
    };
    let seen = seen.await;
    running.stop().await;
    seen?.iter().for_each(|step| tell(&format!("  ✔ {step}")));
    Ok(())
}

async fn walk_all(server: &DemoServer) -> Result<()> {
    let eras = [
        Era::beginning(date(2026, 8, 20), "demo-2026")?,
        Era::beginning(date(2012, 1, 20), "uit-2011")?,
    ];
    for (number, era) in eras.into_iter().enumerate() {
        tell(&format!("{} in {}", era.rule_set, era.term));
        let name = format!("check_{number}");
        let now: Timestamp = era.begins.to_zoned(store::oslo())?.timestamp();
        let centre =
            Centre::start(server, &format!("{name}_register"), now, listen().await?).await?;
        let mut offices = centre.neighbours(server, &name, now, &era).await?;
        let store = server.fresh(&name, now, &era.rule_set).await?;
        let nordlys = centre.nordlys(store, listen().await?, None).await?;
        offices.insert(0, (NORDLYS, nordlys.into()));
        let nation = Nation { register: Some(centre.running), offices };
        let walked = walk(&nation, era).await;
        nation.stop().await;
        walked?;
    }
    tell("all steps are as they should be");
    Ok(())
}

async fn walk(nation: &Nation, era: Era) -> Result<()> {
    look_at_register(nation).await?;
    look_at_directory(nation).await?;
    let same = era.clone();
    let story = Story::new(&nation.offices[0].1.url, era, true);
    let told = story.until_announced().await?;
    let asked = exchange::ask(nation, &same).await?;
    story.appeals(&told).await?;
    exchange::corrected(nation, &asked).await?;
    exclusion::walk(nation, &same).await
}

/// The register stands beside the offices: each of its operators signs in and reads who they are.
async fn look_at_register(nation: &Nation) -> Result<()> {
    let url = &nation.register.as_ref().context("a register")?.url;
    for member in &CAST {
        let operator = Walker::sign_in(url, member.id().0).await?;
        let (page, call) = (operator.page("/").await?, operator.page("/api/operators").await?);
        let listed = page.contains(member.family) && call.contains(member.role.code());
        ensure!(listed, "{} is not listed", member.key);
    }
    tell("  ✔ the register's operators sign in and read who operates it");
    Ok(())
}

/// Every office has fetched the directory, in which it finds all the others.
async fn look_at_directory(nation: &Nation) -> Result<()> {
    for (number, office) in &nation.offices {
        let admin = match NEIGHBOURS.iter().find(|one| one.number == *number) {
            Some(neighbour) => neighbour.officer_id(3),
            None => office::world::CastMember::named("anne").id(),
        };
        let admin = Walker::sign_in(&office.url, admin.0).await?;
        let begun = Instant::now();
        let all = format!(">{}<", nation.offices.len());
        while !admin.page("/messages").await?.contains(&all) {
            ensure!(begun.elapsed() < FETCHED_WITHIN, "{number} misses somebody");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let known = admin.page("/api/messages").await?;
        ensure!(known.contains("\"directory_usable\":true"), "{number} has no directory: {known}");
    }
    tell("  ✔ every office has the register's directory and finds the others in it");
    Ok(())
}

async fn listen() -> Result<TcpListener> {
    TcpListener::bind(("127.0.0.1", 0)).await.context("listening")
}

#[allow(clippy::print_stdout, reason = "the steps are the check's answer")]
pub(super) fn tell(what: &str) {
    println!("{what}");
}
