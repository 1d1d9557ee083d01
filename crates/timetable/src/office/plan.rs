//! A plan, its file, and the reader of that file.

use super::Instance;
use crate::json::{Value, parse};
use crate::{InputError, Source};
use serde_json::json;
use std::collections::HashMap;

/// Seats in one room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seats {
    /// Place in [`Instance::rooms`].
    pub room: usize,
    /// How many sit there, all together.
    pub seats: u32,
    /// Those among them with an accommodation: places in [`Instance::candidates`], sorted.
    pub named: Vec<u32>,
}

/// Where an exam lies.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct At {
    /// Place in [`Instance::sittings`].
    pub sitting: usize,
    /// Its rooms.
    pub seats: Vec<Seats>,
}

/// Where each exam lies; none: not placed.
pub type Plan = Vec<Option<At>>;

/// The file of a plan: one line for each exam.
#[must_use]
pub fn write(instance: &Instance, plan: &Plan) -> String {
    let seats = |seats: &Seats| {
        let room = &instance.rooms[seats.room].id;
        let named = seats.named.iter().map(|place| &instance.candidates[*place as usize]);
        match seats.named.is_empty() {
            true => json!({ "room": room, "seats": seats.seats }),
            false => {
                let named: Vec<&String> = named.collect();
                json!({ "room": room, "seats": seats.seats, "accommodated": named })
            }
        }
    };
    let placed = instance.exams.iter().zip(plan).filter_map(|(exam, at)| {
        let at = at.as_ref()?;
        let rooms: Vec<_> = at.seats.iter().map(seats).collect();
        let sitting = &instance.sittings[at.sitting].id;
        Some(json!({ "exam": exam.id, "sitting": sitting, "rooms": rooms }).to_string())
    });
    let lines: Vec<String> = placed.collect();
    format!("{{\"kandidat_plan\": 1, \"exams\": [\n{}\n]}}\n", lines.join(",\n"))
}

/// Reads a plan. An exam that is not named has no place.
///
/// # Errors
/// Text that is not JSON, unknown fields and names, an exam twice, numbers out of range.
pub fn read_plan(instance: &Instance, file: Source) -> Result<Plan, InputError> {
    let mut top = parse(file)?.fields("the plan")?;
    top.need("kandidat_plan")?.number("the version of the format", &(1..=1))?;
    let names = Names {
        exams: places(instance.exams.iter().map(|exam| &exam.id)),
        sittings: places(instance.sittings.iter().map(|sitting| &sitting.id)),
        rooms: places(instance.rooms.iter().map(|room| &room.id)),
        candidates: places(instance.candidates.iter()),
    };
    let mut plan: Plan = vec![None; instance.exams.len()];
    for value in top.list("exams")? {
        let mut fields = value.fields("an exam")?;
        let named = fields.need("exam")?;
        let exam = known(&named, &names.exams, "an exam of the instance")?;
        let sitting =
            known(&fields.need("sitting")?, &names.sittings, "a sitting of the instance")?;
        let rooms = fields.list("rooms")?.into_iter();
        let seats = rooms.map(|value| names.seats(value)).collect::<Result<_, _>>()?;
        fields.end(&["exam", "sitting", "rooms"])?;
        if plan[exam].replace(At { sitting, seats }).is_some() {
            return Err(named.error("each exam once"));
        }
    }
    top.end(&["kandidat_plan", "exams"])?;
    Ok(plan)
}

struct Names<'a> {
    exams: HashMap<&'a str, usize>,
    sittings: HashMap<&'a str, usize>,
    rooms: HashMap<&'a str, usize>,
    candidates: HashMap<&'a str, usize>,
}

impl Names<'_> {
    fn seats(&self, value: Value) -> Result<Seats, InputError> {
        let mut fields = value.fields("a room with seats")?;
        let room = known(&fields.need("room")?, &self.rooms, "a room of the instance")?;
        let count = fields.need("seats")?;
        let seats = count.number("how many sit there", &super::read::SEATS)?;
        let mut named = Vec::new();
        for value in fields.list("accommodated")? {
            let who = known(&value, &self.candidates, "a candidate of the instance")? as u32;
            if named.contains(&who) {
                return Err(value.error("each candidate once"));
            }
            named.push(who);
        }
        named.sort_unstable();
        if named.len() > seats as usize {
            return Err(count.error(format!("at least {}, who are named", named.len())));
        }
        fields.end(&["room", "seats", "accommodated"])?;
        Ok(Seats { room, seats, named })
    }
}

fn places<'a>(names: impl Iterator<Item = &'a String>) -> HashMap<&'a str, usize> {
    names.enumerate().map(|(place, name)| (name.as_str(), place)).collect()
}

fn known(value: &Value, names: &HashMap<&str, usize>, what: &str) -> Result<usize, InputError> {
    let found = names.get(value.text(what)?);
    found.copied().ok_or_else(|| value.error(what))
}
