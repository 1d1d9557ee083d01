//! What no line can tell alone: whether the parts of an instance fit together.

use super::{Instance, Relation};
use crate::text::MOST_OWN;
use crate::{InputError, Source};
use std::collections::{BTreeSet, HashMap};

/// The names of the weights.
pub const WEIGHTS: [&str; 5] =
    ["TWOINAROW", "TWOINADAY", "PERIODSPREAD", "NONMIXEDDURATIONS", "FRONTLOAD"];

/// Sums up to this fit the solver's numbers with room to spare.
const MOST_COST: u64 = 1 << 30;
/// The solver counts for each period and room the exams of each duration.
const MOST_CELLS: usize = 100_000_000;

/// In which line each exam and each constraint stood.
#[derive(Default)]
pub struct Places {
    pub exams: Vec<usize>,
    pub relations: Vec<usize>,
    pub alone: Vec<usize>,
}

/// Refuses constraints on unknown exams, exams longer than every period, circles of AFTER, and what no memory holds.
pub fn check(file: Source, instance: &Instance, places: &Places) -> Result<(), InputError> {
    let exams = instance.exams.len();
    let known = format!("an exam from 0 to {}", exams - 1);
    for ((a, relation, b), line) in instance.relations.iter().zip(&places.relations) {
        for exam in [a, b] {
            if *exam as usize >= exams {
                return Err(file.error(*line, &exam.to_string(), known));
            }
        }
        if a == b && *relation != Relation::Coincidence {
            return Err(file.error(*line, &a.to_string(), "two different exams"));
        }
    }
    for (exam, line) in instance.alone.iter().zip(&places.alone) {
        if *exam as usize >= exams {
            return Err(file.error(*line, &exam.to_string(), known));
        }
    }
    let longest = instance.periods.iter().map(|period| period.duration).max().unwrap_or_default();
    for (exam, line) in instance.exams.iter().zip(&places.exams) {
        if exam.duration > longest {
            let allowed = format!("at most {longest} minutes, the longest period");
            return Err(file.error(*line, &exam.duration.to_string(), allowed));
        }
    }
    let dearest = u64::from(instance.weights.two_in_a_row.max(instance.weights.two_in_a_day)) + 1;
    let sittings: usize = instance.exams.iter().map(|exam| exam.students.len()).sum();
    if sittings as u64 * dearest >= MOST_COST {
        let read = format!("{sittings} sittings at {dearest} each");
        return Err(file.error(0, &read, format!("prices that together stay below {MOST_COST}")));
    }
    countable(file, instance, places)?;
    circle(file, instance, places)
}

fn countable(file: Source, instance: &Instance, places: &Places) -> Result<(), InputError> {
    let durations: BTreeSet<u32> = instance.exams.iter().map(|exam| exam.duration).collect();
    let counts = [instance.periods.len(), instance.rooms.len(), durations.len()];
    if counts.iter().product::<usize>() > MOST_CELLS {
        let [periods, rooms, durations] = counts;
        let read = format!("{periods} periods, {rooms} rooms, {durations} durations");
        return Err(file.error(0, &read, format!("a product of at most {MOST_CELLS}")));
    }
    let mut own: HashMap<u32, usize> = HashMap::new();
    for (exam, line) in instance.exams.iter().zip(&places.exams) {
        for student in &exam.students {
            let count = own.entry(*student).or_default();
            *count += 1;
            if *count > MOST_OWN {
                let allowed = format!("at most {MOST_OWN} exams of a student");
                return Err(file.error(*line, &student.to_string(), allowed));
            }
        }
    }
    Ok(())
}

/// Takes away, again and again, exams that need be after no other; what is left goes in a circle.
fn circle(file: Source, instance: &Instance, places: &Places) -> Result<(), InputError> {
    let after: Vec<(usize, usize, usize)> = instance
        .relations
        .iter()
        .zip(&places.relations)
        .filter(|((_, relation, _), _)| *relation == Relation::After)
        .map(|((late, _, early), line)| (*late as usize, *early as usize, *line))
        .collect();
    let mut waits = vec![0; instance.exams.len()];
    let mut followers = vec![Vec::new(); instance.exams.len()];
    for (late, early, _) in &after {
        waits[*late] += 1;
        followers[*early].push(*late);
    }
    let mut free: Vec<usize> = (0..waits.len()).filter(|exam| waits[*exam] == 0).collect();
    while let Some(exam) = free.pop() {
        for &late in &followers[exam] {
            waits[late] -= 1;
            if waits[late] == 0 {
                free.push(late);
            }
        }
    }
    let left = |exam: usize| waits[exam] > 0;
    match after.iter().find(|(late, early, _)| left(*late) && left(*early)) {
        Some((late, early, line)) => {
            let read = format!("{late}, AFTER, {early}");
            Err(file.error(*line, &read, "an order of exams that does not go in a circle"))
        }
        None => Ok(()),
    }
}
