//! Rows that say the same thing twice.

use super::{At, Batch, Fault};
use std::collections::HashMap;
use std::hash::Hash;

/// Every row whose key an earlier row of the same file has.
pub(super) fn repeated(batch: &Batch) -> Vec<Fault> {
    let mut faults = Vec::new();
    let persons = batch.persons.iter().map(|row| (row.at, row.student_number.clone()));
    twice(persons, "student_number", &mut faults, Clone::clone);
    let ids = batch.persons.iter().filter_map(|row| Some((row.at, row.national_id.clone()?)));
    twice(ids, "national_id", &mut faults, |_| "a national id".to_owned());
    let rooms = batch.rooms.iter().map(|row| (row.at, row.code.clone()));
    twice(rooms, "code", &mut faults, Clone::clone);
    let courses = batch.courses.iter().map(|row| (row.at, (row.code.clone(), row.version.clone())));
    twice(courses, "code", &mut faults, |(code, _)| code.clone());
    let exams = batch.exams.iter().map(|row| (row.at, row.key.clone()));
    twice(exams, "course_code", &mut faults, |key| key.code.clone());
    let registrations =
        batch.registrations.iter().map(|row| (row.at, (row.student_number.as_str(), &row.exam)));
    twice(registrations, "student_number", &mut faults, |(number, _)| (*number).to_owned());
    faults
}

fn twice<K: Eq + Hash>(
    rows: impl Iterator<Item = (At, K)>,
    field: &str,
    faults: &mut Vec<Fault>,
    show: impl Fn(&K) -> String,
) {
    let mut seen: HashMap<K, u64> = HashMap::new();
    for (at, key) in rows {
        if let Some(first) = seen.get(&key) {
            faults.push(Fault {
                file: at.file.to_owned(),
                line: at.line,
                field: field.to_owned(),
                value: show(&key),
                allowed: format!("once; it stands in line {first} already"),
            });
        } else {
            seen.insert(key, at.line);
        }
    }
}
