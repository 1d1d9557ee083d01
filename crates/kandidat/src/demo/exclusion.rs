//! An exclusion, from one institution to exactly those whom it concerns: two officers at Nordlys
//! universitet make it count, the register takes it, and Fjordby universitet, where the person studies
//! too, is told within seconds. The others, where nobody knows the person, learn nothing.

use super::check::tell;
use super::nation::Nation;
use super::story::Era;
use super::walk::{Walker, set_clock};
use anyhow::{Context, Result, ensure};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use office::world::{CastMember, NEIGHBOURS};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// As long as a message may take to be told, on one machine.
const TOLD_WITHIN: Duration = Duration::from_secs(30);
/// Studies at Nordlys universitet and at Fjordby universitet.
const WHO: &str = "gunnar";
/// Where the person studies too.
const CONCERNED: &str = "998";

/// Walks it, from the decision to the end of its period.
///
/// # Errors
/// A step is not as it should be.
pub async fn walk(nation: &Nation, era: &Era) -> Result<()> {
    let from = era.ends()?.tomorrow()?;
    let to = from.checked_add(1.year())?.yesterday()?;
    clocks(nation, from).await?;
    let (tor, unni) = (officer(nation, "tor").await?, officer(nation, "unni").await?);
    let row = decided(&tor, (from, to)).await?;
    controlled(&tor, &unni, &row).await?;
    tell("  ✔ two officers make a decision count: one registers it, another controls it");
    told(nation, CONCERNED, to).await?;
    tell("  ✔ where the person studies too, it is known within seconds");
    nobody_else(nation).await?;
    tell("  ✔ the others learn nothing");
    let shorter = from.checked_add(6.months())?;
    changed(&tor, &unni, (&row, from, shorter)).await?;
    told(nation, CONCERNED, shorter).await?;
    tell("  ✔ the period is shortened, and whoever was told is told again");
    over(nation, shorter).await?;
    tell("  ✔ after its last day it is gone everywhere");
    Ok(())
}

async fn officer(nation: &Nation, key: &str) -> Result<Walker> {
    Walker::sign_in(&nation.offices[0].1.url, CastMember::named(key).id().0).await
}

/// Registers the decision; the row that bars from exams everywhere.
async fn decided(tor: &Walker, (from, to): (Date, Date)) -> Result<String> {
    let who = CastMember::named(WHO).national_id().context("a national id")?;
    let legal_basis = if from.year() < 2024 { "4-8(3)" } else { "12-4(3)" };
    let made = tor
        .call(
            "/api/exclusions",
            &json!({
                "national_id": who.expose(),
                "legal_basis": legal_basis, "decided_on": from, "from": from, "to": to,
                "journal_number": "2026/117",
            }),
        )
        .await?;
    let rows = made["rows"].as_array().context("rows")?;
    ensure!(rows.len() == 2, "{made}");
    for row in rows {
        let path = format!("/api/exclusions/{}", row.as_str().context("an id")?);
        let one: Value = serde_json::from_str(&tor.page(&path).await?)?;
        if one.to_string().contains("EKSAMENN") {
            return Ok(row.as_str().unwrap_or_default().to_owned());
        }
    }
    anyhow::bail!("no row bars from exams everywhere")
}

/// Whoever registered it cannot control it, and another can.
async fn controlled(tor: &Walker, unni: &Walker, row: &str) -> Result<()> {
    let (path, version) = (format!("/api/exclusions/{row}/control"), json!({ "version": 1 }));
    let own = tor.call(&path, &version).await;
    ensure!(own.is_err_and(|no| no.to_string().contains("same-person")), "one person alone");
    unni.call(&path, &version).await.map(|_| ())
}

async fn changed(tor: &Walker, unni: &Walker, (row, from, to): (&str, Date, Date)) -> Result<()> {
    let new = json!({ "from": from, "to": to, "justification": "Decided anew after appeal" });
    tor.call(&format!("/api/exclusions/{row}/change"), &new).await?;
    let version = json!({ "version": 2 });
    unni.call(&format!("/api/exclusions/{row}/control"), &version).await.map(|_| ())
}

/// A case officer of a neighbour.
async fn neighbour(nation: &Nation, number: &str) -> Result<Walker> {
    let neighbour = NEIGHBOURS.iter().find(|one| one.number == number).context("a neighbour")?;
    let (_, office) = nation.offices.iter().find(|(n, _)| *n == number).context("an office")?;
    Walker::sign_in(&office.url, neighbour.officer_id(0).0).await
}

async fn known(at: &Walker) -> Result<Vec<Value>> {
    let report: Value = serde_json::from_str(&at.page("/api/exclusions/report").await?)?;
    Ok(report.as_array().cloned().unwrap_or_default())
}

/// Waits until the institution knows the row with this last day.
async fn told(nation: &Nation, number: &str, to: Date) -> Result<()> {
    let officer = neighbour(nation, number).await?;
    let begun = Instant::now();
    loop {
        let rows = known(&officer).await?;
        let is = |row: &Value| row["institution"] == "999" && row["to"] == json!(to);
        if rows.len() == 1 && rows.iter().all(is) {
            ensure!(rows[0]["type"] == "EKSAMENN", "{rows:?}");
            return Ok(());
        }
        ensure!(begun.elapsed() < TOLD_WITHIN, "{number} was not told: {rows:?}");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

async fn nobody_else(nation: &Nation) -> Result<()> {
    for one in NEIGHBOURS.iter().filter(|one| one.number != CONCERNED) {
        let rows = known(&neighbour(nation, one.number).await?).await?;
        ensure!(rows.is_empty(), "{} knows {rows:?}", one.number);
    }
    Ok(())
}

/// The day after its last one: nobody knows it any more, the register neither.
async fn over(nation: &Nation, to: Date) -> Result<()> {
    clocks(nation, to.tomorrow()?).await?;
    let officer = neighbour(nation, CONCERNED).await?;
    let begun = Instant::now();
    while !known(&officer).await?.is_empty() {
        ensure!(begun.elapsed() < TOLD_WITHIN, "it is still known");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    Ok(())
}

/// The morning of a day, for all of them.
pub(super) async fn clocks(nation: &Nation, day: Date) -> Result<()> {
    let now: Timestamp = day.at(8, 0, 0, 0).in_tz("Europe/Oslo")?.timestamp();
    let register = nation.register.as_ref().map(|register| register.url.clone());
    let urls = nation.offices.iter().map(|(_, office)| office.url.clone()).chain(register);
    for url in urls {
        set_clock(&url, now).await?;
    }
    Ok(())
}
