//! Readers of `.crs`, `.stu` and solution files.

use super::{Instance, Plan};
use crate::text::MOST_OWN;
use crate::{InputError, Source};
use std::collections::HashMap;

/// More exams, students or periods than this are taken for a fault of the file.
const MOST: u32 = 1_000_000;
const MOST_PERIODS: usize = 1000;
const MOST_EXAMS: usize = 50_000;

/// Reads `exam count` lines and lines of one student's exams.
///
/// # Errors
/// Unreadable text, numbers out of range, an exam listed twice, more than 50 000 of them, a student with an exam twice, with an
/// unlisted one or with more than 500, a count that differs from the students' lines, and `periods` outside 1 to 1000.
pub fn read(crs: Source, stu: Source, periods: usize) -> Result<Instance, InputError> {
    if !(1..=MOST_PERIODS).contains(&periods) {
        return Err(InputError::new("--periods", 0, &periods.to_string(), "1 to 1000"));
    }
    let (mut exams, mut place, mut counts) = (Vec::new(), HashMap::new(), Vec::new());
    for line in crs.lines()? {
        let parts = line.by_space();
        let exam = line.number_at(&parts, 0, "the exam", MOST)?;
        counts.push((line, line.number_at(&parts, 1, "its number of students", MOST)?));
        if parts.len() > 2 || place.insert(exam, exams.len() as u32).is_some() {
            return Err(line.error(line.text, "one line per exam: the exam and its students"));
        }
        if exams.len() == MOST_EXAMS {
            return Err(line.error(line.text, format!("at most {MOST_EXAMS} exams")));
        }
        exams.push(exam);
    }
    let mut students = Vec::new();
    let mut found = vec![0; exams.len()];
    for line in stu.lines()? {
        let mut own = Vec::new();
        for part in line.by_space() {
            let exam = line.number(part, "an exam", MOST)?;
            let Some(at) = place.get(&exam) else {
                return Err(line.error(part, format!("an exam listed in {}", crs.name)));
            };
            if own.contains(at) {
                return Err(line.error(part, "each exam once for a student"));
            }
            if own.len() == MOST_OWN {
                return Err(line.error(part, format!("at most {MOST_OWN} exams of a student")));
            }
            own.push(*at);
            found[*at as usize] += 1;
        }
        students.push(own);
    }
    for ((line, count), found) in counts.iter().zip(found) {
        if *count != found {
            return Err(line.error(line.text, format!("{found} students, as in {}", stu.name)));
        }
    }
    if students.is_empty() || exams.is_empty() {
        return Err(stu.error(0, "no student or no exam", "at least one of each"));
    }
    Ok(Instance { exams, students, periods })
}

/// Reads `exam period` lines. An exam without a line is not placed. Periods that start at 1 are read as well:
/// then the file names the period P and never 0.
///
/// # Errors
/// Unreadable text, unknown exams, an exam twice, periods outside the instance.
pub fn read_solution(instance: &Instance, file: Source) -> Result<Plan, InputError> {
    let place: HashMap<u32, usize> =
        instance.exams.iter().enumerate().map(|(at, exam)| (*exam, at)).collect();
    let most = u32::try_from(instance.periods).unwrap_or(u32::MAX);
    let mut plan = vec![None; instance.exams.len()];
    let (mut lines, mut lowest) = (Vec::new(), u32::MAX);
    for line in file.lines()? {
        let parts = line.by_space();
        let exam = line.number_at(&parts, 0, "the exam", MOST)?;
        let period = line.number_at(&parts, 1, "its period", most)?;
        let Some(at) = place.get(&exam).copied().filter(|at| plan[*at].is_none()) else {
            return Err(line.error(line.text, "each exam of the instance once"));
        };
        plan[at] = Some(period);
        lowest = lowest.min(period);
        lines.push((line, period));
    }
    if let Some((line, period)) = lines.iter().find(|(_, period)| *period == most) {
        if lowest == 0 {
            return Err(line.error(&period.to_string(), format!("a period from 0 to {}", most - 1)));
        }
        plan.iter_mut().flatten().for_each(|period| *period -= 1);
    }
    Ok(plan)
}
