//! How long the repair of a published plan takes, for the lab book.
//!
//! `repair EXAMS SECONDS SEED LIMIT`: an invented term of so many exams is planned for SECONDS; then the sitting of
//! one exam and one hall on a day fall away, each by itself, and the plan is repaired within LIMIT seconds. Each
//! moved exam is named with what keeps it from where it was; the figures go to stdout as one line of JSON for each
//! change. Time is time on the wall, from the bytes of the changed term to the new plan's file as text.

use std::io::Write;
use std::time::Instant;
use timetable::solve::{Effort, NONE, Options, Placement, keep, solve};
use timetable::{Format, Source, against, office};

use rules::Language;
use serde_json::{Value, json};

/// The price of each exam that moves, as the command has it unless it is told another.
const CHANGE: i32 = 1000;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (exams, seed) = (args[0].parse().unwrap(), args[2].parse().unwrap());
    let (seconds, limit): (f64, f64) = (args[1].parse().unwrap(), args[3].parse().unwrap());
    let text = office::invented(exams, seed);
    let instance = read(&text);
    let begun = Instant::now();
    let mut clock = || begun.elapsed().as_secs_f64();
    let options = Options::new(&instance.problem(), seed, Effort::Seconds(seconds));
    let old = solve(&instance.problem(), &options, &mut clock, &mut |_| true).best;
    let plan = instance.write(&old);
    let term: Value = serde_json::from_str(&text).unwrap();
    for (change, changed) in changes(&term, &plan) {
        let line = repaired(&changed.to_string(), &plan, seed, limit);
        say(&format!("{}\n", json!({ "exams": exams, "change": change, "repair": line })));
    }
}

fn say(text: &str) {
    std::io::stdout().write_all(text.as_bytes()).unwrap();
}

fn read(text: &str) -> office::Instance {
    office::read(Source { name: "term", bytes: text.as_bytes() }).unwrap()
}

/// The term with one sitting forbidden to an exam, and with a hall closed at a time it is used.
fn changes(term: &Value, plan: &str) -> Vec<(&'static str, Value)> {
    let plan: Value = serde_json::from_str(plan).unwrap();
    let first = &plan["exams"][0];
    let (mut forbidden, mut closed) = (term.clone(), term.clone());
    let lists = |list: &'static str, id: &Value, term: &Value| {
        let all = term[list].as_array().unwrap();
        all.iter().position(|one| one["id"] == *id).unwrap()
    };
    let exam = lists("exams", &first["exam"], term);
    forbidden["exams"][exam]["forbidden"] = json!([first["sitting"]]);
    let room = lists("rooms", &first["rooms"][0]["room"], term);
    closed["rooms"][room]["closed"] = json!([first["sitting"]]);
    vec![("a sitting forbidden to an exam", forbidden), ("a hall closed at a sitting", closed)]
}

/// Repairs and names what has moved.
fn repaired(text: &str, plan: &str, seed: u64, limit: f64) -> Value {
    let begun = Instant::now();
    let mut clock = || begun.elapsed().as_secs_f64();
    let instance = read(text);
    let old = Source { name: "plan", bytes: plan.as_bytes() };
    let from = instance.start(old).unwrap();
    let problem = keep(instance.problem(), &from, CHANGE);
    let read_in = clock();
    let mut options = Options::new(&problem, seed, Effort::Seconds(limit));
    options.from = Some(from.clone());
    let found = solve(&problem, &options, &mut clock, &mut |_| true);
    let new = instance.write_near(&found.best, old).unwrap();
    let used = clock();
    let report = instance.report(Source { name: "new", bytes: new.as_bytes() }).unwrap();
    let moved = moved(&instance, &from, &found.best);
    json!({
        "read_s": read_in, "feasible_s": found.feasible_after, "all_s": used, "explained_s": clock(),
        "broken": report.violations.len(), "moved": moved,
    })
}

fn moved(instance: &office::Instance, old: &Placement, new: &Placement) -> Vec<String> {
    let (names, problem) = (instance.exams(), instance.problem());
    let changed = (0..problem.units()).filter(|unit| old.period[*unit] != new.period[*unit]);
    let told = changed.map(|unit| {
        let from = old.period[unit];
        let reasons = match from {
            NONE => Vec::new(),
            from => against(instance, &problem, new, unit, from as usize),
        };
        let reasons: Vec<_> =
            reasons.iter().map(|reason| reason.text().get(Language::En).to_owned()).collect();
        let exams: Vec<_> =
            problem.members[unit].iter().map(|exam| names[*exam as usize].as_str()).collect();
        format!("{}: {}", exams.join(", "), reasons.join("; "))
    });
    told.collect()
}
