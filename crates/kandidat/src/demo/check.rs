//! `kandidat demo --check`: a fresh university for each era, and the main job walked
//! through real HTTP, each step told. With `--ucc`: Cork's term, and the pages that show it.

use super::cork;
use super::database::DemoServer;
use super::story::{Era, Story};
use super::walk::Walker;
use crate::exit::Failure;
use crate::running;
use anyhow::{Context, Result, ensure};
use edge::station::StationConfig;
use jiff::Timestamp;
use jiff::civil::date;
use office::Mode;
use register::Issuing;
use register::world::CAST;
use tokio::net::TcpListener;

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
    cork.bring(&store).await?;
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.context("listening")?;
    let running =
        running::start(store, Mode::Demo, listener, StationConfig::default(), None).await?;
    let seen = cork::look(&running.url).await;
    running.stop().await;
    seen?.iter().for_each(|step| tell(&format!("  ✔ {step}")));
    Ok(())
}

async fn walk_all(server: &DemoServer) -> Result<()> {
    let eras = [
        Era::beginning(date(2026, 8, 20), "demo-2026")?,
        Era::beginning(date(2012, 1, 20), "uit-2011")?,
    ];
    look_at_register(server).await?;
    for (number, era) in eras.into_iter().enumerate() {
        tell(&format!("{} in {}", era.rule_set, era.term));
        let name = format!("check_{number}");
        let now: Timestamp = era.begins.to_zoned(store::oslo())?.timestamp();
        let store = server.fresh(&name, now, &era.rule_set).await?;
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.context("listening")?;
        let running =
            running::start(store, Mode::Demo, listener, StationConfig::default(), None).await?;
        let walked = Story::new(&running.url, era, true).tell().await;
        running.stop().await;
        walked?;
    }
    tell("all steps are as they should be");
    Ok(())
}

/// The register stands beside the offices: each of its operators signs in and reads who they are.
async fn look_at_register(server: &DemoServer) -> Result<()> {
    tell("the national register");
    let store = server.register("check_register", Timestamp::now()).await?;
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.context("listening")?;
    let (station, issuing) = (StationConfig::default(), Issuing::default());
    let (running, _) = running::start_register(store, Mode::Demo, listener, station, issuing)?;
    for member in &CAST {
        let operator = Walker::sign_in(&running.url, member.id().0).await?;
        let (page, call) = (operator.page("/").await?, operator.page("/api/operators").await?);
        let listed = page.contains(member.family) && call.contains(member.role.code());
        ensure!(listed, "{} is not listed", member.key);
    }
    tell("  ✔ its operators sign in and read who operates it");
    running.stop().await;
    Ok(())
}

#[allow(clippy::print_stdout, reason = "the steps are the check's answer")]
fn tell(what: &str) {
    println!("{what}");
}
