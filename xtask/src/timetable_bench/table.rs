//! The figures as a table in Markdown.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;

use anyhow::Result;

use super::published::figures;
use super::run::Run;

const HEAD: &str = "| instance | CPU s | runs | feasible | mean | best | worst | to reach | winner 2007 | used CPU s | \
    first feasible s | million steps | MiB |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n";

/// One row for each instance and limit.
pub fn print(runs: &[Run]) -> Result<()> {
    Ok(std::io::stdout().write_all(table(runs).as_bytes())?)
}

fn table(runs: &[Run]) -> String {
    let mut rows: BTreeMap<(String, u64), Vec<&Run>> = BTreeMap::new();
    for run in runs {
        let key = (run.name.clone(), (run.limit * 1000.0) as u64);
        rows.entry(key).or_default().push(run);
    }
    let mut text = HEAD.to_owned();
    for ((name, _), runs) in rows {
        let feasible = runs.iter().filter(|run| run.broken == 0).count();
        let costs = || runs.iter().map(|run| run.cost);
        let mean = |sum: f64| sum / runs.len() as f64;
        let (average, winner) = figures(&name);
        let digits = if average.is_some_and(|cost| cost < 200.0) { 4 } else { 1 };
        let shown =
            |cost: Option<f64>| cost.map_or(String::new(), |cost| format!("{cost:.digits$}"));
        let first = runs.iter().filter_map(|run| run.feasible).fold(0.0, f64::max);
        let _ = writeln!(
            text,
            "| {name} | {} | {} | {feasible} | {} | {} | {} | {} | {} | {:.1} | {first:.2} | {:.1} | {} |",
            runs[0].limit,
            runs.len(),
            shown(Some(mean(costs().sum()))),
            shown(costs().reduce(f64::min)),
            shown(costs().reduce(f64::max)),
            shown(average),
            shown(winner),
            mean(runs.iter().map(|run| run.cpu).sum()),
            mean(runs.iter().map(|run| run.steps as f64 / 1e6).sum()),
            runs.iter().map(|run| run.memory_mib).max().unwrap_or_default(),
        );
    }
    text
}

#[test]
fn a_row_shows_mean_best_and_worst_beside_the_published_figures() {
    let run = |seed, cost, broken| Run {
        name: "set 1".to_owned(),
        limit: 60.0,
        seed,
        cost,
        broken,
        steps: 2_000_000,
        cpu: 60.5,
        feasible: Some(0.25),
        memory_mib: 12,
    };
    let text = table(&[run(1, 4100.0, 0), run(2, 4300.0, 1)]);
    let row = text.lines().last();
    let says = "| set 1 | 60 | 2 | 1 | 4200.0 | 4100.0 | 4300.0 | 3927.0 | 4370.0 | 60.5 | 0.25 | 2.0 | 12 |";
    assert_eq!(row, Some(says));
}
