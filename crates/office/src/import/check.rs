//! Rows that say the same thing twice.

use super::rows::push;
use super::{Allowed, At, Batch, Fault, Field, Value};
use std::collections::HashMap;
use std::hash::Hash;

/// Every row whose key an earlier row of the same file has.
pub(super) fn repeated(batch: &Batch) -> Vec<Fault> {
    let mut faults = Vec::new();
    let persons = batch.persons.iter().map(|row| (row.at, row.student_number.clone()));
    twice(persons, "student_number", &mut faults, |key| Value::from(key.as_str()));
    let ids = batch.persons.iter().filter_map(|row| Some((row.at, row.national_id.clone()?)));
    twice(ids, "national_id", &mut faults, |_| Value::NationalId);
    let rooms = batch.rooms.iter().map(|row| (row.at, row.code.clone()));
    twice(rooms, "code", &mut faults, |key| Value::from(key.as_str()));
    let courses = batch.courses.iter().map(|row| (row.at, (row.code.clone(), row.version.clone())));
    twice(courses, "code", &mut faults, |(code, _)| Value::from(code.as_str()));
    let exams = batch.exams.iter().map(|row| (row.at, row.key.clone()));
    twice(exams, "course_code", &mut faults, |key| Value::from(key.code.as_str()));
    let registrations =
        batch.registrations.iter().map(|row| (row.at, (row.student_number.as_str(), &row.exam)));
    twice(registrations, "student_number", &mut faults, |(number, _)| Value::from(*number));
    faults
}

fn twice<K: Eq + Hash>(
    rows: impl Iterator<Item = (At, K)>,
    field: &'static str,
    faults: &mut Vec<Fault>,
    show: impl Fn(&K) -> Value,
) {
    let mut seen: HashMap<K, u64> = HashMap::new();
    for (at, key) in rows {
        if let Some(first) = seen.get(&key) {
            push(faults, at, Field::Column(field), show(&key), Allowed::Once(*first));
        } else {
            seen.insert(key, at.line);
        }
    }
}
