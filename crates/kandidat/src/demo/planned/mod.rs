//! A term whose exams are planned, done by its people: teachers say which days suit, a draft is chosen of
//! two and published, rooms are reserved and invigilators engaged, candidates have their seats, and those of an
//! oral their times. The exams of the term after it wait.

mod day;
mod term;

use super::walk::Walker;
use crate::import;
use anyhow::{Context, Result, ensure};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use office::import::run;
use office::world::CastMember;
use rules::Term;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::time::{Duration, Instant};
use store::Store;

/// The exams lie so many days ahead at the least.
const AHEAD: i64 = 14;
/// From the first Monday to the second Friday.
const LENGTH: i64 = 11;
/// So long those who are asked have.
const ANSWER_DAYS: i64 = 28;
/// How long a search of one second may take on a machine that has other things to do.
const SEARCHED_WITHIN: Duration = Duration::from_secs(60);

/// A term, its exam days, and where it is planned.
pub struct Planned<'a> {
    base: &'a str,
    term: Term,
    first: Date,
    last: Date,
}

impl<'a> Planned<'a> {
    /// The term whose exams lie ahead of a day, at the office with this address.
    ///
    /// # Errors
    /// The day lies outside the calendar.
    pub fn ahead_of(base: &'a str, today: Date) -> Result<Self> {
        let mut first = today.checked_add(AHEAD.days())?;
        while first.weekday() != Weekday::Monday || Term::of(first) != Term::of(last(first)?) {
            first = first.tomorrow()?;
        }
        Ok(Self { base, term: Term::of(first), first, last: last(first)? })
    }

    /// Brings the exams, and asks the teachers of history, who answer in part.
    ///
    /// # Errors
    /// The office does not take something.
    pub async fn ask(&self, store: &Store, today: Date) -> Result<()> {
        let node = import::node(store.clone()).await?;
        let batch = term::batch([self.term, self.term.next()]);
        let imported = run(&node, &batch, false, &mut |_| {}).await;
        imported.map_err(|error| anyhow::anyhow!("bringing what is planned: {error:?}"))?;
        let ask = json!({ "unit": term::HISTORY, "term": self.term.to_string(), "series": "ordinary",
            "first_on": self.first, "last_on": self.last,
            "answer_by": today.checked_add(ANSWER_DAYS.days())? });
        let asked = self.as_("ingrid").await?.call("/api/date-wishes", &ask).await?;
        let request = format!("/api/date-wishes/{}", text(&asked["id"])?);
        let siri = self.as_("siri").await?;
        let exams = siri.read(&request).await?;
        let (wished, away) = (self.first.tomorrow()?, self.first.checked_add(3.days())?);
        let fixed = json!({ "on": self.first.checked_add(term::ORAL_DAY.days())?, "at": "09:00:00",
            "because": "Sensor kan bare denne dagen." });
        for (code, said) in [
            (
                "HIS-2001",
                json!({ "days": { wished.to_string(): "wished", away.to_string(): "away" } }),
            ),
            ("HIS-2004", json!({ "fixed": fixed })),
        ] {
            let exam = exams["exams"].as_array().into_iter().flatten();
            let exam = exam.into_iter().find(|exam| exam["course"] == code).context("an exam")?;
            siri.call(&format!("{request}/exams/{}", text(&exam["exam"])?), &said).await?;
        }
        Ok(())
    }

    /// Two drafts, of which the faculty approves the first; it is published, and the exams' day prepared.
    ///
    /// # Errors
    /// The office does not take something, or the search does not end.
    pub async fn publish(&self) -> Result<()> {
        let (kari, tor) = (self.as_("kari").await?, self.as_("tor").await?);
        let new = json!({ "unit": "999.10", "term": self.term.to_string(), "series": "ordinary",
            "first_on": self.first, "last_on": self.last,
            "sittings": [{ "starts_at": "09:00:00", "minutes": 300 }, { "starts_at": "15:00:00", "minutes": 300 }] });
        let begun = kari.call("/api/exam-plans", &new).await?;
        let plan = format!("/api/exam-plans/{}", text(&begun["id"])?);
        let mut drafts = Vec::new();
        for (seed, name) in [(1, "Jevnt fordelt"), (2, "Til sammenligning")] {
            let wish = json!({ "name": name, "seconds": 1, "seed": seed });
            let made = kari.call(&format!("{plan}/drafts"), &wish).await?;
            drafts.push(format!("{plan}/drafts/{}", text(&made["id"])?));
            searched(&kari, &plan).await?;
        }
        let draft = drafts.first().context("a draft")?;
        kari.call(&format!("{draft}/review"), &Value::Null).await?;
        let verdict = json!({ "unit": "999.10", "approves": true });
        self.as_("liv").await?.call(&format!("{plan}/reviews"), &verdict).await?;
        tor.call(&format!("{draft}/publication"), &Value::Null).await?;
        let published = tor.read(draft).await?;
        reserve(&tor, &published).await?;
        self.invigilate(&tor).await?;
        self.folder(&published).await?;
        self.oral().await
    }

    /// Four are engaged; each can on most days, and is told of her turns.
    async fn invigilate(&self, tor: &Walker) -> Result<()> {
        let term = self.term.to_string();
        for (place, (given, family)) in
            [("Ragnhild", "Vold"), ("Steinar", "Moe"), ("Unn", "Dyrøy"), ("Torill", "Kvaløy")]
                .into_iter()
                .enumerate()
        {
            let who = json!({ "given_name": given, "family_name": family, "head": place < 2,
                "email": format!("vakt{place}@nordlys.example"), "language": "nb" });
            let entered = tor.call("/api/invigilation/people", &who).await?;
            let path = format!("/api/invigilation/people/{}", text(&entered["id"])?);
            let terms = json!({ "term": term, "hourly_pay": 235, "hours_most": 60 });
            tor.set(&format!("{path}/engagement"), &terms).await?;
            let days = self.first.series(1.days()).take_while(|day| *day <= self.last);
            for (_, day) in days.enumerate().filter(|(nth, _)| nth % 5 != place) {
                let can = json!({ "day": day, "from": "08:00:00", "until": "21:00:00" });
                tor.call(&format!("{path}/availability"), &can).await?;
            }
        }
        tor.call("/api/invigilation/rota", &json!({ "term": term })).await?;
        tor.call("/api/invigilation/letters", &json!({ "term": term })).await?;
        Ok(())
    }

    async fn as_(&self, key: &str) -> Result<Walker> {
        Walker::sign_in(self.base, CastMember::named(key).id().0).await
    }
}

/// The last day of the exams that begin on a day.
fn last(first: Date) -> Result<Date> {
    Ok(first.checked_add(LENGTH.days())?)
}

/// Reserves the rooms of the plan, but for one exam: so that a desk has something to do.
async fn reserve(tor: &Walker, draft: &Value) -> Result<()> {
    let rooms = tor.read("/api/room-bookings/rooms").await?;
    let rooms: HashMap<&str, &str> =
        rooms.as_array().into_iter().flatten().fold(HashMap::new(), |mut known, room| {
            known.extend(room["id"].as_str().zip(room["code"].as_str()));
            known
        });
    for place in draft["places"].as_array().into_iter().flatten().skip(1) {
        let path = format!("/api/exams/{}/room-bookings", text(&place["exam"])?);
        for held in place["rooms"].as_array().into_iter().flatten() {
            let room = rooms.get(text(&held["room"])?).context("a room")?;
            let wish = json!({ "room": room, "seats": held["seats"], "share": true });
            tor.call(&path, &wish).await?;
        }
    }
    Ok(())
}

/// Waits until no search of the plan is under way.
///
/// # Errors
/// It lasts longer than it may.
pub async fn searched(planner: &Walker, plan: &str) -> Result<()> {
    let begun = Instant::now();
    let searching = |plan: &Value| {
        let drafts = plan["drafts"].as_array();
        drafts.is_some_and(|all| all.iter().any(|draft| draft["searching"] == true))
    };
    while searching(&planner.read(plan).await?) {
        ensure!(begun.elapsed() < SEARCHED_WITHIN, "{plan} is searched for too long");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    Ok(())
}

/// A text of an answer.
pub fn text(value: &Value) -> Result<&str> {
    value.as_str().context("a text")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_exams_lie_in_two_whole_weeks_of_one_term_whatever_day_it_is() {
        for today in date(2026, 1, 1).series(1.days()).take(731) {
            let planned = Planned::ahead_of("", today).expect("a term");
            assert!((planned.first - today).get_days() >= 14, "{today}: {}", planned.first);
            assert_eq!(planned.first.weekday(), Weekday::Monday);
            assert_eq!(planned.last.weekday(), Weekday::Friday);
            assert_eq!(Term::of(planned.last), planned.term, "{today}");
        }
    }
}
