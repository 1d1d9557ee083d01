//! Fjordby universitet asks about Amina, recognises what she has passed, and is told of the grade that an
//! appeal has changed.

use super::super::check::tell;
use super::super::letter::Letter;
use super::super::nation::{NORDLYS, Nation};
use super::{AWAY, Asked, CLOSED, answer, begin, consented, imported, settled, until};
use anyhow::{Context, Result, ensure};
use office::world::CastMember;
use serde_json::{Value, json};

/// Who asks.
const ASKS: &str = "998";
const WHO: &str = "amina";

/// Asks, imports, and decides on recognition.
pub async fn ask(nation: &Nation, basis: &str) -> Result<Asked> {
    let officer = nation.officer(ASKS, 0).await?;
    consented(&nation.person(ASKS, WHO).await?, basis).await?;
    let case = begin(&officer, WHO, basis).await?;
    let path = format!("/api/exchanges/{case}");
    let answers = until(&officer, &path, |case| settled(case, &[])).await?;
    let said = [CLOSED, AWAY, "997", NORDLYS].map(|number| answer(&answers, number).0);
    ensure!(said == ["not_sharing", "no_person", "no_person", "ok"], "{answers}");
    tell("  ✔ who does not know the person says so, and each answer has its own name");
    let changed = imported(&officer).await?;
    ensure!(changed.len() == 1 && changed[0]["change"] == "new", "{changed:?}");
    let recognition = recognised(nation).await?;
    decision(nation).await?;
    tell(
        "  ✔ what was fetched is recognised: applied for, assessed by one, decided by another, and the letter says why and how to appeal",
    );
    Ok(Asked { case, recognition })
}

/// Applied for by her, assessed at the unit, and decided by another than who has assessed it.
async fn recognised(nation: &Nation) -> Result<String> {
    let amina = nation.person(ASKS, WHO).await?;
    let rows = amina.read("/api/my/external-studies").await?;
    let unit = amina.choice("/my/recognitions/new", "unit").await?;
    let wanted = json!({ "unit": unit, "education": "Emner fra Nordlys universitet",
        "rows": [rows["rows"][0]["id"]] });
    let made = amina.call("/api/my/recognitions", &wanted).await?;
    let id = made["id"].as_str().context("a case")?.to_owned();
    let (path, officer) = (format!("/api/recognitions/{id}"), nation.officer(ASKS, 0).await?);
    officer.call(&format!("{path}/sending"), &json!({})).await?;
    let assessor = nation.officer(ASKS, 4).await?;
    let item = assessor.read(&path).await?["items"][0]["id"].clone();
    let assessed = json!({
        "grants": [{ "item": item, "granted": "free", "credits": "10" }],
        "grounds": "Læringsutbyttet svarer til ti studiepoeng i bachelorgraden.",
    });
    assessor.call(&format!("{path}/assessment"), &assessed).await?;
    officer.call(&format!("{path}/decision"), &json!({})).await?;
    Ok(id)
}

async fn letter(nation: &Nation, kind: &str) -> Result<Letter> {
    Letter::to(&nation.office(ASKS)?.url, CastMember::named(WHO).id().0, kind).await
}

async fn decision(nation: &Nation) -> Result<()> {
    letter(nation, "recognition_decision").await?.says(&[
        "Amina Farah",
        "Vi har godkjent 10 studiepoeng",
        "Nord-Norge etter 1945",
        "Læringsutbyttet svarer til ti studiepoeng i bachelorgraden.",
        "Fristen er tre uker fra du fikk dette brevet",
        "9999 Fjordby universitet",
    ])
}

/// Once the appeal has changed the grade: told, fetched anew, looked at and imported.
pub async fn corrected(nation: &Nation, asked: &Asked) -> Result<()> {
    let officer = nation.officer(ASKS, 0).await?;
    let path = format!("/api/exchanges/{}", asked.case);
    let told = |case: &Value| {
        case["corrections"].to_string().contains("KLAGE") && answer(case, NORDLYS).0 == "ok"
    };
    let case = until(&officer, &path, told).await?;
    ensure!(case["corrections"].as_array().is_some_and(|all| all.len() == 1), "{case}");
    tell("  ✔ a grade changed after an appeal reaches exactly who has it, and is fetched anew");
    let changed = imported(&officer).await?;
    let [one] = changed.as_slice() else { anyhow::bail!("{changed:?}") };
    ensure!(one["change"] == "changed" && one["old"]["grade"] != one["new"]["grade"], "{one}");
    let recognition = officer.read(&format!("/api/recognitions/{}", asked.recognition)).await?;
    ensure!(recognition["items"][0]["changed"] == true, "{recognition}");
    tell("  ✔ the preview sets old beside new, and what was recognised is flagged");
    receipt(nation, asked).await
}

/// She reads who asked whom for what, as a page and as a letter.
async fn receipt(nation: &Nation, asked: &Asked) -> Result<()> {
    let amina = nation.person(ASKS, WHO).await?;
    let own = format!("/my/exchange/{}", asked.case);
    let page = amina.page(&own).await?;
    ensure!(page.contains("etter klage"), "the receipt does not tell of the correction");
    amina.send(&own, &format!("{own}/receipt"), &[]).await?;
    letter(nation, "exchange_receipt").await?.says(&[
        "Amina Farah",
        "Godkjenning av tidligere utdanning",
        "Nordlys universitet",
        "Skjærgård universitet Deler ikke resultater.",
        "Vidda høgskole Kjenner deg ikke.",
        "en karakter er endret etter klage",
    ])?;
    tell("  ✔ she reads who asked whom for what, and has the receipt as a letter");
    Ok(())
}
