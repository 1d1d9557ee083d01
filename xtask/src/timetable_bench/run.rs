//! One run and its figures.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Asked;

/// What a run gave.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Run {
    /// The instance as the tables name it.
    pub name: String,
    /// Processor seconds it was given.
    pub limit: f64,
    pub seed: u64,
    /// In the units of the literature.
    pub cost: f64,
    /// How many hard demands are broken, by the independent scorer where there is one.
    pub broken: u64,
    pub steps: u64,
    /// Processor seconds in all.
    pub cpu: f64,
    /// Processor seconds until the first plan that breaks nothing.
    pub feasible: Option<f64>,
    pub memory_mib: u64,
}

/// An instance as the solver is told of it.
struct Given {
    name: String,
    path: String,
    scorer: Option<(&'static str, String)>,
}

/// Every run asked for, those that stand in the folder already as they stand there.
pub fn all(asked: &Asked, shared: &Path, solver: &Path) -> Result<Vec<Run>> {
    let figures = asked.out.join("runs.jsonl");
    let known = read(&figures)?;
    let mut file = OpenOptions::new().create(true).append(true).open(&figures)?;
    let mut runs = Vec::new();
    for limit in &asked.cpu_seconds {
        for given in given(asked, shared) {
            for seed in 1..=asked.seeds {
                let same = |run: &&Run| {
                    run.name == given.name && run.seed == seed && (run.limit - limit).abs() < 1e-9
                };
                if let Some(run) = known.iter().find(same) {
                    runs.push(run.clone());
                    continue;
                }
                let bench = Bench { out: &asked.out, shared, solver };
                let run = bench.one(&given, *limit, seed)?;
                writeln!(file, "{}", serde_json::to_string(&run)?)?;
                runs.push(run);
            }
        }
    }
    Ok(runs)
}

fn read(figures: &Path) -> Result<Vec<Run>> {
    let mut text = String::new();
    if let Ok(mut file) = File::open(figures) {
        file.read_to_string(&mut text)?;
    }
    let whose = || format!("{} holds a line that is no run", figures.display());
    text.lines().map(|line| serde_json::from_str(line).with_context(whose)).collect()
}

fn given(asked: &Asked, shared: &Path) -> Vec<Given> {
    let folder = shared.join("timetabling");
    let text = |path: &Path| path.display().to_string();
    let mut all = Vec::new();
    for set in &asked.sets {
        let path = text(&folder.join(format!("itc2007/exam_comp_set{set}.exam")));
        let scorer = Some(("validate_itc2007.py", path.clone()));
        all.push(Given { name: format!("set {set}"), path, scorer });
    }
    for name in &asked.toronto {
        let stem = text(&folder.join("toronto").join(name));
        let periods = super::published::periods(name);
        let path = format!("{stem}:{periods}");
        all.push(Given { name: name.clone(), path, scorer: Some(("validate_toronto.py", stem)) });
    }
    for exams in &asked.office {
        let path = format!("office:{exams}");
        all.push(Given { name: format!("office, {exams} exams"), path, scorer: None });
    }
    all
}

/// Where a run finds what it needs.
struct Bench<'a> {
    out: &'a Path,
    shared: &'a Path,
    solver: &'a Path,
}

impl Bench<'_> {
    fn one(&self, given: &Given, limit: f64, seed: u64) -> Result<Run> {
        let plan =
            self.out.join(format!("{}-{limit}s-{seed}.plan", given.name.replace([' ', ','], "")));
        let output = Command::new(self.solver)
            .args([given.path.as_str(), &limit.to_string(), &seed.to_string()])
            .arg(&plan)
            .output()?;
        ensure!(
            output.status.success(),
            "{}: {}",
            given.name,
            String::from_utf8_lossy(&output.stderr)
        );
        let said: Value = serde_json::from_slice(&output.stdout)?;
        let (cost, broken) = match &given.scorer {
            Some((script, instance)) => self.scored(script, instance, &plan)?,
            None => (number(&said, "cost"), number(&said, "broken") as u64),
        };
        let run = Run {
            name: given.name.clone(),
            limit,
            seed,
            cost,
            broken,
            steps: number(&said, "steps") as u64,
            cpu: number(&said, "cpu_s"),
            feasible: said["feasible_s"].as_f64(),
            memory_mib: number(&said, "memory_mib") as u64,
        };
        let line =
            format!("{} {limit} s seed {seed}: {} ({broken} broken)\n", given.name, run.cost);
        std::io::stderr().write_all(line.as_bytes())?;
        Ok(run)
    }

    /// What the independent scorer says: cost and distance to feasibility.
    fn scored(&self, script: &str, instance: &str, plan: &Path) -> Result<(f64, u64)> {
        let output = Command::new("python3")
            .arg(self.shared.join("timetabling").join(script))
            .arg(instance)
            .arg(plan)
            .arg("--json")
            .output()?;
        let said: Value = serde_json::from_slice(&output.stdout)
            .with_context(|| String::from_utf8_lossy(&output.stderr).into_owned())?;
        Ok(match said.get("total") {
            Some(total) => (
                total.as_f64().unwrap_or(f64::NAN),
                number(&said, "distance to feasibility") as u64,
            ),
            None => (number(&said, "cost"), u64::from(said["feasible"] != true)),
        })
    }
}

fn number(value: &Value, name: &str) -> f64 {
    value[name].as_f64().unwrap_or(f64::NAN)
}
