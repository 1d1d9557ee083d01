//! At Vidda høgskole, where the person has applied: one choice is dismissed, another one, whose studies
//! begin after the period, is not; nothing is recognised; and the appeal goes to whoever decided.

use super::super::check::tell;
use super::super::letter::Letter;
use super::super::nation::Nation;
use super::{APPLIES, WHO, who};
use anyhow::{Context, Result, ensure};
use jiff::ToSpan;
use jiff::civil::Date;
use rules::calendar::date_no;
use serde_json::{Value, json};

/// An application of two choices.
pub struct Applied {
    id: String,
    /// The studies begin within the period.
    within: Value,
    /// The studies begin on the day after it.
    after: Value,
}

/// Before anything is decided: a programme with two study starts, and the person applies for both.
pub async fn applied(nation: &Nation, (from, to): (Date, Date)) -> Result<Applied> {
    let aslak = nation.officer(APPLIES, 0).await?;
    let programme = json!({
        "code": "B-REIN", "name_nb": "Bachelor i reindrift", "name_nn": "Bachelor i reindrift",
        "name_en": "Bachelor in Reindeer Husbandry", "unit": APPLIES, "terms": 6,
    });
    let programme = aslak.call("/api/programmes", &programme).await?;
    let starts = format!("/api/programmes/{}/starts", programme["id"].as_str().context("an id")?);
    let apply_by = from.checked_add(1.month())?;
    let mut ids = Vec::new();
    for starts_on in [from.checked_add(2.months())?, to.tomorrow()?] {
        let start = json!({ "starts_on": starts_on, "apply_by": apply_by });
        ids.push(aslak.call(&starts, &start).await?["id"].clone());
    }
    let gunnar = nation.person(APPLIES, WHO).await?;
    let made = gunnar.call("/api/my/applications", &json!({ "starts": ids })).await?;
    let id = made["id"].as_str().context("an id")?.to_owned();
    let mine = gunnar.read(&format!("/api/my/applications/{id}")).await?;
    let [within, after] = [0, 1].map(|at: usize| mine["choices"][at]["choice"]["id"].clone());
    Ok(Applied { id, within, after })
}

/// Once the institution has been told.
pub async fn met(nation: &Nation, applied: &Applied, period: (Date, Date)) -> Result<()> {
    dismissed(nation, applied).await?;
    written(nation, period).await?;
    tell(
        "  ✔ where the person has applied, the application is dismissed, and letter 1 says by whose decision and where one appeals",
    );
    admitted(nation, applied).await?;
    tell(
        "  ✔ studies that begin on the day after the period are not barred: a place is offered and accepted",
    );
    not_recognised(nation, period).await?;
    tell("  ✔ nothing is recognised meanwhile, and letter 2 says so");
    appealed(nation).await?;
    tell("  ✔ an appeal against the decision itself goes to the institution that decided");
    Ok(())
}

/// The choice within the period is dismissed; the other one cannot be.
async fn dismissed(nation: &Nation, applied: &Applied) -> Result<()> {
    let aslak = nation.officer(APPLIES, 0).await?;
    let case = aslak.read(&format!("/api/applications/{}", applied.id)).await?;
    ensure!(case["warned"] == true, "no warning: {case}");
    let path = format!("/api/applications/{}/dismissal", applied.id);
    let later = aslak.call(&path, &json!({ "choices": [applied.after] })).await;
    ensure!(
        later.is_err_and(|no| no.to_string().contains("not-barred")),
        "a later start is barred"
    );
    aslak.call(&path, &json!({ "choices": [applied.within] })).await.map(|_| ())
}

/// Letter 1.
async fn written(nation: &Nation, (from, to): (Date, Date)) -> Result<()> {
    let letter = letter(nation, "exclusion_admission_refused").await?;
    letter.says(&decision(from, to).each_ref().map(String::as_str))?;
    let until = format!("hvis studiet du søker på, begynner senere enn {}", date_no(to));
    letter.says(&["Søknaden din om opptak er avvist", "Bachelor i reindrift", &until])
}

/// What a letter of Vidda høgskole says of the decision, and of the appeal.
fn decision(from: Date, to: Date) -> [String; 6] {
    [
        "Gunnar Zahl".to_owned(),
        format!(
            "Nordlys universitet har vedtatt at du skal ha opptakskarantene fra og med {} til og med {}",
            date_no(from),
            date_no(to),
        ),
        "Fristen er tre uker fra du fikk dette brevet".to_owned(),
        "sender vi klagen videre til Nordlys universitet".to_owned(),
        "Send den til oss på adressen nederst på siden".to_owned(),
        "9999 Vidda høgskole".to_owned(),
    ]
}

async fn letter(nation: &Nation, kind: &str) -> Result<Letter> {
    Letter::to(&nation.office(APPLIES)?.url, who(), kind).await
}

/// The other choice goes on as any does: an offer, a yes, a study right.
async fn admitted(nation: &Nation, applied: &Applied) -> Result<()> {
    let aslak = nation.officer(APPLIES, 0).await?;
    let choice = applied.after.as_str().context("an id")?;
    let mine = aslak.read(&format!("/api/applications/{}", applied.id)).await?;
    let answer_by = &mine["choices"][1]["choice"]["start"]["apply_by"];
    let offer = json!({ "answer_by": answer_by });
    aslak.call(&format!("/api/applications/choices/{choice}/offer"), &offer).await?;
    let gunnar = nation.person(APPLIES, WHO).await?;
    let yes = json!({ "accept": true });
    gunnar.call(&format!("/api/my/applications/choices/{choice}/answer"), &yes).await?;
    let rights = gunnar.read("/api/my/study-rights").await?;
    ensure!(rights[0]["code"] == "B-REIN", "no study right: {rights}");
    Ok(())
}

/// An application for recognition is dismissed, and letter 2 is written.
async fn not_recognised(nation: &Nation, (from, to): (Date, Date)) -> Result<()> {
    let gunnar = nation.person(APPLIES, WHO).await?;
    let unit = gunnar.choice("/my/recognitions/new", "unit").await?;
    let wanted = [("unit", unit.as_str()), ("education", "ett år med historie")];
    gunnar.send("/my/recognitions/new", "/my/recognitions", &wanted).await?;
    let mine = gunnar.read("/api/my/recognitions").await?;
    let case = mine[0]["id"].as_str().context("a case")?;
    let aslak = nation.officer(APPLIES, 0).await?;
    aslak.call(&format!("/api/recognitions/{case}/dismissal"), &json!({})).await?;
    let letter = letter(nation, "exclusion_recognition_refused").await?;
    letter.says(&decision(from, to).each_ref().map(String::as_str))?;
    letter.says(&["Søknaden din om godkjenning er avvist", "ett år med historie"])
}

/// The applicant appeals against the decision behind the dismissal.
async fn appealed(nation: &Nation) -> Result<()> {
    let gunnar = nation.person(APPLIES, WHO).await?;
    let mine = gunnar.read("/api/my/quarantines").await?;
    let case = mine[0]["id"].as_str().context("a case")?;
    let appeal = json!({ "ground": "registered", "grounds": "Dokumentet var ekte." });
    gunnar.call(&format!("/api/my/quarantines/{case}/appeal"), &appeal).await?;
    let aslak = nation.officer(APPLIES, 0).await?;
    aslak.call(&format!("/api/quarantines/{case}/forwarding"), &json!({})).await?;
    let letter = letter(nation, "exclusion_appeal_forwarded").await?;
    letter.says(&[
        "Gunnar Zahl",
        "ved Nordlys universitet, som avgjør den",
        "om en søknad om opptak",
        "Dokumentet var ekte.",
    ])
}
