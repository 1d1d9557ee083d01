//! Results, from where they were passed to who asks for them: Nordlys universitet asks all others about
//! Emil, who has passed at two of them and failed an exam at one; Fjordby universitet asks about Amina, and
//! is told when her appeal at Nordlys universitet has changed the grade.

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

/// What is looked at again after the appeal.
pub struct Asked {
    /// The case about Amina at Fjordby universitet.
    case: String,
}

/// Asks, between the announcement of the story's exam and the appeal.
///
/// # Errors
/// A step is not as it should be.
pub async fn ask(nation: &Nation, era: &Era) -> Result<Asked> {
    let today = era.exam_date.checked_add(ASKED_AFTER.days())?;
    clocks(nation, today).await?;
    listed(nation).await?;
    closed(nation, "996").await?;
    let statute = era.rule_set != "uit-2011";
    about_emil(nation, statute).await?;
    let case = about_amina(nation, statute).await?;
    Ok(Asked { case })
}

/// What follows once the appeal has changed Amina's grade.
///
/// # Errors
/// A step is not as it should be.
pub async fn corrected(nation: &Nation, asked: &Asked) -> Result<()> {
    let officer = neighbour(nation, "998").await?;
    let path = format!("/api/exchanges/{}", asked.case);
    let case = until(&officer, &path, |case| {
        case["corrections"].to_string().contains("KLAGE") && state(case, "999") == "ok"
    })
    .await?;
    ensure!(case["corrections"].as_array().is_some_and(|all| all.len() == 1), "{case}");
    tell("  ✔ a grade changed after an appeal reaches exactly who has it, and is fetched anew");
    let amina = student(nation, "998", "amina").await?;
    let own = format!("/my/exchange/{}", asked.case);
    let receipt = amina.page(&own).await?;
    ensure!(receipt.contains("etter klage"), "the receipt does not tell of the correction");
    amina.send(&own, &format!("{own}/receipt"), &[]).await?;
    let begun = Instant::now();
    let letter = loop {
        let letters = amina.page("/my/letters").await?;
        if let Some(letter) = super::form::link_like(&letters, "/letters/*.pdf") {
            break letter;
        }
        ensure!(begun.elapsed() < WITHIN, "no receipt among her letters");
        tokio::time::sleep(Duration::from_millis(200)).await;
    };
    ensure!(amina.file(&letter).await?.starts_with(b"%PDF"), "the receipt is not a PDF");
    tell("  ✔ she reads who asked whom for what, and has the receipt as a letter");
    Ok(())
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

/// An institution shares nothing for now.
async fn closed(nation: &Nation, number: &str) -> Result<()> {
    let officer = neighbour(nation, number).await?;
    let said = json!({ "shares": false, "because": "Flytting av data" });
    officer.call("/api/exchanges/settings/sharing", &said).await.map(|_| ())
}

async fn about_emil(nation: &Nation, statute: bool) -> Result<()> {
    let url = &nation.offices[0].1.url;
    let tor = Walker::sign_in(url, CastMember::named("tor").id().0).await?;
    if !statute {
        let refused = ask_about(&tor, "emil", "statute").await;
        ensure!(refused.is_err_and(|no| no.to_string().contains("no-basis")), "the Act lets ask");
        let emil = Walker::sign_in(url, CastMember::named("emil").id().0).await?;
        let given = json!({ "channel": "student_pages" });
        emil.call("/api/my/exchange/consents", &given).await?;
    }
    let id = ask_about(&tor, "emil", if statute { "statute" } else { "consent" }).await?;
    let case = until(&tor, &format!("/api/exchanges/{id}"), settled).await?;
    let said = ["996", "997", "998"].map(|number| (state(&case, number), results(&case, number)));
    ensure!(said == [("not_sharing", 0), ("ok", 1), ("ok", 1)], "{case}");
    tell(
        "  ✔ all are asked at once: two answer with what is passed, one does not share, and none with a fail",
    );
    for number in ["997", "998"] {
        let emil = student(nation, number, "emil").await?;
        let mine: Value = serde_json::from_str(&emil.page("/api/my/exchange").await?)?;
        ensure!(mine["fetched"][0]["outcome"] == "ok", "{number} does not tell him: {mine}");
    }
    tell("  ✔ where it was passed he reads who has asked, on what, and what left");
    Ok(())
}

async fn about_amina(nation: &Nation, statute: bool) -> Result<String> {
    let officer = neighbour(nation, "998").await?;
    if !statute {
        let amina = student(nation, "998", "amina").await?;
        let given = json!({ "channel": "student_pages" });
        amina.call("/api/my/exchange/consents", &given).await?;
    }
    let basis = if statute { "statute" } else { "consent" };
    let id = ask_about(&officer, "amina", basis).await?;
    let case = until(&officer, &format!("/api/exchanges/{id}"), settled).await?;
    let said = ["996", "997", "999"].map(|number| state(&case, number));
    ensure!(said == ["not_sharing", "no_person", "ok"], "{case}");
    tell("  ✔ who does not know the person says so, and each answer has its own name");
    Ok(id)
}

async fn ask_about(officer: &Walker, key: &str, basis: &str) -> Result<String> {
    let who = CastMember::named(key).national_id().context("a national id")?;
    let body = json!({ "persons": [who.expose()], "purpose": "recognition", "basis": basis,
        "case_ref": "2026/17" });
    let started = officer.call("/api/exchanges", &body).await?;
    Ok(started["cases"][0].as_str().context("a case")?.to_owned())
}

/// Whether nobody is waited for any more.
fn settled(case: &Value) -> bool {
    let asked = case["asked"].as_array();
    asked.is_some_and(|all| all.len() == 3 && all.iter().all(|one| one["state"] != "waiting"))
}

fn asked<'a>(case: &'a Value, number: &str) -> Option<&'a Value> {
    case["asked"].as_array()?.iter().find(|one| one["institution"] == number)
}

fn state<'a>(case: &'a Value, number: &str) -> &'a str {
    asked(case, number).and_then(|one| one["state"].as_str()).unwrap_or_default()
}

fn results(case: &Value, number: &str) -> i64 {
    asked(case, number).and_then(|one| one["results"].as_i64()).unwrap_or_default()
}

/// Reads until it is so.
async fn until(who: &Walker, path: &str, is: impl Fn(&Value) -> bool) -> Result<Value> {
    let begun = Instant::now();
    loop {
        let read: Value = serde_json::from_str(&who.page(path).await?)?;
        if is(&read) {
            return Ok(read);
        }
        ensure!(begun.elapsed() < WITHIN, "{path} stays {read}");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

/// A case officer of a neighbour.
async fn neighbour(nation: &Nation, number: &str) -> Result<Walker> {
    let neighbour = NEIGHBOURS.iter().find(|one| one.number == number).context("a neighbour")?;
    Walker::sign_in(url(nation, number)?, neighbour.officer_id(0).0).await
}

async fn student(nation: &Nation, number: &str, key: &str) -> Result<Walker> {
    Walker::sign_in(url(nation, number)?, CastMember::named(key).id().0).await
}

fn url<'a>(nation: &'a Nation, number: &str) -> Result<&'a str> {
    let (_, office) = nation.offices.iter().find(|(n, _)| *n == number).context("an office")?;
    Ok(&office.url)
}
