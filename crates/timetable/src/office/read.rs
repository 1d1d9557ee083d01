//! The reader of the file, its sittings, rooms and prices.

use super::read_exams::Exams;
use super::{Costs, Instance, OWN, Room, SMALL, Sitting, Spread};
use crate::json::{Fields, Value, parse};
use crate::{InputError, Source};
use std::collections::HashMap;
use std::ops::RangeInclusive;

pub(super) const MINUTES: RangeInclusive<u32> = 1..=24 * 60;
/// Larger numbers of people, seats and days are taken for a fault of the file.
pub(super) const SEATS: RangeInclusive<u32> = 0..=100_000;
pub(super) const PRICE: RangeInclusive<u32> = 0..=10_000;
pub(super) const DAYS: RangeInclusive<u32> = 0..=366;
const MOST_SITTINGS: usize = 1000;
const MOST_ROOMS: usize = 5000;
const MOST_EXAMS: usize = 20_000;
/// More kinds or needs of one room or exam say nothing.
const MOST_KINDS: usize = 8;

/// Names, and where each stands.
pub(super) type Names = HashMap<String, usize>;

/// Reads an instance.
///
/// # Errors
/// Text that is not JSON, an unknown field or name, a name twice, numbers out of range, a candidate twice in
/// an exam, an exam that is longer than every sitting, exams before each other in a circle.
pub fn read(file: Source) -> Result<Instance, InputError> {
    let mut top = parse(file)?.fields("the file")?;
    let version = top.need("kandidat_timetable")?;
    version.number("the version of the format", &(1..=1))?;
    let mut instance = Instance::default();
    let sittings = top.need("sittings")?;
    let line = sittings.line;
    let listed = some(sittings.list("the sittings")?, MOST_SITTINGS, file, line)?;
    let mut names = Names::new();
    for value in listed {
        let sitting = sitting(value, &mut names)?;
        instance.sittings.push(sitting);
    }
    in_time(&mut instance.sittings, &mut names);
    let times = Times { names: &names, sittings: &instance.sittings };
    let rooms = some(top.list("rooms")?, MOST_ROOMS, file, top.line)?;
    let mut taken = Names::new();
    for value in rooms {
        instance.rooms.push(room(value, &times, &mut taken)?);
    }
    let listed = some(top.list("exams")?, MOST_EXAMS, file, top.line)?;
    let sittings = instance.sittings.clone();
    let mut exams = Exams::new(&mut instance, Times { names: &names, sittings: &sittings });
    let teachers = top.list("teachers")?;
    exams.teachers(teachers)?;
    for value in listed {
        exams.exam(value)?;
    }
    exams.accommodations(top.list("accommodations")?)?;
    exams.groups(top.list("groups")?)?;
    exams.demands(top.list("demands")?)?;
    for value in top.list("spread")? {
        let mut fields = value.fields("a rule of spread")?;
        let most = fields.need("most")?.number("how many exams", &(1..=20))?;
        let days = fields.need("days")?.number("in how many days", &(1..=366))?;
        let cost = fields.need("cost")?.number("the price of one too many", &PRICE)?;
        fields.end(&["most", "days", "cost"])?;
        instance.spread.push(Spread { most, days, cost });
    }
    if let Some(value) = top.take("costs") {
        instance.costs = costs(value)?;
    }
    top.end(&[
        "kandidat_timetable",
        "sittings",
        "rooms",
        "exams",
        "teachers",
        "accommodations",
        "groups",
        "demands",
        "spread",
        "costs",
    ])?;
    affordable(&instance, file)?;
    Ok(instance)
}

/// Sums up to this fit the solver's numbers with room to spare.
const MOST_COST: u64 = 1 << 30;

/// Refuses prices that no plan means and no sum can hold.
fn affordable(instance: &Instance, file: Source) -> Result<(), InputError> {
    let listed: usize = instance.exams.iter().map(|exam| exam.candidates.len()).sum();
    let grouped =
        instance.groups.iter().map(|group| u64::from(group.size) * group.exams.len() as u64);
    let sits = listed as u64 + grouped.sum::<u64>();
    let nearest = instance.costs.days.iter().copied().max().unwrap_or_default();
    let crowded: u64 = instance.spread.iter().map(|rule| u64::from(rule.cost)).sum();
    let each = u64::from(nearest) + crowded;
    if sits.saturating_mul(each) < MOST_COST {
        return Ok(());
    }
    let read = format!("{sits} candidates at {each} each");
    Err(file.error(0, &read, format!("prices that together stay below {MOST_COST}")))
}

/// The list, with at least one value and not more than `most`.
fn some<'a>(
    list: Vec<Value<'a>>,
    most: usize,
    file: Source,
    line: usize,
) -> Result<Vec<Value<'a>>, InputError> {
    match list.len() {
        found if (1..=most).contains(&found) => Ok(list),
        found => {
            let read = format!("{found} sittings, rooms or exams");
            Err(file.error(line, &read, format!("1 to {most} of them")))
        }
    }
}

/// The value's name, which none before it has.
pub(super) fn name(fields: &mut Fields, names: &mut Names) -> Result<String, InputError> {
    let value = fields.need("id")?;
    let id = value.text("a name")?.to_owned();
    let next = names.len();
    match names.insert(id.clone(), next) {
        None => Ok(id),
        Some(_) => Err(value.error("each name once")),
    }
}

fn sitting(value: Value, names: &mut Names) -> Result<Sitting, InputError> {
    let mut fields = value.fields("a sitting")?;
    let id = name(&mut fields, names)?;
    let begins = fields.need("begins")?;
    let time = begins.text("when it begins")?.parse::<jiff::civil::DateTime>().ok();
    let time = time.filter(|time| (1970..=2999).contains(&time.year()));
    let Some(time) = time else {
        return Err(begins.error("a date and time such as 2027-05-18T09:00"));
    };
    let minutes = fields.need("minutes")?.number("how long it binds, in minutes", &MINUTES)?;
    let cost = fields.number("cost", &PRICE, 0)?;
    fields.end(&["id", "begins", "minutes", "cost"])?;
    let minute = i64::from(time.hour()) * 60 + i64::from(time.minute());
    Ok(Sitting { id, begins: day(time.date()) * 24 * 60 + minute, minutes, cost })
}

/// Days since the first of 1970.
fn day(date: jiff::civil::Date) -> i64 {
    let first = jiff::civil::date(1970, 1, 1);
    first.until(date).map_or(0, |span| i64::from(span.get_days()))
}

/// Puts the sittings in the order of time.
fn in_time(sittings: &mut [Sitting], names: &mut Names) {
    sittings.sort_by_key(|sitting| (sitting.begins, sitting.minutes));
    for (place, sitting) in sittings.iter().enumerate() {
        names.insert(sitting.id.clone(), place);
    }
}

fn room(value: Value, times: &Times, taken: &mut Names) -> Result<Room, InputError> {
    let mut fields = value.fields("a room")?;
    let id = name(&mut fields, taken)?;
    let seats = fields.need("seats")?.number("its seats", &SEATS)?;
    let site = fields.take("site").map(|site| site.text("its site").map(ToOwned::to_owned));
    let site = site.transpose()?.unwrap_or_default();
    let kinds = kinds(fields.list("kinds")?)?;
    let cost = fields.number("cost", &PRICE, 0)?;
    let closed = times.all(fields.list("closed")?)?;
    fields.end(&["id", "seats", "site", "kinds", "cost", "closed"])?;
    Ok(Room { id, seats, site, kinds, cost, closed })
}

/// Words for what a room has or an exam needs, sorted.
pub(super) fn kinds(list: Vec<Value>) -> Result<Vec<String>, InputError> {
    let mut kinds = Vec::new();
    for value in &list {
        let kind = value.text("a word such as computer")?.to_owned();
        if kinds.contains(&kind) || kinds.len() == MOST_KINDS {
            return Err(value.error(format!("each word once, {MOST_KINDS} at most")));
        }
        kinds.push(kind);
    }
    kinds.sort();
    Ok(kinds)
}

fn costs(value: Value) -> Result<Costs, InputError> {
    let mut fields = value.fields("the prices")?;
    let usual = Costs::default();
    let days = match fields.take("days") {
        None => usual.days,
        Some(value) => {
            let line = value.list("prices by days between")?;
            let numbers = line.iter().map(|price| price.number("a price", &PRICE));
            numbers.collect::<Result<_, _>>()?
        }
    };
    let wish = fields.number("wish", &PRICE, usual.wish)?;
    let split = fields.number("split", &PRICE, usual.split)?;
    let far = fields.number("far", &PRICE, usual.far)?;
    let mixed = fields.number("mixed", &PRICE, usual.mixed)?;
    fields.end(&["days", "wish", "split", "far", "mixed"])?;
    Ok(Costs { days, wish, split, far, mixed })
}

/// The kinds that a room is kept for: given by accommodation alone.
pub(super) fn kept(kind: &str) -> bool {
    [OWN, SMALL].contains(&kind)
}

/// Finds sittings by name, or all of a day by its date.
pub(super) struct Times<'a> {
    names: &'a Names,
    sittings: &'a [Sitting],
}

impl Times<'_> {
    /// The sittings that the values name, sorted.
    pub fn all(&self, list: Vec<Value>) -> Result<Vec<usize>, InputError> {
        let mut all = Vec::new();
        for value in list {
            all.extend(self.named(&value)?);
        }
        all.sort_unstable();
        all.dedup();
        Ok(all)
    }

    /// One sitting, or those of a day: a date without sittings names none.
    pub fn named(&self, value: &Value) -> Result<Vec<usize>, InputError> {
        let text = value.text("a sitting or a date")?;
        if let Some(place) = self.names.get(text) {
            return Ok(vec![*place]);
        }
        let date = text.parse::<jiff::civil::Date>().ok().filter(|_| text.len() == 10);
        let date =
            date.ok_or_else(|| value.error("a sitting's name, or a date such as 2027-05-18"))?;
        let day = day(date);
        Ok((0..self.sittings.len()).filter(|place| self.sittings[*place].day() == day).collect())
    }

    /// The sittings.
    pub fn sittings(&self) -> &[Sitting] {
        self.sittings
    }
}
