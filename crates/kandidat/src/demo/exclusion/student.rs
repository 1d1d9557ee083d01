//! At Fjordby universitet, where the person studies too: a registration for an exam is withdrawn, another
//! one is not accepted, and a letter says why of each.

use super::super::check::tell;
use super::super::letter::Letter;
use super::super::nation::Nation;
use super::super::walk::Walker;
use super::{STUDIES, WHO, who};
use anyhow::{Context, Result, ensure};
use jiff::ToSpan;
use jiff::civil::Date;
use rules::Term;
use rules::calendar::date_no;
use serde_json::{Value, json};

/// How long after the decision the exams are: within the period, also when it is shortened.
const EXAMS_AFTER: i32 = 5;

/// Two exams of the time of the exclusion.
pub struct Exams {
    /// The student has signed up for it before.
    signed_up: Value,
    /// The student tries to sign up for it.
    wished: Value,
}

/// Before anything is decided: two exams are planned, and the student signs up for one.
pub async fn signed_up(nation: &Nation, today: Date) -> Result<Exams> {
    let turid = nation.officer(STUDIES, 2).await?;
    let date = today.checked_add(EXAMS_AFTER.months())?;
    let (signed_up, wished) =
        (planned(&turid, "KJE-1001", date).await?, planned(&turid, "KJE-1002", date).await?);
    let gunnar = nation.person(STUDIES, WHO).await?;
    gunnar.call("/api/my/registrations", &wish(&signed_up)).await?;
    Ok(Exams { signed_up, wished })
}

/// The exam officer plans an exam of a course; gives its id.
async fn planned(turid: &Walker, code: &str, date: Date) -> Result<Value> {
    let courses = turid.read("/api/courses").await?;
    let course = courses.as_array().into_iter().flatten().find(|one| one["fields"]["code"] == code);
    let exam = json!({
        "course": course.with_context(|| format!("{code}: {courses}"))?["id"],
        "term": Term::of(date).to_string(), "kind": "ordinary", "date": date,
        "starts_at": "09:00:00", "duration_minutes": 240,
    });
    Ok(turid.call("/api/exams", &exam).await?["id"].clone())
}

fn wish(exam: &Value) -> Value {
    json!({ "exam": exam, "language": "nb" })
}

/// Once the institution has been told: what stands is withdrawn and what is tried is answered.
pub async fn met(nation: &Nation, exams: &Exams, period: (Date, Date)) -> Result<()> {
    let gunnar = nation.person(STUDIES, WHO).await?;
    let tried = gunnar.call("/api/my/registrations", &wish(&exams.wished)).await;
    ensure!(tried.is_err_and(|no| no.to_string().contains("excluded")), "signed up all the same");
    tell("  ✔ where the person studies too, no new registration for an exam is accepted");
    let turid = nation.officer(STUDIES, 2).await?;
    let listed = turid.read("/api/quarantines").await?;
    let concerned = |exam: &Value| {
        let found = listed.as_array().into_iter().flatten().find(|one| one["exam"] == *exam);
        found.map(|one| one["id"].clone()).with_context(|| format!("{exam} in {listed}"))
    };
    let (tried, stood) = (concerned(&exams.wished)?, concerned(&exams.signed_up)?);
    turid.call("/api/quarantines/answers", &json!({ "sign_ups": [tried] })).await?;
    turid.call("/api/quarantines/withdrawals", &json!({ "registrations": [stood] })).await?;
    let left = gunnar.read("/api/my/registrations").await?;
    ensure!(!left.to_string().contains("\"registered\""), "still registered: {left}");
    written(nation, period).await?;
    tell(
        "  ✔ what stood is withdrawn, and letters 3 and 4 say by whose decision and where one appeals",
    );
    Ok(())
}

/// Letters 3 and 4.
async fn written(nation: &Nation, (from, to): (Date, Date)) -> Result<()> {
    let url = &nation.office(STUDIES)?.url;
    let period = format!("fra og med {} til og med {}", date_no(from), date_no(to));
    let common = [
        "Gunnar Zahl",
        "Strandvegen",
        "Nordlys universitet har vedtatt at du ikke har rett til å gå opp til eksamen",
        &period,
        "Fristen er tre uker fra du fikk dette brevet",
        "sender vi klagen videre til Nordlys universitet",
        "Postboks 1",
        "9999 Fjordby universitet",
    ];
    let refused = Letter::to(url, who(), "exclusion_exam_refused").await?;
    refused.says(&common)?;
    refused.says(&["fordi du er utestengt fra eksamen", "KJE‑1002 Organisk kjemi"])?;
    let withdrawn = Letter::to(url, who(), "exclusion_exam_withdrawn").await?;
    withdrawn.says(&common)?;
    withdrawn.says(&["Vi annullerer eksamensmeldingen din", "KJE‑1001 Innføring i kjemi"])
}
