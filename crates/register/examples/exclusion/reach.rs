//! A decision on its way: from the act in which an institution registers it until every institution has
//! the new list, and until those whom it concerns know the row; then a change of it.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use edge::Node as _;
use jiff::ToSpan;
use jiff::civil::Date;
use protocol::exclusion::{Period, REGISTERED, Registered, Row};
use rules::exclusion::{Classification, ExclusionType};
use uuid::Uuid;
use wire::Party;

use super::world::{World, person};
use super::{Scale, percentile, row};

const WITHIN: Duration = Duration::from_secs(120);
/// As many institutions have the person.
const CONCERNED: usize = 3;
/// Far from those who stand there already.
const FIRST: usize = 200_000;

/// Measures, and prints the rows of the table.
pub async fn measure(world: &World, scale: Scale, rows: usize) -> Result<()> {
    let (mut listed, mut told, mut changed) = (Vec::new(), Vec::new(), Vec::new());
    for decision in 0..scale.decisions {
        world.another_day()?;
        world.quiet().await?;
        let about = person(FIRST + rows + decision);
        for one in &world.institutions[1..=CONCERNED] {
            one.knows().row = None;
            one.meets(&about).await?;
        }
        let before = Instant::now();
        let mut new = decided(&about, &world.institutions[0].party, world.node.today())?;
        world.institutions[0].send(REGISTERED, &new).await?;
        told.push(until(world, 1, before, &mut listed).await?);
        let before = Instant::now();
        new.row.version = 2;
        world.institutions[0].send(REGISTERED, &new).await?;
        changed.push(until(world, 2, before, &mut Vec::new()).await?);
    }
    let whom = format!("of {}, {rows} rows", world.institutions.len());
    let told_of = |what: &str, took: &mut Vec<Duration>| {
        let (half, most) = (percentile(took, 50), percentile(took, 100));
        row(&format!("{what} {whom}: p50 / at most"), &format!("{half:.0} / {most:.0} ms"), None);
    };
    told_of("a decision until the last has the new list,", &mut listed);
    told_of("a decision until the last whom it concerns knows it,", &mut told);
    told_of("a change until the last who was told knows it,", &mut changed);
    Ok(())
}

fn decided(about: &str, by: &Party, today: Date) -> Result<Registered> {
    Ok(Registered {
        national_id: about.to_owned(),
        row: Row {
            id: Uuid::new_v4(),
            version: 1,
            institution: by.to_string().parse()?,
            period: Period { from: today, to: today.saturating_add(300.days()) },
            kind: ExclusionType::Eksamenn,
            classification: Classification::Alle,
            programme: None,
            case_officer: None,
        },
    })
}

/// Waits until those whom it concerns know this version; for the first one, until everybody has the
/// list. Answers how long it took the last of them.
async fn until(
    world: &World,
    version: u32,
    since: Instant,
    listed: &mut Vec<Duration>,
) -> Result<Duration> {
    loop {
        ensure!(since.elapsed() < WITHIN, "not everybody was told");
        tokio::time::sleep(Duration::from_millis(5)).await;
        let last = |at: Vec<Option<Instant>>| {
            let all: Option<Vec<Instant>> = at.into_iter().collect();
            all.and_then(|all| all.into_iter().max()).filter(|last| *last > since)
        };
        let concerned = world.institutions[1..=CONCERNED].iter();
        let knows = concerned.map(|one| {
            let row = one.knows().row;
            row.filter(|(known, _)| *known == version).map(|(_, at)| at)
        });
        let Some(knows) = last(knows.collect()) else { continue };
        if version > 1 {
            return Ok(knows - since);
        }
        let lists = world.institutions.iter().map(|one| one.knows().list);
        let newest = lists.clone().flatten().map(|(version, _)| version).max();
        let same = lists.map(|list| list.filter(|(own, _)| Some(*own) == newest).map(|(_, at)| at));
        if let Some(all) = last(same.collect()) {
            listed.push(all - since);
            return Ok(knows - since);
        }
    }
}
