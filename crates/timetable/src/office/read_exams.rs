//! The reader of exams and of all that names exams.

use super::read::{DAYS, MINUTES, Names, SEATS, Times, kept, kinds, name};
use super::{Accommodation, Demand, Exam, Group, Instance, Kind, OWN, SMALL, Teacher};
use crate::InputError;
use crate::json::{Fields, Value};

const MOST_EXTRA: u32 = 12 * 60;
const KINDS: [&str; 6] =
    ["before", "after", "same_day", "different_day", "same_sitting", "different_sitting"];

/// What is being filled, with the names read so far.
pub(super) struct Exams<'a> {
    instance: &'a mut Instance,
    times: Times<'a>,
    exams: Names,
    candidates: Names,
    teachers: Names,
}

impl<'a> Exams<'a> {
    pub fn new(instance: &'a mut Instance, times: Times<'a>) -> Self {
        let (exams, candidates, teachers) = Default::default();
        Self { instance, times, exams, candidates, teachers }
    }

    pub fn teachers(&mut self, list: Vec<Value>) -> Result<(), InputError> {
        for value in list {
            let mut fields = value.fields("a teacher")?;
            let id = name(&mut fields, &mut self.teachers)?;
            let absent = self.times.all(fields.list("absent")?)?;
            let one_at_a_time = fields.take("one_at_a_time");
            let one_at_a_time =
                one_at_a_time.map(|value| value.yes("one_at_a_time")).transpose()?;
            fields.end(&["id", "absent", "one_at_a_time"])?;
            let one_at_a_time = one_at_a_time.unwrap_or_default();
            self.instance.teachers.push(Teacher { id, absent, one_at_a_time });
        }
        Ok(())
    }

    pub fn exam(&mut self, value: Value) -> Result<(), InputError> {
        let mut fields = value.fields("an exam")?;
        let id = name(&mut fields, &mut self.exams)?;
        let length = fields.need("minutes")?;
        let minutes = length.number("how long it lasts, in minutes", &MINUTES)?;
        let longest = self.times.sittings().iter().map(|sitting| sitting.minutes).max();
        if let Some(longest) = longest.filter(|longest| *longest < minutes) {
            return Err(length.error(format!("at most {longest} minutes, the longest sitting")));
        }
        let faculty = fields.take("faculty").map(|own| own.text("a faculty").map(str::to_owned));
        let faculty = faculty.transpose()?.unwrap_or_default();
        let needs = needs(&mut fields)?;
        let candidates = self.registered(&mut fields)?;
        let expected = fields.number("expected", &SEATS, 0)?;
        let mut teachers = Vec::new();
        for value in fields.list("teachers")? {
            teachers.push(known(&value, &self.teachers, "a teacher")?);
        }
        let fixed =
            fields.take("fixed").map(|value| self.times.named(&value).map(|at| (value, at)));
        let fixed = match fixed.transpose()? {
            Some((value, at)) if at.is_empty() => {
                return Err(value.error("a day that has a sitting"));
            }
            fixed => fixed.map(|(_, at)| at).unwrap_or_default(),
        };
        let wished = self.times.all(fields.list("wished")?)?;
        let forbidden = self.times.all(fields.list("forbidden")?)?;
        fields.end(&[
            "id",
            "minutes",
            "faculty",
            "needs",
            "candidates",
            "expected",
            "teachers",
            "fixed",
            "wished",
            "forbidden",
        ])?;
        self.instance.exams.push(Exam {
            id,
            minutes,
            faculty,
            needs,
            candidates,
            expected,
            teachers,
            fixed,
            wished,
            forbidden,
        });
        Ok(())
    }

    /// The candidates of one exam, each once.
    fn registered(&mut self, fields: &mut Fields) -> Result<Vec<u32>, InputError> {
        let mut own = Vec::new();
        for value in fields.list("candidates")? {
            let text = value.text("a candidate")?;
            let next = self.candidates.len();
            let place = *self.candidates.entry(text.to_owned()).or_insert(next);
            if place == next {
                self.instance.candidates.push(text.to_owned());
            }
            own.push((place as u32, value));
        }
        own.sort_by_key(|(place, _)| *place);
        match own.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            Some(twice) => Err(twice[1].1.error("each candidate once in an exam")),
            None => Ok(own.into_iter().map(|(place, _)| place).collect()),
        }
    }

    pub fn accommodations(&mut self, list: Vec<Value>) -> Result<(), InputError> {
        for value in list {
            let mut fields = value.fields("an accommodation")?;
            let who = fields.need("candidate")?;
            let candidate = known(&who, &self.candidates, "a candidate of an exam")? as u32;
            let exams = self.exams(fields.list("exams")?)?;
            let extra_minutes = fields.number("extra_minutes", &(0..=MOST_EXTRA), 0)?;
            let extra_percent = fields.number("extra_percent", &(0..=200), 0)?;
            let mut needs = needs(&mut fields)?;
            if let Some(room) = fields.take("room") {
                match room.text("the room")? {
                    "ordinary" => (),
                    SMALL => needs.push(SMALL.to_owned()),
                    OWN => needs.push(OWN.to_owned()),
                    _ => return Err(room.error("ordinary, small or own")),
                }
                needs.sort();
            }
            let known = ["candidate", "exams", "extra_minutes", "extra_percent", "needs", "room"];
            fields.end(&known)?;
            let granted = Accommodation { candidate, exams, extra_minutes, extra_percent, needs };
            self.instance.accommodations.push(granted);
        }
        self.instance.accommodations.sort_by_key(|granted| granted.candidate);
        Ok(())
    }

    pub fn groups(&mut self, list: Vec<Value>) -> Result<(), InputError> {
        let mut names = Names::new();
        for value in list {
            let mut fields = value.fields("a group")?;
            let id = name(&mut fields, &mut names)?;
            let size = fields.need("size")?.number("how many they are", &SEATS)?;
            let exams = self.exams(fields.need("exams")?.list("its exams")?)?;
            fields.end(&["id", "size", "exams"])?;
            self.instance.groups.push(Group { id, size, exams });
        }
        Ok(())
    }

    pub fn demands(&mut self, list: Vec<Value>) -> Result<(), InputError> {
        let mut lines = Vec::new();
        for value in list {
            lines.push(value.clone());
            let mut fields = value.fields("a demand")?;
            let word = fields.need("kind")?;
            let named = fields.need("exams")?;
            let mut exams = self.exams(named.clone().list("its exams")?)?;
            let (kind, days) = match word.text("the kind")? {
                "before" => (Kind::Before, 0),
                "after" => {
                    exams.reverse();
                    (Kind::Before, 0)
                }
                "same_day" => (Kind::SameDay, 0),
                "different_day" => (Kind::DifferentDay, 1),
                "same_sitting" => (Kind::SameSitting, 0),
                "different_sitting" => (Kind::DifferentSitting, 0),
                _ => return Err(word.error(format!("one of {}", KINDS.join(", ")))),
            };
            if exams.len() < 2 || (kind == Kind::Before && exams.len() > 2) {
                return Err(named.error("two exams, or more where order does not count"));
            }
            let days = fields.number("days", &DAYS, days)?;
            fields.end(&["kind", "exams", "days"])?;
            self.instance.demands.push(Demand { kind, exams, days });
        }
        match self.circle() {
            Some(place) => Err(lines[place].error("an order that does not go in a circle")),
            None => Ok(()),
        }
    }

    /// Exams by name, each once, in the order of the list.
    fn exams(&self, list: Vec<Value>) -> Result<Vec<usize>, InputError> {
        let mut all = Vec::new();
        for value in list {
            let exam = known(&value, &self.exams, "an exam")?;
            if all.contains(&exam) {
                return Err(value.error("each exam once"));
            }
            all.push(exam);
        }
        Ok(all)
    }

    /// A demand of order that can never hold, because others lead back from its second exam to its first.
    fn circle(&self) -> Option<usize> {
        let mut after = vec![Vec::new(); self.instance.exams.len()];
        let mut left = vec![0; self.instance.exams.len()];
        let order = |demand: &&Demand| demand.kind == Kind::Before;
        for demand in self.instance.demands.iter().filter(order) {
            after[demand.exams[0]].push(demand.exams[1]);
            left[demand.exams[1]] += 1;
        }
        let mut open: Vec<usize> = (0..left.len()).filter(|exam| left[*exam] == 0).collect();
        while let Some(exam) = open.pop() {
            for next in &after[exam] {
                left[*next] -= 1;
                if left[*next] == 0 {
                    open.push(*next);
                }
            }
        }
        let stuck = |demand: &Demand| demand.exams.iter().all(|exam| left[*exam] > 0);
        self.instance.demands.iter().position(|demand| order(&demand) && stuck(demand))
    }
}

fn known(value: &Value, names: &Names, what: &str) -> Result<usize, InputError> {
    let found = names.get(value.text(what)?);
    found.copied().ok_or_else(|| value.error(format!("{what} that the file has")))
}

/// The kinds of room asked for by name; those that are kept are given by accommodation.
fn needs(fields: &mut Fields) -> Result<Vec<String>, InputError> {
    let list = fields.list("needs")?;
    if let Some(value) = list.iter().find(|value| value.text("").is_ok_and(kept)) {
        return Err(value.error("what a room has, such as computer"));
    }
    kinds(list)
}
