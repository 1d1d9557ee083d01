//! Readers of `.exam` and solution files.

use super::{Exam, Instance, Period, Plan, Relation, Room, Weights, check};
use crate::text::Line;
use crate::{InputError, Source};
use std::collections::HashMap;

/// Larger numbers are taken for a fault of the file.
const MOST: u32 = 1_000_000;
/// Student ids may be any number of 32 bits.
const MOST_ID: u32 = u32::MAX;
const MOST_EXAMS: u32 = 50_000;
const MOST_PERIODS: u32 = 1000;
const MOST_ROOMS: u32 = 5000;
/// Dearer prices would make sums that no plan means.
const MOST_WEIGHT: u32 = 20_000;

const SECTIONS: [&str; 6] = [
    "Exams",
    "Periods",
    "Rooms",
    "PeriodHardConstraints",
    "RoomHardConstraints",
    "InstitutionalWeightings",
];

/// What has been read so far.
#[derive(Default)]
struct Reading {
    exams: Vec<Exam>,
    periods: Vec<Period>,
    rooms: Vec<Room>,
    relations: Vec<(u32, Relation, u32)>,
    alone: Vec<u32>,
    weights: Weights,
    days: HashMap<String, u32>,
    weighed: Vec<&'static str>,
}

/// Reads an instance.
///
/// # Errors
/// Unreadable text, an unknown or missing section or weight, a count that differs from its lines, numbers
/// out of range, a student twice in an exam, an exam that is longer than every period, and relations that
/// no plan can hold (an exam after itself, round a circle).
pub fn read(file: Source) -> Result<Instance, InputError> {
    let mut reading = Reading::default();
    let mut section: Option<&'static str> = None;
    let mut declared: Vec<(Line, &'static str, Option<u32>)> = Vec::new();
    let mut where_: check::Places = check::Places::default();
    for line in file.lines()? {
        if line.text.starts_with('[') {
            let (name, count) = header(line)?;
            if declared.iter().any(|(_, seen, _)| *seen == name) {
                return Err(line.error(line.text, "each section once"));
            }
            declared.push((line, name, count));
            section = Some(name);
            continue;
        }
        let Some(section) = section else {
            return Err(line.error(line.text, "a section such as [Exams:607]"));
        };
        reading.line(section, line)?;
        match section {
            "Exams" => where_.exams.push(line.number),
            "PeriodHardConstraints" => where_.relations.push(line.number),
            "RoomHardConstraints" => where_.alone.push(line.number),
            _ => (),
        }
    }
    reading.complete(file, &declared)?;
    let Reading { exams, periods, rooms, relations, alone, weights, .. } = reading;
    let instance = Instance { exams, periods, rooms, relations, alone, weights };
    check::check(file, &instance, &where_)?;
    Ok(instance)
}

fn header(line: Line) -> Result<(&'static str, Option<u32>), InputError> {
    let inside = line.text.trim_matches(['[', ']']);
    let (name, count) = inside.split_once(':').unwrap_or((inside, ""));
    let Some(known) = SECTIONS.iter().find(|section| **section == name.trim()) else {
        return Err(line.error(line.text, format!("one of the sections {}", SECTIONS.join(", "))));
    };
    let counted =
        (!count.is_empty()).then(|| line.number(count.trim(), "the number of lines", MOST));
    Ok((known, counted.transpose()?))
}

impl Reading {
    fn line(&mut self, section: &str, line: Line) -> Result<(), InputError> {
        let parts = line.by_comma();
        match section {
            "Exams" => self.exam(line, &parts),
            "Periods" => self.period(line, &parts),
            "Rooms" => {
                let capacity = line.number_at(&parts, 0, "the seats", MOST)?;
                let penalty = line.number_at(&parts, 1, "the penalty", MOST_WEIGHT)?;
                self.rooms.push(Room { capacity, penalty });
                Ok(())
            }
            "PeriodHardConstraints" => self.relation(line, &parts),
            "RoomHardConstraints" => {
                let exam = line.number_at(&parts, 0, "the exam", MOST_EXAMS)?;
                if !parts.get(1).is_some_and(|kind| kind.eq_ignore_ascii_case("ROOM_EXCLUSIVE")) {
                    return Err(line.error(line.text, "exam, ROOM_EXCLUSIVE"));
                }
                self.alone.push(exam);
                Ok(())
            }
            _ => self.weight(line, &parts),
        }
    }

    fn exam(&mut self, line: Line, parts: &[&str]) -> Result<(), InputError> {
        let duration = line.number_at(parts, 0, "the duration in minutes", MOST)?;
        let mut students = Vec::with_capacity(parts.len());
        for part in &parts[1..] {
            students.push(line.number(part, "a student", MOST_ID)?);
        }
        students.sort_unstable();
        if let Some(twice) = students.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(line.error(&twice[0].to_string(), "each student once in an exam"));
        }
        self.exams.push(Exam { duration, students });
        Ok(())
    }

    fn period(&mut self, line: Line, parts: &[&str]) -> Result<(), InputError> {
        let [date, time, duration, penalty] = parts else {
            return Err(line.error(line.text, "date, time, duration, penalty"));
        };
        let parts: Vec<_> = date.split(':').collect();
        if parts.len() != 3 || parts.iter().any(|part| part.parse::<u16>().is_err()) {
            return Err(line.error(date, "a date such as 15:04:2005"));
        }
        let next = self.days.len() as u32;
        self.periods.push(Period {
            day: *self.days.entry((*date).to_owned()).or_insert(next),
            begins: format!("{date} {time}"),
            duration: line.number(duration, "the duration in minutes", MOST)?,
            penalty: line.number(penalty, "the penalty", MOST_WEIGHT)?,
        });
        Ok(())
    }

    fn relation(&mut self, line: Line, parts: &[&str]) -> Result<(), InputError> {
        let first = line.number_at(parts, 0, "the first exam", MOST_EXAMS)?;
        let second = line.number_at(parts, 2, "the second exam", MOST_EXAMS)?;
        let relation = match parts[1].to_ascii_uppercase().as_str() {
            "AFTER" => Relation::After,
            "EXAM_COINCIDENCE" => Relation::Coincidence,
            "EXCLUSION" => Relation::Exclusion,
            _ => return Err(line.error(parts[1], "AFTER, EXAM_COINCIDENCE or EXCLUSION")),
        };
        self.relations.push((first, relation, second));
        Ok(())
    }

    fn weight(&mut self, line: Line, parts: &[&str]) -> Result<(), InputError> {
        let weights = &mut self.weights;
        let name = parts.first().copied().unwrap_or_default().to_ascii_uppercase();
        let (name, slots): (_, Vec<(&mut u32, u32)>) = match name.as_str() {
            "TWOINAROW" => ("TWOINAROW", vec![(&mut weights.two_in_a_row, MOST_WEIGHT)]),
            "TWOINADAY" => ("TWOINADAY", vec![(&mut weights.two_in_a_day, MOST_WEIGHT)]),
            "PERIODSPREAD" => ("PERIODSPREAD", vec![(&mut weights.spread, MOST_PERIODS)]),
            "NONMIXEDDURATIONS" => {
                ("NONMIXEDDURATIONS", vec![(&mut weights.mixed_durations, MOST_WEIGHT)])
            }
            "FRONTLOAD" => (
                "FRONTLOAD",
                vec![
                    (&mut weights.large_exams, MOST),
                    (&mut weights.late_periods, MOST),
                    (&mut weights.front_load, MOST_WEIGHT),
                ],
            ),
            _ => return Err(line.error(&name, format!("one of {}", check::WEIGHTS.join(", ")))),
        };
        if self.weighed.contains(&name) {
            return Err(line.error(name, "each weight once"));
        }
        self.weighed.push(name);
        for (place, (slot, most)) in slots.into_iter().enumerate() {
            *slot = line.number_at(parts, place + 1, "the weight", most)?;
        }
        Ok(())
    }

    /// Every section stands there with as many lines as it says, and every weight.
    fn complete(
        &self,
        file: Source,
        declared: &[(Line, &'static str, Option<u32>)],
    ) -> Result<(), InputError> {
        let counts = [
            ("Exams", self.exams.len(), MOST_EXAMS),
            ("Periods", self.periods.len(), MOST_PERIODS),
            ("Rooms", self.rooms.len(), MOST_ROOMS),
        ];
        for (name, found, most) in counts {
            let Some((line, _, count)) = declared.iter().find(|(_, section, _)| *section == name)
            else {
                return Err(file.error(0, &format!("no section {name}"), "all six sections"));
            };
            if count.is_some_and(|count| count as usize != found) {
                return Err(line.error(line.text, format!("{found}, the number of lines")));
            }
            if found == 0 || found > most as usize {
                return Err(line.error(&format!("{found} lines"), format!("1 to {most} lines")));
            }
        }
        match check::WEIGHTS.iter().find(|name| !self.weighed.contains(name)) {
            Some(missing) => Err(file.error(0, &format!("no {missing}"), "all five weights")),
            None => Ok(()),
        }
    }
}

/// Reads `period, room` lines, one per exam. Numbers outside the instance, such as -1, mean not placed.
///
/// # Errors
/// Unreadable text, and another number of lines than exams.
pub fn read_solution(instance: &Instance, file: Source) -> Result<Plan, InputError> {
    let mut plan = Vec::with_capacity(instance.exams.len());
    let (periods, rooms) = (instance.periods.len() as i64, instance.rooms.len() as i64);
    let lines = file.lines()?;
    for line in &lines {
        let parts: Vec<_> =
            line.text.split([',', ' ', '\t']).filter(|part| !part.is_empty()).collect();
        let numbers: Option<Vec<i64>> = parts.iter().map(|part| part.parse().ok()).collect();
        let Some([period, room]) = numbers.as_deref() else {
            return Err(line.error(line.text, "period, room as whole numbers"));
        };
        let inside = (0..periods).contains(period) && (0..rooms).contains(room);
        plan.push(inside.then_some((*period as u32, *room as u32)));
    }
    if plan.len() != instance.exams.len() {
        let read = format!("{} lines", plan.len());
        return Err(file.error(lines.len(), &read, format!("{}", instance.exams.len())));
    }
    Ok(plan)
}
