//! An invented term of the size that is asked for: for trying, measuring and showing.

use crate::solve::Rng;
use serde_json::{Value, json};

/// The file of a term with so many exams: 33 students and 97 candidates to an exam, as at a university with 20 000
/// students, 600 exams and 58 000 candidates in them. Students of one programme share most of their exams.
///
/// Two sittings a day on 18 days, twice as many days for more than 2 000 exams; rooms for about two thirds more
/// than sit on an ordinary day. Some candidates have extra time or a room of their own, some exams wishes.
#[must_use]
pub fn invented(exams: usize, seed: u64) -> String {
    let mut rng = Rng::new(seed);
    let days = if exams > 2000 { 36 } else { 18 };
    let students = exams * 100 / 3;
    let mut candidates: Vec<Vec<String>> = vec![Vec::new(); exams];
    let programmes = (exams / 8).max(1);
    for student in 0..students {
        let first = rng.below(programmes) * exams / programmes;
        let mut own: Vec<usize> = Vec::new();
        let count = 2 + usize::from(rng.below(100) < 90);
        while own.len() < count.min(exams) {
            let inside = rng.below(100) < 85;
            let exam = if inside { (first + rng.below(8)) % exams } else { rng.below(exams) };
            if !own.contains(&exam) {
                own.push(exam);
                candidates[exam].push(format!("s{student}"));
            }
        }
    }
    let seats: usize = candidates.iter().map(Vec::len).sum::<usize>() * 5 / 3 / (days * 2);
    let granted = (0..students / 40).map(|place| {
        let student = format!("s{}", place * 40);
        match place % 5 {
            0 => json!({ "candidate": student, "extra_minutes": 60, "room": "own" }),
            _ => json!({ "candidate": student, "extra_percent": 25, "room": "small" }),
        }
    });
    let granted: Vec<Value> = granted.collect();
    let exams: Vec<Value> = candidates
        .iter()
        .enumerate()
        .map(|(place, own)| exam(place, own, days, &mut rng))
        .collect();
    let term = json!({
        "kandidat_timetable": 1,
        "sittings": sittings(days),
        "rooms": rooms(seats, students),
        "exams": exams,
        "accommodations": granted,
        "spread": [{ "most": 2, "days": 4, "cost": 4 }],
    });
    format!("{term:#}\n")
}

fn date(day: usize) -> String {
    // Weekdays alone, from a Monday on.
    super::date(20_955 + (day / 5 * 7 + day % 5) as i64)
}

fn sittings(days: usize) -> Vec<Value> {
    let both = (0..days).flat_map(|day| [(day, "09:00"), (day, "15:00")]);
    both.map(|(day, time)| {
        let begins = format!("{}T{time}", date(day));
        json!({ "id": begins, "begins": begins, "minutes": 300 })
    })
    .collect()
}

fn exam(place: usize, own: &[String], days: usize, rng: &mut Rng) -> Value {
    let minutes = [180, 240, 240, 300][rng.below(4)];
    let mut exam = json!({ "id": format!("E{place}"), "minutes": minutes, "candidates": own });
    if rng.below(4) == 0 {
        exam["needs"] = json!(["computer"]);
    }
    if rng.below(5) == 0 {
        exam["wished"] = json!([date(rng.below(days)), date(rng.below(days))]);
    }
    exam
}

/// Halls of 200, rooms of 60 and 25, a third of them with computers; small rooms and rooms for one.
fn rooms(seats: usize, students: usize) -> Vec<Value> {
    let mut rooms = Vec::new();
    let mut left = seats as i64;
    while left > 0 {
        let place = rooms.len();
        let size = [200, 60, 25][place % 3];
        let kinds: &[&str] = if place % 2 == 0 { &["computer"] } else { &[] };
        let site = ["North", "South", "East"][place / 3 % 3];
        rooms.push(
            json!({ "id": format!("R{place}"), "seats": size, "site": site, "kinds": kinds }),
        );
        left -= size;
    }
    for place in 0..(students / 400).max(4) {
        let kinds = ["small", "computer"];
        rooms.push(
            json!({ "id": format!("K{place}"), "seats": 12, "site": "North", "kinds": kinds }),
        );
    }
    for place in 0..(students / 500).max(4) {
        let kinds = ["own", "computer"];
        rooms.push(
            json!({ "id": format!("O{place}"), "seats": 1, "site": "North", "kinds": kinds }),
        );
    }
    rooms
}
