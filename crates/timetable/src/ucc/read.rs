//! Readers of Cork's files and of a solution.

use super::{Exam, Instance, Plan, Sitting, Venue};
use crate::itc2007::Period;
use crate::text::{Line, MOST_OWN};
use crate::{InputError, Source};
use std::collections::{HashMap, HashSet};

/// The files of the folder, in the order [`read`] takes them.
pub const FILES: [&str; 8] = [
    "exams",
    "exams-to-students",
    "exams-coschedule",
    "periods_2019_sem1",
    "venues_all_2019_sem1",
    "specialNeedVenues_sem1_2019",
    "studentTag",
    "specialRequests_sem1_2019",
];

const MOST: u32 = 1_000_000;
const MOST_PENALTY: u32 = 10_000;
/// So many venues of [`MOST`] seats are still counted in 32 bits.
const MOST_VENUES: usize = 2000;
const MOST_TAGS: usize = 100;

/// Reads the folder's files. Requests and tags for exams and students that are not there become notes.
///
/// # Errors
/// A missing file, unreadable text, numbers out of range, an exam, registration or venue listed twice, an exam
/// longer than every period, more than 500 exams of one student, and no exam or period at all.
pub fn read(files: &[Source]) -> Result<Instance, InputError> {
    let [exams, registrations, groups, periods, venues, special, tags, requests] = files else {
        return Err(InputError::new("folder", 0, &files.len().to_string(), FILES.join(", ")));
    };
    let mut instance = Instance::default();
    let mut place = HashMap::new();
    for line in said(*exams)? {
        let parts = line.by_space();
        let duration = line.number_at(&parts, 0, "the duration in minutes", MOST)?;
        let code = written(line, part(line, &parts, 1, "the module")?)?;
        if place.insert(code.clone(), instance.exams.len()).is_some() {
            return Err(line.error(&code, "each module once"));
        }
        instance.exams.push(Exam { code, duration, ..Exam::default() });
    }
    read_periods(&mut instance, *periods)?;
    longest(&instance, *exams)?;
    let (mut registered, mut own) = (HashSet::new(), HashMap::new());
    for line in said(*registrations)? {
        let parts = line.by_space();
        let exam = known(line, &parts, &place, exams.name)?;
        let student = line.number_at(&parts, 1, "the student", u32::MAX)?;
        if !registered.insert((exam, student)) {
            return Err(line.error(line.text, "each student once in an exam"));
        }
        let count = own.entry(student).or_insert(0);
        *count += 1;
        if *count > MOST_OWN {
            return Err(line.error(line.text, format!("at most {MOST_OWN} exams of a student")));
        }
        instance.exams[exam].students.push(student);
    }
    instance.exams.iter_mut().for_each(|exam| exam.students.sort_unstable());
    for line in said(*groups)? {
        let parts = line.by_space();
        let exam = known(line, &parts, &place, exams.name)?;
        let group = line.number_at(&parts, 1, "the group", MOST)?;
        if instance.exams[exam].group.replace(group).is_some() {
            return Err(line.error(line.text, "each module in one group"));
        }
    }
    read_venues(&mut instance, *venues, *special)?;
    read_tags(&mut instance, *tags)?;
    read_requests(&mut instance, *requests, &place)?;
    Ok(instance)
}

/// The lines that are no comment: a comment is `c` with a space behind it, also at the end of a line.
fn said(file: Source) -> Result<Vec<Line>, InputError> {
    let comment = |line: &Line| {
        line.text == "c" || line.text.starts_with("c ") || line.text.starts_with("c\t")
    };
    Ok(file.lines()?.into_iter().filter(|line| !comment(line)).collect())
}

fn part<'a>(line: Line, parts: &[&'a str], at: usize, what: &str) -> Result<&'a str, InputError> {
    parts
        .get(at)
        .copied()
        .ok_or_else(|| line.error(line.text, format!("{what} as value {}", at + 1)))
}

/// A name that a solution file can hold: there `;` and `|` stand between names, and what may stand around a
/// line is passed over.
fn written(line: Line, name: &str) -> Result<String, InputError> {
    match name.is_empty() || name.contains([';', '|', '\u{1a}', '\u{feff}']) {
        true => Err(line.error(name, "a name without ; and |")),
        false => Ok(name.to_owned()),
    }
}

fn known(
    line: Line,
    parts: &[&str],
    place: &HashMap<String, usize>,
    listed: &str,
) -> Result<usize, InputError> {
    let code = part(line, parts, 0, "the module")?;
    place.get(code).copied().ok_or_else(|| line.error(code, format!("a module of {listed}")))
}

fn read_periods(instance: &mut Instance, file: Source) -> Result<(), InputError> {
    let mut days: HashMap<String, u32> = HashMap::new();
    for line in said(file)? {
        let parts = line.by_comma();
        let date = part(line, &parts, 0, "the date")?;
        let next = days.len() as u32;
        instance.periods.push(Period {
            day: *days.entry(date.to_owned()).or_insert(next),
            begins: format!("{date} {}", part(line, &parts, 1, "the time")?),
            duration: line.number_at(&parts, 2, "the duration in minutes", MOST)?,
            penalty: line.number_at(&parts, 3, "the penalty", MOST_PENALTY)?,
        });
    }
    match instance.periods.len() {
        1..=1000 => Ok(()),
        count => Err(file.error(0, &format!("{count} periods"), "1 to 1000 periods")),
    }
}

fn longest(instance: &Instance, file: Source) -> Result<(), InputError> {
    let longest = instance.periods.iter().map(|period| period.duration).max().unwrap_or_default();
    for (exam, line) in instance.exams.iter().zip(said(file)?) {
        if exam.duration > longest {
            let allowed = format!("at most {longest} minutes, the longest period");
            return Err(line.error(&exam.duration.to_string(), allowed));
        }
    }
    match instance.exams.len() {
        1..=50_000 => Ok(()),
        count => Err(file.error(0, &format!("{count} exams"), "1 to 50000 exams")),
    }
}

/// Main venues; then special ones under lines that name their tag.
fn read_venues(instance: &mut Instance, main: Source, special: Source) -> Result<(), InputError> {
    for line in said(main)? {
        let venue = venue(line, 0)?;
        add(instance, line, venue)?;
    }
    for line in said(special)? {
        if !line.text.contains(',') {
            if instance.tags.len() == MOST_TAGS {
                return Err(line.error(line.text, format!("at most {MOST_TAGS} tags")));
            }
            instance.tags.push(line.text.to_owned());
            continue;
        }
        let venue = venue(line, instance.tags.len())?;
        if venue.tag == 0 {
            return Err(line.error(line.text, "a tag before its venues"));
        }
        add(instance, line, venue)?;
    }
    Ok(())
}

/// A plan names venues, so that each needs a name of its own.
fn add(instance: &mut Instance, line: Line, venue: Venue) -> Result<(), InputError> {
    if instance.venues.iter().any(|known| known.name == venue.name) {
        return Err(line.error(&venue.name, "each venue once"));
    }
    if instance.venues.len() == MOST_VENUES {
        return Err(line.error(&venue.name, format!("at most {MOST_VENUES} venues")));
    }
    instance.venues.push(venue);
    Ok(())
}

/// `name, seats, penalty`, where the name may hold commas.
fn venue(line: Line, tag: usize) -> Result<Venue, InputError> {
    let mut parts = line.text.rsplitn(3, ',').map(str::trim);
    let (penalty, seats, name) = (parts.next(), parts.next(), parts.next());
    let (Some(penalty), Some(seats), Some(name)) = (penalty, seats, name) else {
        return Err(line.error(line.text, "name, seats, penalty"));
    };
    Ok(Venue {
        name: written(line, name)?,
        seats: line.number(seats, "the seats", MOST)?,
        penalty: line.number(penalty, "the penalty", MOST_PENALTY)?,
        tag,
    })
}

fn read_tags(instance: &mut Instance, file: Source) -> Result<(), InputError> {
    let mut registered: Vec<u32> =
        instance.exams.iter().flat_map(|exam| exam.students.iter().copied()).collect();
    registered.sort_unstable();
    for line in said(file)? {
        let parts = line.by_space();
        let student = line.number_at(&parts, 0, "the student", u32::MAX)?;
        let tag = part(line, &parts, 1, "the tag")?;
        let Some(at) = instance.tags.iter().position(|known| known == tag) else {
            return Err(line.error(tag, format!("one of {}", instance.tags.join(", "))));
        };
        if instance.tagged.insert(student, at + 1).is_some() {
            return Err(line.error(&student.to_string(), "each student once"));
        }
        if registered.binary_search(&student).is_err() {
            instance.notes.push(format!("a student tagged {tag} has no registration"));
        }
    }
    Ok(())
}

fn read_requests(
    instance: &mut Instance,
    file: Source,
    place: &HashMap<String, usize>,
) -> Result<(), InputError> {
    let most = instance.periods.len() as u32 - 1;
    let mut kind = "";
    for line in said(file)? {
        let parts = line.by_space();
        if let [only] = parts[..] {
            let kinds = ["EXACT", "EXCLUDE", "BEFORE", "VENUE"];
            let Some(named) = kinds.iter().find(|kind| **kind == only) else {
                return Err(line.error(only, kinds.join(", ")));
            };
            kind = named;
            continue;
        }
        let code = part(line, &parts, 0, "the module")?;
        let period = match kind {
            "EXACT" | "BEFORE" => Some(line.number_at(&parts, 1, "the period", most)?),
            "EXCLUDE" => None,
            _ => return Err(line.error(line.text, "EXACT, EXCLUDE or BEFORE before its requests")),
        };
        let Some(exam) = place.get(code).map(|exam| &mut instance.exams[*exam]) else {
            instance
                .notes
                .push(format!("{kind} is asked for {code}, which is not among the exams"));
            continue;
        };
        match kind {
            "EXACT" => exam.exact = period,
            "BEFORE" => exam.before = period,
            _ => exam.excluded = true,
        }
    }
    Ok(())
}

/// Reads a solution; exams without a line are not placed.
///
/// # Errors
/// Unreadable text, unknown exams, periods and venues, an exam twice, a venue twice for an exam, venues without as
/// many seat numbers.
pub fn read_solution(instance: &Instance, file: Source) -> Result<Plan, InputError> {
    let place: HashMap<&str, usize> =
        instance.exams.iter().enumerate().map(|(at, exam)| (exam.code.as_str(), at)).collect();
    let mut plan = vec![None; instance.exams.len()];
    for line in file.lines()? {
        let parts: Vec<&str> = line.text.split(';').map(str::trim).collect();
        // The heading; a module may be called exam all the same.
        if parts.starts_with(&["exam", "period"]) {
            continue;
        }
        let exam = place.get(parts[0]).copied().filter(|exam| plan[*exam].is_none());
        let Some(exam) = exam else {
            return Err(line.error(parts[0], "each exam of the instance once"));
        };
        let period = line.number_at(&parts, 1, "the period", instance.periods.len() as u32 - 1)?;
        let mut seats: Vec<(usize, u32)> = Vec::new();
        for (names, taken) in [(2, 3), (4, 5)] {
            let list = |at: usize| {
                let all = parts.get(at).copied().unwrap_or_default().split('|');
                all.map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>()
            };
            let (names, taken) = (list(names), list(taken));
            if names.len() != taken.len() {
                return Err(line.error(line.text, "as many numbers of seats as venues"));
            }
            for (name, taken) in names.into_iter().zip(taken) {
                let venue = instance.venues.iter().position(|venue| venue.name == name);
                let venue = venue.filter(|venue| seats.iter().all(|(own, _)| own != venue));
                let venue =
                    venue.ok_or_else(|| line.error(name, "each venue of the instance once"))?;
                seats.push((venue, line.number(taken, "the seats", MOST)?));
            }
        }
        plan[exam] = Some(Sitting { period, seats });
    }
    Ok(plan)
}
