//! Cork's term, solved: a time and venues for each exam, and what in the data is asked and cannot be.

use crate::exit::Failure;
use crate::timetable::files;
use anyhow::{Context, anyhow};
use jiff::civil::Time;
use std::path::{Path, PathBuf};
use std::time::Instant;
use timetable::solve::{Effort, Options, solve};
use timetable::{Format, Source, ucc};

/// Where chance begins.
const SEED: u64 = 1;

/// What was found.
pub struct Solved {
    /// A file with lines of exam;period;rooms.
    pub timetable: PathBuf,
    /// What is asked and cannot be, and what is done instead: one on each line.
    pub remarks: Vec<String>,
    /// The exams that are held outside the exam weeks.
    pub excluded: Vec<String>,
    /// The rooms that are kept for special needs, with their seats.
    pub special: Vec<(String, u32)>,
    /// When exams of a day begin, and for how many minutes.
    pub sittings: Vec<(Time, u32)>,
}

/// Solves the term in a folder within so many seconds.
///
/// # Errors
/// Bad rows are named; so is a demand that does not hold.
pub fn solved(folder: &Path, seconds: f64) -> Result<Solved, Failure> {
    let instance = files::ucc_folder(folder)?;
    let problem = instance.problem();
    let options = Options::new(&problem, SEED, Effort::Seconds(seconds));
    let begun = Instant::now();
    let found = solve(&problem, &options, &mut || begun.elapsed().as_secs_f64(), &mut |_| true);
    let text = instance.write(&found.best);
    let report = instance.report(Source { name: "timetable", bytes: text.as_bytes() });
    let report = report.map_err(files::bad)?;
    if let Some(broken) = report.violations.first() {
        let all = report.violations.len();
        return Err(Failure::Outside(anyhow!("the plan breaks {all} demands: {}", broken.text)));
    }
    let timetable = std::env::temp_dir().join(format!("kandidat-ucc-{}.csv", std::process::id()));
    std::fs::write(&timetable, &text).context("writing the timetable")?;
    let excluded: Vec<String> =
        instance.exams.iter().filter(|exam| exam.excluded).map(code).collect();
    let special = instance.venues.iter().filter(|venue| venue.tag > 0);
    let special = special.map(|venue| (venue.name.clone(), venue.seats)).collect();
    Ok(Solved {
        timetable,
        remarks: remarks(&instance, &excluded),
        excluded,
        special,
        sittings: sittings(&instance)?,
    })
}

fn code(exam: &ucc::Exam) -> String {
    exam.code.clone()
}

/// In English, as the data are.
fn remarks(instance: &ucc::Instance, excluded: &[String]) -> Vec<String> {
    let mut remarks = instance.notes.clone();
    if !excluded.is_empty() {
        remarks
            .push(format!("{} are held before the exam weeks: not planned.", excluded.join(", ")));
    }
    let main = instance.venues.iter().filter(|venue| venue.tag == 0);
    let largest = main.map(|venue| venue.seats).max().unwrap_or_default();
    for exam in instance.exams.iter().filter(|exam| exam.students.len() > largest as usize) {
        let (code, candidates) = (&exam.code, exam.students.len());
        remarks.push(format!(
            "{code} has {candidates} candidates, the largest room {largest} seats: it is split."
        ));
    }
    let sittings = instance.periods.len() as u32;
    for (place, tag) in instance.tags.iter().enumerate() {
        let real = |venue: &&ucc::Venue| venue.tag == place + 1 && !imagined(&venue.name);
        let seats: u32 = instance.venues.iter().filter(real).map(|venue| venue.seats).sum();
        let planned = (0..instance.exams.len()).filter(|exam| !instance.exams[*exam].excluded);
        let needed: u32 = planned.map(|exam| instance.demand(exam)[place + 1]).sum();
        let all = seats * sittings;
        if needed > all {
            remarks.push(format!(
                "{tag}: {needed} seats are needed in all, its rooms have {all}: an imagined room takes the rest."
            ));
        }
    }
    remarks
}

/// Whether the data say of a room that it is none.
fn imagined(name: &str) -> bool {
    name.to_lowercase().contains("imaginary")
}

/// The hours of each day; at the same hour the longest counts.
fn sittings(instance: &ucc::Instance) -> Result<Vec<(Time, u32)>, Failure> {
    let mut sittings: Vec<(Time, u32)> = Vec::new();
    for period in &instance.periods {
        let hour = period.begins.split_whitespace().last().unwrap_or_default();
        let hour: Time = hour.parse().with_context(|| format!("the hour of {}", period.begins))?;
        match sittings.iter_mut().find(|(known, _)| *known == hour) {
            Some((_, minutes)) => *minutes = period.duration.max(*minutes),
            None => sittings.push((hour, period.duration)),
        }
    }
    sittings.sort_unstable();
    Ok(sittings)
}
