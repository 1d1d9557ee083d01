//! Two exclusions of one person, from one institution to exactly those whom they concern: two officers at
//! Nordlys universitet make them count, the register takes them, and within seconds Fjordby universitet, where
//! the person studies too, is told of the one that bars exams, and Vidda høgskole, where the person has applied,
//! of the one that bars admission. The others, where nobody knows the person, learn nothing.

mod applicant;
mod decision;
mod student;

use super::check::tell;
use super::nation::{NORDLYS, Nation};
use super::story::Era;
use super::walk::{Walker, set_clock};
use anyhow::{Context, Result, ensure};
use decision::Decision;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use office::world::{CastMember, NEIGHBOURS};
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use uuid::Uuid;

/// As long as a message may take to be told, on one machine.
const TOLD_WITHIN: Duration = Duration::from_secs(30);
/// Studies at Nordlys universitet and at Fjordby universitet, and applies at Vidda høgskole.
const WHO: &str = "gunnar";
/// Where the person studies too.
const STUDIES: &str = "998";
/// Where the person applies.
const APPLIES: &str = "997";
/// What others are told of both decisions: of the one who asks for studies, of the other who asks for admission.
const EXAMS: &str = "EKSAMENN";
const ADMISSION: &str = "KARANTENEN";

/// Walks them, from the decisions to the end of their period.
///
/// # Errors
/// A step is not as it should be.
pub async fn walk(nation: &Nation, era: &Era) -> Result<()> {
    let from = era.ends()?.tomorrow()?;
    let period = (from, from.checked_add(1.year())?.yesterday()?);
    clocks(nation, from).await?;
    let student = student::signed_up(nation, from).await?;
    let applicant = applicant::applied(nation, period).await?;
    let decisions = decided(nation, period).await?;
    told_to_both(nation, period.1, &[ADMISSION]).await?;
    student::met(nation, &student, period).await?;
    applicant::met(nation, &applicant, period).await?;
    let shorter = from.checked_add(6.months())?;
    for decision in &decisions {
        decision.change(nation, (from, shorter)).await?;
    }
    // A place was accepted meanwhile: there, too, it has to be known of exams.
    told_to_both(nation, shorter, &[EXAMS, ADMISSION]).await?;
    tell("  ✔ the period is shortened after an appeal, and whoever was told is told again");
    over(nation, shorter).await?;
    tell("  ✔ after its last day it is gone everywhere, from the register's list too");
    Ok(())
}

/// The person has cheated in an exam, and had used a false document.
async fn decided(nation: &Nation, period: (Date, Date)) -> Result<[Decision; 2]> {
    let new_act = period.0.year() >= 2024;
    let (cheating, forgery) = if new_act { ("12-4(3)", "12-1(1)") } else { ("4-8(3)", "3-7(8)") };
    let cheating = Decision::register(nation, cheating, period, EXAMS).await?;
    let forgery = Decision::register(nation, forgery, period, ADMISSION).await?;
    cheating.control(nation).await?;
    forgery.control(nation).await?;
    tell("  ✔ two officers make a decision count: one registers it, another controls it");
    Ok([cheating, forgery])
}

async fn told_to_both(nation: &Nation, to: Date, applies: &[&str]) -> Result<()> {
    told(nation, (STUDIES, &[EXAMS]), to).await?;
    told(nation, (APPLIES, applies), to).await?;
    nobody_else(nation).await?;
    tell(
        "  ✔ where the person studies and where the person has applied, each knows within seconds what bars that; the others learn nothing",
    );
    Ok(())
}

/// Whose letters are read.
fn who() -> Uuid {
    CastMember::named(WHO).id().0
}

async fn known(at: &Walker) -> Result<Vec<Value>> {
    let report = at.read("/api/exclusions/report").await?;
    Ok(report.as_array().cloned().unwrap_or_default())
}

/// Waits until the institution knows rows of these types with this last day, and no other.
async fn told(nation: &Nation, (number, expected): (&str, &[&str]), to: Date) -> Result<()> {
    let officer = nation.officer(number, 0).await?;
    let begun = Instant::now();
    loop {
        let rows = known(&officer).await?;
        let is = |row: &Value| row["institution"] == "999" && row["to"] == json!(to);
        let mut types: Vec<_> = rows.iter().filter_map(|row| row["type"].as_str()).collect();
        types.sort_unstable();
        if types == expected && rows.iter().all(is) {
            return Ok(());
        }
        ensure!(begun.elapsed() < TOLD_WITHIN, "{number} was not told: {rows:?}");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

async fn nobody_else(nation: &Nation) -> Result<()> {
    for one in NEIGHBOURS.iter().filter(|one| ![STUDIES, APPLIES].contains(&one.number)) {
        let rows = known(&nation.officer(one.number, 0).await?).await?;
        ensure!(rows.is_empty(), "{} knows {rows:?}", one.number);
    }
    Ok(())
}

/// The day after its last one: nobody knows it any more, and the register's list is another.
async fn over(nation: &Nation, to: Date) -> Result<()> {
    let listed = list_version(nation).await?;
    clocks(nation, to.tomorrow()?).await?;
    let begun = Instant::now();
    for number in [STUDIES, APPLIES] {
        let officer = nation.officer(number, 0).await?;
        while !known(&officer).await?.is_empty() {
            ensure!(begun.elapsed() < TOLD_WITHIN, "{number} knows it still");
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }
    while list_version(nation).await? == listed {
        ensure!(begun.elapsed() < TOLD_WITHIN, "the register's list stays as it was");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let own = nation.person(NORDLYS, WHO).await?.page("/my/exclusions").await?;
    ensure!(own.contains("Ingenting er registrert om deg."), "something is registered still");
    Ok(())
}

/// How often the register's list has changed.
async fn list_version(nation: &Nation) -> Result<u64> {
    let register = nation.register.as_ref().context("a register")?;
    let operator = Walker::sign_in(&register.url, register::world::CAST[0].id().0).await?;
    operator.read("/api/exclusions").await?["list_version"].as_u64().context("a version")
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
