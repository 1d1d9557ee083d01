//! What the published exams need on their day: an oral whose candidates have their times, and the folder of
//! a room in which a written exam is held.

use super::{Planned, term, text};
use crate::demo::walk::Walker;
use anyhow::{Context, Result, bail, ensure};
use jiff::ToSpan;
use jiff::civil::DateTime;
use office::world::CastMember;
use serde_json::{Value, json};

/// The exam whose candidates come one by one.
const ORAL: &str = "HIS-2004";

impl Planned<'_> {
    /// The subject community sets the day of the oral, its candidates get their times and are told, and the last
    /// of them gets another.
    ///
    /// # Errors
    /// The office does not take something, or tells others than her of her new time.
    pub(super) async fn oral(&self) -> Result<()> {
        let (siri, ingrid) = (self.as_("siri").await?, self.as_("ingrid").await?);
        let oral = Oral { at: oral_of(&ingrid, &format!("{ORAL} {}", self.term)).await? };
        let day = self.first.checked_add(term::ORAL_DAY.days())?;
        let examiners = ["marit", "geir"].map(|key| CastMember::named(key).id());
        let session = json!({ "from": day.at(9, 0, 0, 0), "until": day.at(15, 0, 0, 0),
            "examiners": examiners });
        let session = oral.step(&siri, &format!("{}/sessions", oral.at), session).await?;
        let session = text(&session["id"])?;
        let room = json!({ "room": "TEO-101" });
        oral.step(&ingrid, &format!("/api/oral-sessions/{session}/room"), room).await?;
        let placed = oral.step(&ingrid, &format!("{}/places", oral.at), json!({})).await?;
        ensure!(placed["left"] == 0, "somebody found no time: {placed}");
        let told = oral.publish(&ingrid).await?;
        ensure!(told["candidates"] == placed["placed"], "all are told: {told}");
        let known = oral.read(&ingrid).await?;
        let last = known["candidates"].as_array().into_iter().flatten();
        let last = last.max_by_key(|one| one["begins"].as_str()).context("a candidate")?;
        let after: jiff::Timestamp = text(&last["begins"])?.parse()?;
        let after: DateTime = after.to_zoned(store::oslo()).datetime();
        let moved = json!({ "session": session, "begins": after.checked_add(1.hour())? });
        let path = format!("{}/candidates/{}", oral.at, text(&last["registration"])?);
        oral.step(&ingrid, &path, moved).await?;
        let told = oral.publish(&ingrid).await?;
        ensure!(told["candidates"] == 1, "she alone is told: {told}");
        Ok(())
    }

    /// The candidates of a written exam have numbers, rooms and seats, and it is said what they may use; its folder
    /// waits to be sent.
    ///
    /// # Errors
    /// The office does not take something.
    pub(super) async fn folder(&self, draft: &Value) -> Result<()> {
        let (liv, siri) = (self.as_("liv").await?, self.as_("siri").await?);
        let (exam, rooms) = self.reserved(&liv, draft).await?;
        for step in ["numbering", "places"] {
            liv.call(&format!("/api/exams/{exam}/{step}"), &Value::Null).await?;
        }
        let aids = json!({ "allowed": "listed", "listed_nb": "Ordbok", "listed_nn": "Ordbok",
            "listed_en": "Dictionary" });
        siri.set(&format!("/api/exams/{exam}/aids"), &aids).await?;
        let page = format!("/exams/{exam}/documents");
        for language in ["nb", "nn", "en"] {
            let paper = format!("Oppgave {language}\n").into_bytes();
            let file = ("file", "paper.txt", "text/plain", paper);
            let fields = [("kind", "paper"), ("language", language)];
            siri.upload(&page, &page, &fields, file).await?;
        }
        for room in rooms {
            let folder = format!("/api/room-folders/{room}");
            let nobody = liv.read(&folder).await?["folder"]["candidates"] == 0;
            if !nobody {
                liv.call(&format!("{folder}/seats"), &json!({})).await?;
            }
        }
        Ok(())
    }

    /// The first written exam of history with reserved rooms, and their reservations.
    async fn reserved(&self, liv: &Walker, draft: &Value) -> Result<(String, Vec<String>)> {
        for place in draft["places"].as_array().into_iter().flatten() {
            let exam = text(&place["exam"])?;
            let booked = liv.read(&format!("/api/exams/{exam}/room-bookings")).await?;
            let booked = booked.as_array().context("reservations")?;
            let own = |one: &Value| {
                let all = one["exams"].as_array().into_iter().flatten();
                let mut all = all.filter(|one| one["exam"] == exam);
                all.any(|one| one["about"].as_str().is_some_and(|about| about.starts_with("HIS")))
            };
            if booked.iter().any(own) {
                let rooms = booked.iter().map(|one| Ok(text(&one["id"])?.to_owned()));
                return Ok((exam.to_owned(), rooms.collect::<Result<_>>()?));
            }
        }
        bail!("no exam of history has a room")
    }
}

/// The oral of an exam, as programs find it.
struct Oral {
    at: String,
}

impl Oral {
    async fn read(&self, who: &Walker) -> Result<Value> {
        who.read(&self.at).await
    }

    /// A step, with the version that stands.
    async fn step(&self, who: &Walker, path: &str, mut body: Value) -> Result<Value> {
        body["version"] = self.read(who).await?["settings"]["version"].clone();
        who.call(path, &body).await
    }

    async fn publish(&self, who: &Walker) -> Result<Value> {
        self.step(who, &format!("{}/publication", self.at), json!({})).await
    }
}

/// Where programs find the oral of a course in a term.
async fn oral_of(who: &Walker, about: &str) -> Result<String> {
    let orals = who.read("/api/orals").await?;
    let mut orals = orals.as_array().into_iter().flatten();
    let oral = orals.find(|one| one["about"].as_str().is_some_and(|own| own.starts_with(about)));
    let oral = oral.with_context(|| format!("no oral {about}"))?;
    Ok(format!("/api/exams/{}/oral", text(&oral["exam"])?))
}
