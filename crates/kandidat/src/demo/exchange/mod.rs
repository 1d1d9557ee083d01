//! Results, from where they were passed to who asks for them: Nordlys universitet asks all others about
//! Emil, who has passed at three of them and failed an exam at one, while one is away; Fjordby universitet
//! asks about Amina, recognises what she has passed at Nordlys universitet, and is told when her appeal
//! there has changed the grade.

mod about_amina;
mod about_emil;

use super::check::tell;
use super::exclusion::clocks;
use super::nation::Nation;
use super::story::Era;
use super::walk::Walker;
use anyhow::{Context, Result, ensure};
use jiff::ToSpan;
use office::world::{CastMember, NEIGHBOURS};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// As long as an answer or a correction may take, on one machine.
const WITHIN: Duration = Duration::from_secs(40);
/// The day of the first questions, counted from the exam of the story: it is announced, and not appealed.
const ASKED_AFTER: i64 = 9;
/// Shares nothing for now.
const CLOSED: &str = "996";
/// Is away when it is asked.
const AWAY: &str = "995";

/// What is looked at again after the appeal.
pub struct Asked {
    /// The case about Amina at Fjordby universitet.
    case: String,
    /// What Fjordby universitet has recognised of it.
    recognition: String,
}

/// Asks, between the announcement of the story's exam and the appeal.
///
/// # Errors
/// A step is not as it should be.
pub async fn ask(nation: &Nation, era: &Era) -> Result<Asked> {
    let today = era.exam_date.checked_add(ASKED_AFTER.days())?;
    clocks(nation, today).await?;
    listed(nation).await?;
    let officer = nation.officer(CLOSED, 0).await?;
    let said = json!({ "shares": false, "because": "Flytting av data" });
    officer.call("/api/exchanges/settings/sharing", &said).await?;
    let basis = if era.rule_set == "uit-2011" { "consent" } else { "statute" };
    about_emil::ask(nation, basis).await?;
    about_amina::ask(nation, basis).await
}

/// What follows once the appeal has changed Amina's grade.
///
/// # Errors
/// A step is not as it should be.
pub async fn corrected(nation: &Nation, asked: &Asked) -> Result<()> {
    about_amina::corrected(nation, asked).await
}

/// Anybody reads which institutions share.
async fn listed(nation: &Nation) -> Result<()> {
    let page = reqwest::get(format!("{}/exchange", nation.offices[0].1.url)).await?.text().await?;
    for one in &NEIGHBOURS {
        ensure!(page.contains(one.names[0]), "{} is not listed", one.number);
    }
    tell("  ✔ anybody reads which institutions share results");
    Ok(())
}

/// The case that is begun about a member of the cast.
async fn begin(officer: &Walker, key: &str, basis: &str) -> Result<String> {
    let who = CastMember::named(key).national_id().context("a national id")?;
    let body = json!({ "persons": [who.expose()], "purpose": "recognition", "basis": basis,
        "case_ref": "2026/17" });
    let started = officer.call("/api/exchanges", &body).await?;
    Ok(started["cases"][0].as_str().context("a case")?.to_owned())
}

/// The person consents, where the Act lets nobody ask without.
async fn consented(student: &Walker, basis: &str) -> Result<()> {
    if basis == "consent" {
        let given = json!({ "channel": "student_pages" });
        student.call("/api/my/exchange/consents", &given).await?;
    }
    Ok(())
}

/// Whether nobody is waited for any more but those that are away.
fn settled(case: &Value, away: &[&str]) -> bool {
    let rest = |one: &Value| one["institution"].as_str().is_some_and(|it| !away.contains(&it));
    let asked = case["asked"].as_array();
    asked.is_some_and(|all| {
        all.len() == NEIGHBOURS.len()
            && all.iter().filter(|one| rest(one)).all(|one| one["state"] != "waiting")
    })
}

/// What an institution has answered, and how many results came.
fn answer<'a>(case: &'a Value, number: &str) -> (&'a str, i64) {
    let asked = case["asked"].as_array().into_iter().flatten();
    let one = asked.into_iter().find(|one| one["institution"] == number);
    one.map_or(("not asked", 0), |one| {
        (one["state"].as_str().unwrap_or_default(), one["results"].as_i64().unwrap_or_default())
    })
}

/// Reads until it is so.
async fn until(who: &Walker, path: &str, is: impl Fn(&Value) -> bool) -> Result<Value> {
    let begun = Instant::now();
    loop {
        let read = who.read(path).await?;
        if is(&read) {
            return Ok(read);
        }
        ensure!(begun.elapsed() < WITHIN, "{path} stays {read}");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

/// The documents that wait for the officer, looked at one by one and imported as the preview shows them;
/// gives what they changed.
async fn imported(officer: &Walker) -> Result<Vec<Value>> {
    let waiting = officer.read("/api/external-studies").await?;
    let mut changed = Vec::new();
    for one in waiting.as_array().into_iter().flatten() {
        let id = one["id"].as_str().context("a document")?;
        let path = format!("/api/external-studies/documents/{id}");
        let preview = officer.read(&path).await?;
        ensure!(preview["document"]["key"].is_string(), "nothing vouches for {preview}");
        let another = officer.call(&format!("{path}/import"), &json!({ "seal": "another" })).await;
        ensure!(another.is_err(), "what was not looked at is imported");
        let seen = json!({ "seal": preview["seal"] });
        officer.call(&format!("{path}/import"), &seen).await?;
        changed.extend(preview["differences"].as_array().into_iter().flatten().cloned());
    }
    Ok(changed)
}
