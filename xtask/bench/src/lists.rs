//! The lists of those who work here, with a full house: one after the other, one reader.

use std::time::Duration;

use anyhow::{Result, ensure};
use reqwest::Client;

use crate::figure::{Figure, percentile};
use crate::load::client;
use crate::office_process::OfficeProcess;
use crate::world::{World, timed};

/// How often each is opened.
const TIMES: usize = 30;

/// Opens each page again and again.
pub async fn run(world: &World, office: &OfficeProcess) -> Result<()> {
    let client = client()?;
    let (exam, committee, protocol) = (world.exam, world.committee, world.protocol);
    let last = world.students.len() / 100;
    let pages = [
        ("the desk", "ingrid", "/desk".to_owned()),
        ("list of 701 exams", "liv", "/exams".to_owned()),
        ("the same, searched", "liv", "/exams?q=emne+69".to_owned()),
        ("overview of the exam of all", "ingrid", format!("/exams/{exam}")),
        ("its candidates", "ingrid", format!("/exams/{exam}/candidates")),
        ("the last page of them", "ingrid", format!("/exams/{exam}/candidates?page={last}")),
        ("by number", "ingrid", format!("/exams/{exam}/candidates?sort=number")),
        ("its deliveries", "ingrid", format!("/exams/{exam}/delivery")),
        ("its grading", "ingrid", format!("/exams/{exam}/grading")),
        ("its protocol", "liv", format!("/protocols/{protocol}")),
        ("the examiner's work on it", "marit", format!("/examining/{committee}")),
    ];
    let person = world.students.first().map_or_else(Default::default, |student| student.person);
    let floor = opened(&client, &format!("{}/floor/{person}", office.url), "").await?;
    for (what, who, path) in pages {
        let cookie = world.sign_in(who).await?;
        match opened(&client, &format!("{}{path}", office.url), &cookie).await {
            Ok(took) => {
                let (value, floor) = (percentile(&took, 0.5), percentile(&floor, 0.5));
                let what = format!("{what}, p50 (p95 {:.1} ms)", percentile(&took, 0.95));
                let floor_is = "one indexed SELECT";
                Figure { what: &what, value, floor_is, floor, unit: "ms" }.print();
            }
            Err(error) => crate::figure::tell(&format!("{what}: {error}")),
        }
    }
    Ok(())
}

/// How long each opening took, in order of length.
async fn opened(client: &Client, url: &str, cookie: &str) -> Result<Vec<Duration>> {
    let mut took = Vec::new();
    for _ in 0..TIMES {
        let ask = async {
            let answer = client.get(url).header("cookie", cookie).send().await?;
            ensure!(answer.status() == 200, "status {}", answer.status());
            Ok(answer.bytes().await?)
        };
        took.push(timed(ask).await?.1);
    }
    took.sort_unstable();
    Ok(took)
}
