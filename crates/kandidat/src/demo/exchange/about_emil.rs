//! Nordlys universitet asks all others about Emil, while one of them is away.

use super::super::check::tell;
use super::super::nation::{NORDLYS, Nation};
use super::{AWAY, CLOSED, answer, begin, consented, imported, settled, until};
use anyhow::{Result, ensure};

/// From the question to what is imported of the answers.
pub async fn ask(nation: &Nation, basis: &str) -> Result<()> {
    let tor = nation.person(NORDLYS, "tor").await?;
    if basis == "consent" {
        let refused = begin(&tor, "emil", "statute").await;
        ensure!(refused.is_err_and(|no| no.to_string().contains("no-basis")), "the Act lets ask");
        tell("  ✔ without a consent nobody is asked: the Act of then lets nobody");
    }
    consented(&nation.person(NORDLYS, "emil").await?, basis).await?;
    let away = nation.office(AWAY)?;
    away.away().await;
    let id = begin(&tor, "emil", basis).await?;
    let path = format!("/api/exchanges/{id}");
    let case = until(&tor, &path, |case| settled(case, &[AWAY])).await?;
    let said = ["998", "997", CLOSED, AWAY].map(|number| answer(&case, number));
    ensure!(said == [("ok", 1), ("ok", 1), ("not_sharing", 0), ("waiting", 0)], "{case}");
    let page = tor.page(&format!("/exchanges/{id}")).await?;
    ensure!(page.contains("Fjellheim høgskole"), "the page does not tell who is waited for");
    tell(
        "  ✔ all are asked at once: two answer with what is passed, one does not share, one is away",
    );
    away.back().await?;
    let case = until(&tor, &path, |case| settled(case, &[])).await?;
    ensure!(answer(&case, AWAY) == ("ok", 1), "{case}");
    tell("  ✔ who was away answers by itself once it is back");
    reads_who_asked(nation).await?;
    let changed = imported(&tor).await?;
    ensure!(changed.len() == 3 && changed.iter().all(|one| one["change"] == "new"), "{changed:?}");
    let rows = nation.person(NORDLYS, "emil").await?.read("/api/my/external-studies").await?;
    let rows = rows["rows"].as_array().cloned().unwrap_or_default();
    ensure!(rows.len() == 3 && rows.iter().all(|row| row["verified"] == true), "{rows:?}");
    ensure!(!format!("{rows:?}").contains("KJE-1002"), "what is failed has come: {rows:?}");
    tell("  ✔ an officer imports what the preview shows, and nothing that is failed has come");
    Ok(())
}

/// Where something was passed, and was known to be asked for.
async fn reads_who_asked(nation: &Nation) -> Result<()> {
    for number in ["997", "998", AWAY] {
        let mine = nation.person(number, "emil").await?.read("/api/my/exchange").await?;
        ensure!(mine["fetched"][0]["outcome"] == "ok", "{number} does not tell him: {mine}");
    }
    tell("  ✔ where it was passed he reads who has asked, on what, and what left");
    Ok(())
}
