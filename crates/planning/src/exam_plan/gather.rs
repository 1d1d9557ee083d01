//! All that a plan is made from, gathered from the catalogue, the registrations, the rooms and the wishes,
//! as the timetable's own model.

use super::granted;
use super::places::{ExamPlace, Places, RoomSeats};
use super::plan::Plan;
use super::store::gather::{self, Demand, ExamRow, RoomRow, Said, Taken};
use crate::DraftId;
use crate::days::days;
use jiff::civil::{Date, DateTime, Time, date};
use office::{ExamId, PersonId, Result, RoomId};
use rules::Text;
use sqlx::PgConnection;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use timetable::office::{At, Exam, Group, Instance, Room, Seats, Sitting, Spread, Teacher};

/// An exam lasts so long where nobody has said how long.
const MINUTES_UNSAID: u32 = 240;
/// So many seats are found for an exam of which nobody can know how many will come.
const SEATS_UNKNOWN: u32 = 10;
/// Not more than three exams of one candidate in five days.
const SPREAD: Spread = Spread { most: 3, days: 5, cost: 4 };

/// The day that a subject community has set, with its hour where that is set too.
pub type OwnDay = Option<(Date, Option<Time>)>;

/// A term as it is planned.
#[derive(Clone)]
pub struct Term {
    /// The plan.
    pub plan: Plan,
    /// The model: its exams, rooms and sittings stand in the order of those below.
    pub instance: Instance,
    /// The exams that are written in rooms.
    pub exams: Vec<ExamRow>,
    /// The rooms.
    pub rooms: Vec<RoomRow>,
    /// Day and hour of each sitting.
    pub sittings: Vec<(Date, Time)>,
    /// The exams whose day the subject community sets, with that day where it is set.
    pub own_days: Vec<(ExamRow, OwnDay)>,
    /// The candidates in the order of the model's.
    pub people: Vec<PersonId>,
    /// What cannot be taken up, for whoever plans.
    pub warnings: Vec<Text>,
}

/// Gathers a term; with the demands of one draft, and of every repair that was carried out.
///
/// # Errors
/// The database is away.
pub async fn gather(conn: &mut PgConnection, plan: Plan, draft: Option<DraftId>) -> Result<Term> {
    let (outside, exams) = partition(gather::exams(conn, &plan).await?, &plan);
    let rooms = gather::rooms(conn).await?;
    let said = gather::said(conn, &plan).await?;
    let candidates = gather::candidates(conn, &plan).await?;
    let taken = gather::taken(conn, &plan).await?;
    let demands = gather::demands(conn, &plan, draft).await?;
    let last_year = gather::last_year(conn, &plan).await?;
    let (written, own): (Vec<_>, Vec<_>) = exams.into_iter().partition(|exam| exam.written);
    let set = |exam: &ExamRow| {
        let wish = said.get(&exam.id).and_then(|said| said.fixed);
        wish.or_else(|| Some((exam.date?, exam.starts_at)))
    };
    let own_days: Vec<_> = own.into_iter().map(|exam| (set(&exam), exam)).collect();
    let own_days: Vec<_> = own_days.into_iter().map(|(day, exam)| (exam, day)).collect();
    let mut building = Building::new(&plan, &written, &rooms);
    building.take_candidates(&candidates);
    let days = (plan.first_on, plan.last_on);
    let own = exam_day::accommodation::granted(conn, days).await?;
    building.instance.accommodations = granted::taken_up(&own, &building.people);
    building.take_wishes(&said);
    building.take_taken(&taken, &own_days, &candidates);
    building.take_demands(&demands);
    building.take_last_year(&last_year);
    let people = building.in_order();
    let (instance, sittings, mut warnings) = building.built();
    warnings.extend(outside);
    Ok(Term { plan, instance, exams: written, rooms, sittings, own_days, people, warnings })
}

/// Leaves out what somebody has set to a day outside the plan's days, as what was held before them: it
/// stays there, and whoever plans is told.
fn partition(exams: Vec<ExamRow>, plan: &Plan) -> (Vec<Text>, Vec<ExamRow>) {
    let outside = |exam: &ExamRow| {
        let day = exam.date.filter(|_| !exam.planned)?;
        (!(plan.first_on..=plan.last_on).contains(&day)).then_some(day)
    };
    let (mut told, mut own) = (Vec::new(), Vec::new());
    for exam in exams {
        match outside(&exam) {
            Some(day) => {
                let args: [(&str, &dyn ui::ToArg); 2] = [("exam", &exam.label), ("day", &day)];
                told.push(ui::messages::text("exam-plan-warning-outside", &args));
            }
            None => own.push(exam),
        }
    }
    (told, own)
}

/// Minutes since the first day of 1970, as the clock on the wall shows them.
fn minutes(day: Date, at: Time) -> i64 {
    let days = i64::from((day - date(1970, 1, 1)).get_days());
    days * 24 * 60 + i64::from(at.hour()) * 60 + i64::from(at.minute())
}

struct Building<'a> {
    plan: &'a Plan,
    exams: &'a [ExamRow],
    place: HashMap<ExamId, usize>,
    rooms: &'a [RoomRow],
    sittings: Vec<(Date, Time)>,
    people: HashMap<PersonId, u32>,
    instance: Instance,
    warnings: Vec<Text>,
}

impl<'a> Building<'a> {
    fn new(plan: &'a Plan, exams: &'a [ExamRow], rooms: &'a [RoomRow]) -> Self {
        let mut instance = Instance { spread: vec![SPREAD], ..Instance::default() };
        let mut sittings = Vec::new();
        for day in days(plan.first_on, plan.last_on) {
            for sitting in &plan.sittings {
                sittings.push((day, sitting.starts_at));
                instance.sittings.push(Sitting {
                    id: name_of(day, sitting.starts_at),
                    begins: minutes(day, sitting.starts_at),
                    minutes: sitting.minutes.unsigned_abs(),
                    cost: 0,
                });
            }
        }
        instance.rooms = rooms
            .iter()
            .map(|room| Room {
                id: room.code.clone(),
                seats: room.capacity,
                site: String::new(),
                kinds: granted::kinds(&room.features),
                cost: 0,
                closed: Vec::new(),
            })
            .collect();
        instance.exams = exams
            .iter()
            .map(|exam| Exam {
                id: exam.label.clone(),
                minutes: exam.minutes.unwrap_or(MINUTES_UNSAID),
                faculty: exam.place.0.clone(),
                expected: SEATS_UNKNOWN,
                ..Exam::default()
            })
            .collect();
        let place = exams.iter().enumerate().map(|(place, exam)| (exam.id, place)).collect();
        let people = HashMap::new();
        Self { plan, exams, place, rooms, sittings, people, instance, warnings: Vec::new() }
    }

    fn take_candidates(&mut self, candidates: &[(ExamId, PersonId)]) {
        for (exam, person) in candidates {
            let Some(exam) = self.place.get(exam) else { continue };
            let next = self.people.len() as u32;
            let own = *self.people.entry(*person).or_insert(next);
            if own == next {
                // A name for the model alone: nobody is told it.
                self.instance.candidates.push(own.to_string());
            }
            self.instance.exams[*exam].candidates.push(own);
        }
        for exam in &mut self.instance.exams {
            exam.candidates.sort_unstable();
            exam.candidates.dedup();
        }
    }

    /// The candidates in the order of the model's.
    fn in_order(&self) -> Vec<PersonId> {
        let mut people: Vec<(u32, PersonId)> =
            self.people.iter().map(|(person, place)| (*place, *person)).collect();
        people.sort_unstable();
        people.into_iter().map(|(_, person)| person).collect()
    }

    /// The sittings of a day, or the one that begins at the hour.
    fn at(&self, day: Date, hour: Option<Time>) -> Vec<usize> {
        let here = |(on, at): &(Date, Time)| *on == day && hour.is_none_or(|hour| hour == *at);
        let found = self.sittings.iter().enumerate().filter(|(_, sitting)| here(sitting));
        found.map(|(place, _)| place).collect()
    }

    fn take_wishes(&mut self, said: &BTreeMap<ExamId, Said>) {
        let mut teachers: BTreeMap<PersonId, usize> = BTreeMap::new();
        for (place, exam) in self.exams.iter().enumerate() {
            if let Some(date) = exam.date.filter(|_| !exam.planned) {
                self.fix(place, date, exam.starts_at);
            }
            let Some(said) = said.get(&exam.id) else { continue };
            if let Some((day, hour)) = said.fixed {
                self.fix(place, day, hour);
            }
            let days = |wished: &[Date]| -> Vec<usize> {
                wished.iter().flat_map(|day| self.at(*day, None)).collect()
            };
            let wished = if said.wished.is_empty() { &said.acceptable } else { &said.wished };
            let (wished, forbidden) = (days(wished), days(&said.impossible));
            let absent: Vec<usize> = days(&said.away);
            self.instance.exams[place].wished = wished;
            self.instance.exams[place].forbidden.extend(forbidden);
            let next = self.instance.teachers.len();
            let teacher = *teachers.entry(said.by).or_insert(next);
            if teacher == next {
                let id = said.name.clone();
                self.instance.teachers.push(Teacher { id, absent, one_at_a_time: false });
            }
            self.instance.exams[place].teachers.push(teacher);
        }
    }

    /// Fixes an exam to a day, and to the hour where the plan has it; tells where it has not even the day.
    fn fix(&mut self, exam: usize, day: Date, hour: Option<Time>) {
        let at = Some(self.at(day, hour)).filter(|found| !found.is_empty());
        let at = at.unwrap_or_else(|| self.at(day, None));
        if at.is_empty() {
            let label = self.exams[exam].label.clone();
            let args: [(&str, &dyn ui::ToArg); 2] = [("exam", &label), ("day", &day)];
            self.warnings.push(ui::messages::text("exam-plan-warning-fixed-outside", &args));
        } else {
            self.instance.exams[exam].fixed = at;
        }
    }

    /// What lies elsewhere already: it takes rooms, and the time of those who sit here too.
    fn take_taken(
        &mut self,
        taken: &[Taken],
        own_days: &[(ExamRow, OwnDay)],
        candidates: &[(ExamId, PersonId)],
    ) {
        let mut sits: HashMap<ExamId, BTreeSet<PersonId>> = HashMap::new();
        for (exam, person) in candidates {
            sits.entry(*exam).or_default().insert(*person);
        }
        let own = own_days.iter().filter_map(|(exam, day)| {
            let (on, at) = (*day)?;
            Some(Taken { exam: exam.id, on, at, minutes: exam.minutes, rooms: Vec::new() })
        });
        for other in taken.iter().cloned().chain(own) {
            let barred = self.overlapping(&other);
            for (place, room) in self.rooms.iter().enumerate() {
                if other.rooms.contains(&room.id) {
                    self.instance.rooms[place].closed.extend(&barred);
                }
            }
            let Some(theirs) = sits.get(&other.exam) else { continue };
            for (place, exam) in self.exams.iter().enumerate() {
                if sits.get(&exam.id).is_some_and(|own| !own.is_disjoint(theirs)) {
                    self.instance.exams[place].forbidden.extend(&barred);
                }
            }
        }
    }

    /// The sittings at which candidates of something else cannot sit: all of its day without an hour.
    fn overlapping(&self, other: &Taken) -> Vec<usize> {
        let Some(at) = other.at else { return self.at(other.on, None) };
        let begins = minutes(other.on, at);
        let ends = begins + i64::from(other.minutes.unwrap_or(MINUTES_UNSAID));
        let sittings = self.instance.sittings.iter().enumerate();
        let clash = |sitting: &Sitting| sitting.begins < ends && begins < sitting.ends(0);
        sittings.filter(|(_, sitting)| clash(sitting)).map(|(place, _)| place).collect()
    }

    fn take_demands(&mut self, demands: &[Demand]) {
        for demand in demands {
            match demand {
                Demand::NotAt(exam, day, hour) => {
                    if let Some(place) = self.place.get(exam).copied() {
                        let at = self.at(*day, *hour);
                        let exam = &mut self.instance.exams[place];
                        exam.forbidden.extend(&at);
                        exam.fixed.retain(|fixed| !at.contains(fixed));
                    }
                }
                Demand::At(exam, day, hour) => {
                    if let Some(place) = self.place.get(exam).copied() {
                        let at = self.at(*day, Some(*hour));
                        let exam = &mut self.instance.exams[place];
                        exam.forbidden.retain(|barred| !at.contains(barred));
                        exam.fixed = at;
                    }
                }
                Demand::RoomClosed(room, day, hour) => {
                    let at = self.at(*day, *hour);
                    let found = self.rooms.iter().position(|known| known.id == *room);
                    if let Some(place) = found {
                        self.instance.rooms[place].closed.extend(at);
                    }
                }
            }
        }
    }

    /// Who took which of these courses together in the same season last year: so many are expected, and
    /// so many would clash, while nobody is signed up yet.
    fn take_last_year(&mut self, last_year: &[(Vec<ExamId>, u32)]) {
        let mut came: HashMap<usize, u32> = HashMap::new();
        for (exams, size) in last_year {
            let own = exams.iter().filter_map(|exam| self.place.get(exam).copied());
            let exams: Vec<usize> = own.collect();
            exams.iter().for_each(|exam| *came.entry(*exam).or_default() += size);
            if exams.len() > 1 {
                let id = (self.instance.groups.len() + 1).to_string();
                self.instance.groups.push(Group { id, size: *size, exams });
            }
        }
        for (exam, count) in came {
            self.instance.exams[exam].expected = count;
        }
    }

    fn built(mut self) -> (Instance, Vec<(Date, Time)>, Vec<Text>) {
        let tidy = |list: &mut Vec<usize>| {
            list.sort_unstable();
            list.dedup();
        };
        for exam in &mut self.instance.exams {
            [&mut exam.fixed, &mut exam.wished, &mut exam.forbidden].into_iter().for_each(tidy);
        }
        self.instance.rooms.iter_mut().for_each(|room| tidy(&mut room.closed));
        let most = self.plan.sittings.iter().map(|one| one.minutes.unsigned_abs()).max();
        for exam in &self.instance.exams {
            if Some(exam.minutes) > most {
                let args: [(&str, &dyn ui::ToArg); 2] =
                    [("exam", &exam.id), ("minutes", &exam.minutes)];
                self.warnings.push(ui::messages::text("exam-plan-warning-too-long", &args));
            }
        }
        (self.instance, self.sittings, self.warnings)
    }
}

/// What a sitting is called in the model: `2027-05-18 09:00`.
pub(super) fn name_of(day: Date, at: Time) -> String {
    format!("{day} {}", at.strftime("%H:%M"))
}

impl Term {
    /// The place of a sitting.
    pub fn sitting(&self, on: Date, at: Time) -> Option<usize> {
        self.sittings.iter().position(|sitting| *sitting == (on, at))
    }

    /// When a sitting begins.
    pub fn begins(&self, sitting: usize) -> DateTime {
        let (on, at) = self.sittings[sitting];
        on.to_datetime(at)
    }

    /// The place of an exam.
    pub fn exam(&self, id: ExamId) -> Option<usize> {
        self.exams.iter().position(|exam| exam.id == id)
    }

    /// What is kept, as the model's plan: what is not there any more is left out.
    pub fn plan_of(&self, places: &Places) -> timetable::office::Plan {
        let room = |id: RoomId| self.rooms.iter().position(|room| room.id == id);
        let mut plan = vec![None; self.exams.len()];
        for place in places {
            let (Some(exam), Some(sitting)) =
                (self.exam(place.exam), self.sitting(place.on, place.at))
            else {
                continue;
            };
            let seats = place.rooms.iter().filter_map(|held| {
                Some(Seats { room: room(held.room)?, seats: held.seats, named: Vec::new() })
            });
            plan[exam] = Some(At { sitting, seats: seats.collect() });
        }
        plan
    }

    /// The model's plan, as it is kept.
    pub fn places_of(&self, plan: &timetable::office::Plan) -> Places {
        let place = |(exam, at): (&ExamRow, &Option<At>)| {
            let at = at.as_ref()?;
            let (on, hour) = self.sittings[at.sitting];
            let rooms = at.seats.iter();
            let rooms =
                rooms.map(|held| RoomSeats { room: self.rooms[held.room].id, seats: held.seats });
            Some(ExamPlace { exam: exam.id, on, at: hour, rooms: rooms.collect() })
        };
        self.exams.iter().zip(plan).filter_map(place).collect()
    }

    /// Where the catalogue has the exams now.
    pub fn standing(&self) -> Places {
        let place = |exam: &ExamRow| {
            let rooms = exam.rooms.iter().map(|room| RoomSeats { room: *room, seats: 0 });
            let (on, at) = exam.date.zip(exam.starts_at)?;
            Some(ExamPlace { exam: exam.id, on, at, rooms: rooms.collect() })
        };
        self.exams.iter().filter_map(place).collect()
    }
}
