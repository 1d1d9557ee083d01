//! Our scorers beside the independent ones, on every instance that lies in `KANDIDAT_SHARED/timetabling`.

use serde_json::Value;
use std::io::{BufRead, BufReader, Lines, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use timetable::solve::{Effort, Options, Outcome, Problem, solve};
use timetable::{Source, itc2007, toronto};

fn shared() -> Option<PathBuf> {
    let folder =
        std::env::var_os("KANDIDAT_SHARED").map(|folder| PathBuf::from(folder).join("timetabling"));
    if folder.is_none() {
        let line = "SKIPPED: without KANDIDAT_SHARED the independent scorers are not at hand";
        let _ = writeln!(std::io::stderr(), "{line}");
    }
    folder
}

fn short(problem: &Problem) -> Outcome {
    solve(problem, &Options::new(problem, 1, Effort::Steps(3000)), &mut || 0.0, &mut |_| true)
}

/// A process that scores plans with the independent scorers.
struct Judge {
    process: Child,
    answers: Lines<BufReader<ChildStdout>>,
}

impl Judge {
    fn called() -> Self {
        let driver = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/judge.py");
        let mut process = Command::new("python3")
            .arg(driver)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let answers = BufReader::new(process.stdout.take().unwrap()).lines();
        Self { process, answers }
    }

    fn score(&mut self, script: &Path, instance: &Path, text: &str) -> Value {
        let plan = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(plan.path(), text).unwrap();
        let asked = serde_json::json!([script, instance, plan.path()]);
        writeln!(self.process.stdin.as_mut().unwrap(), "{asked}").unwrap();
        serde_json::from_str(&self.answers.next().unwrap().unwrap()).unwrap()
    }
}

impl Drop for Judge {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}

#[test]
fn every_itc2007_cost_agrees_with_the_independent_scorer() {
    let Some(folder) = shared() else { return };
    let mut judge = Judge::called();
    for set in 1..=8 {
        let path = folder.join(format!("itc2007/exam_comp_set{set}.exam"));
        let bytes = std::fs::read(&path).unwrap();
        let instance = itc2007::read(Source { name: "set", bytes: &bytes }).unwrap();
        let outcome = short(&itc2007::problem(&instance));
        let good = itc2007::plan(&instance, &outcome.best);
        // A bad plan too: every third exam where its neighbour is.
        let mut bad = good.clone();
        (3..bad.len()).step_by(3).for_each(|exam| bad[exam] = bad[exam - 1]);
        for plan in [&good, &bad] {
            let ours = itc2007::score(&instance, plan);
            let script = folder.join("validate_itc2007.py");
            let theirs = judge.score(&script, &path, &itc2007::write(plan));
            assert_eq!(theirs["distance to feasibility"], ours.violations.len(), "set {set}");
            assert_eq!(theirs["total"], ours.total, "set {set}");
            for (name, cost) in &ours.costs {
                assert_eq!(theirs["soft"][name], *cost, "set {set}: {name}");
            }
        }
        assert_eq!(itc2007::score(&instance, &good).total, outcome.best.cost, "set {set}");
        assert_eq!(outcome.best.unplaced, 0, "set {set}");
    }
}

#[test]
fn every_toronto_cost_agrees_with_the_independent_scorer() {
    let Some(folder) = shared() else { return };
    let mut judge = Judge::called();
    for (name, periods) in toronto::PERIODS {
        let stem = folder.join("toronto").join(name);
        let Ok(crs) = std::fs::read(stem.with_extension("crs")) else { continue };
        let stu = std::fs::read(stem.with_extension("stu")).unwrap();
        let source = |bytes| Source { name, bytes };
        let instance = toronto::read(source(&crs), source(&stu), periods).unwrap();
        let outcome = short(&toronto::problem(&instance));
        let plan = toronto::plan(&outcome.best);
        let ours = toronto::score(&instance, &plan);
        let script = folder.join("validate_toronto.py");
        let theirs = judge.score(&script, &stem, &toronto::write(&instance, &plan));
        assert_eq!(theirs["raw penalty"], ours.total, "{name}");
        assert_eq!(theirs["clashing exam pairs"], ours.count("clash"), "{name}");
        assert_eq!(ours.total, outcome.best.cost, "{name}");
        assert!(ours.is_feasible(), "{name}");
    }
}
