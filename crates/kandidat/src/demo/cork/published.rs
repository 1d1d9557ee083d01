//! Cork's plan in the office: begun, drafted, approved and published by those whose task it is.

use super::Cork;
use crate::demo::planned::{searched, text};
use crate::demo::walk::Walker;
use anyhow::{Context, Result, ensure};
use office::world::CastMember;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// A page of a plan of this size is there in this time, on a machine that has nothing else to do.
const QUICK: Duration = Duration::from_secs(3);

impl Cork {
    /// Publishes the plan; gives its address.
    ///
    /// # Errors
    /// The office does not take something.
    pub async fn publish(&self, base: &str) -> Result<String> {
        let (kari, tor) = (walker(base, "kari").await?, walker(base, "tor").await?);
        let sitting = |(hour, minutes): &(jiff::civil::Time, u32)| json!({ "starts_at": hour, "minutes": minutes });
        let sittings: Vec<Value> = self.solved.sittings.iter().map(sitting).collect();
        let new = json!({ "unit": "999.10", "term": self.term.to_string(), "series": "ordinary",
            "first_on": self.first, "last_on": self.last, "sittings": sittings,
            "remarks": self.solved.remarks.join("\n") });
        let begun = kari.call("/api/exam-plans", &new).await?;
        let plan = format!("/api/exam-plans/{}", text(&begun["id"])?);
        let wish = json!({ "name": "Cork", "seconds": 1, "seed": 1 });
        let made = kari.call(&format!("{plan}/drafts"), &wish).await?;
        searched(&kari, &plan).await?;
        let draft = format!("{plan}/drafts/{}", text(&made["id"])?);
        kari.call(&format!("{draft}/review"), &Value::Null).await?;
        let verdict = json!({ "unit": "999.10", "approves": true });
        walker(base, "liv").await?.call(&format!("{plan}/reviews"), &verdict).await?;
        tor.call(&format!("{draft}/publication"), &Value::Null).await?;
        Ok(plan)
    }

    /// Looks at what is published: every planned exam has its day and rooms, nothing is broken, and what
    /// cannot be is named. Gives a sentence for each.
    ///
    /// # Errors
    /// Something is not as it should be, or a page is slow.
    pub async fn look(&self, base: &str, plan: &str) -> Result<Vec<String>> {
        let tor = walker(base, "tor").await?;
        let shown = tor.read(plan).await?;
        ensure!(shown["plan"]["published_at"].is_string(), "the plan is not published");
        let draft = format!("{plan}/drafts/{}", text(&shown["drafts"][0]["id"])?);
        let drafted = tor.read(&draft).await?;
        ensure!(drafted["broken"] == json!([]), "the plan breaks {}", drafted["broken"]);
        let places = drafted["places"].as_array().context("places")?;
        let seated =
            places.iter().all(|place| place["rooms"].as_array().is_some_and(|all| !all.is_empty()));
        ensure!(seated, "an exam has no room");
        let mut told =
            vec![format!("the plan of {} exams is published and breaks nothing", places.len())];
        let page = tor.page(plan.trim_start_matches("/api")).await?;
        for remark in &self.solved.remarks {
            let words = remark.split(' ').next().unwrap_or_default();
            ensure!(page.contains(words), "the plan's page does not say: {remark}");
        }
        told.push(format!(
            "its page names the {} demands that cannot be",
            self.solved.remarks.len()
        ));
        let exam = text(&places.first().context("a place")?["exam"])?;
        for page in [
            plan.to_owned(),
            draft.clone(),
            format!("{draft}/exams/{exam}"),
            format!("{draft}/groups"),
        ] {
            let (page, begun) = (page.trim_start_matches("/api").to_owned(), Instant::now());
            tor.page(&page).await?;
            let took = begun.elapsed();
            ensure!(took < QUICK, "{page} took {} ms", took.as_millis());
            let what = page.split('/').filter(|part| part.len() < 30).collect::<Vec<_>>().join("/");
            told.push(format!("{what} is there in {} ms", took.as_millis()));
        }
        Ok(told)
    }
}

async fn walker(base: &str, key: &str) -> Result<Walker> {
    Walker::sign_in(base, CastMember::named(key).id().0).await
}
