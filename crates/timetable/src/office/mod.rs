//! An exam office's own problem, with what the benchmarks leave out (`docs/timetable.md` describes the file).
//!
//! A *sitting* is a time at which exams begin, and binds candidates and rooms for its minutes; sittings may
//! overlap. An exam has a sitting and seats in rooms: it may be split over rooms, and rooms are shared.
//! Who has extra time that outlasts the sitting is bound, with the seat, until that time is over.

mod allot;
mod demands;
mod format;
mod invent;
mod parties;
mod plan;
mod read;
mod read_exams;
mod score;
mod score_seats;
mod tables;
#[cfg(test)]
mod tests;
mod to_problem;

pub use demands::cannot_all_hold;
pub use invent::invented;
pub use plan::{At, Plan, Seats, read_plan, write};
pub use read::read;
pub use score::score;

/// The kind of a room that holds one candidate, whatever its seats.
pub const OWN: &str = "own";
/// The kind of a room for those who need few others around them.
pub const SMALL: &str = "small";

/// A time at which exams begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sitting {
    /// Its name.
    pub id: String,
    /// Minutes since the first day of 1970, as the clock on the wall shows them.
    pub begins: i64,
    /// How long it binds candidates and rooms.
    pub minutes: u32,
    /// The price of each exam that lies here.
    pub cost: u32,
}

impl Sitting {
    /// The day, counted from the first of 1970.
    #[must_use]
    pub fn day(&self) -> i64 {
        self.begins.div_euclid(24 * 60)
    }

    /// When the last of its candidates leaves who may stay for so many minutes.
    #[must_use]
    pub fn ends(&self, minutes: u32) -> i64 {
        self.begins + i64::from(minutes.max(self.minutes))
    }
}

/// A room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// Its name.
    pub id: String,
    /// Seats.
    pub seats: u32,
    /// Rooms of one site are near each other.
    pub site: String,
    /// What it is or has, sorted. [`OWN`] and [`SMALL`] rooms are kept for those who need them.
    pub kinds: Vec<String>,
    /// The price of each exam in it.
    pub cost: u32,
    /// The sittings at which it cannot be used.
    pub closed: Vec<usize>,
}

impl Room {
    /// How many candidates it can hold.
    #[must_use]
    pub fn holds(&self) -> u32 {
        if self.is(OWN) { self.seats.min(1) } else { self.seats }
    }

    /// Whether it is of the kind.
    #[must_use]
    pub fn is(&self, kind: &str) -> bool {
        self.kinds.iter().any(|own| own == kind)
    }

    /// Whether candidates with these needs may sit here.
    #[must_use]
    pub fn suits(&self, needs: &[String]) -> bool {
        let kept = |kind: &str| self.is(kind) && !needs.iter().any(|need| need == kind);
        needs.iter().all(|need| self.is(need)) && !kept(OWN) && !kept(SMALL)
    }
}

/// An exam.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Exam {
    /// Its name.
    pub id: String,
    /// Minutes, without extra time.
    pub minutes: u32,
    /// Whose it is; may be empty.
    pub faculty: String,
    /// The kinds that its rooms must have, sorted.
    pub needs: Vec<String>,
    /// Its candidates: places in [`Instance::candidates`], sorted.
    pub candidates: Vec<u32>,
    /// How many candidates to find seats for while nobody is registered.
    pub expected: u32,
    /// Its teachers: places in [`Instance::teachers`].
    pub teachers: Vec<usize>,
    /// The sittings it must have one of; empty: any.
    pub fixed: Vec<usize>,
    /// The sittings it would like; empty: any.
    pub wished: Vec<usize>,
    /// The sittings it must not have.
    pub forbidden: Vec<usize>,
}

impl Exam {
    /// Seats it needs in all.
    #[must_use]
    pub fn seats(&self) -> u32 {
        match self.candidates.len() {
            0 => self.expected,
            count => count as u32,
        }
    }
}

/// What a candidate has been granted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accommodation {
    /// Place in [`Instance::candidates`].
    pub candidate: u32,
    /// The exams it counts for; empty: all.
    pub exams: Vec<usize>,
    /// Extra minutes, whatever the exam.
    pub extra_minutes: u32,
    /// Extra time in per cent of the exam's.
    pub extra_percent: u32,
    /// The kinds her room must have besides those the exam needs, sorted; [`OWN`] and [`SMALL`] among them.
    pub needs: Vec<String>,
}

/// Students of whom it is known what they will take, before they register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its name.
    pub id: String,
    /// How many they are.
    pub size: u32,
    /// What they take.
    pub exams: Vec<usize>,
}

/// Someone who must be there when her exam is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Teacher {
    /// The name or number she goes by.
    pub id: String,
    /// The sittings at which she is away.
    pub absent: Vec<usize>,
    /// Whether her exams must not lie at the same time.
    pub one_at_a_time: bool,
}

/// How exams must stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The first is over before the second begins, and its day so many days before.
    Before,
    /// All on one day.
    SameDay,
    /// Any two of them so many days apart.
    DifferentDay,
    /// All at one sitting.
    SameSitting,
    /// No two at the same time.
    DifferentSitting,
}

/// A demand on several exams.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demand {
    /// What is asked.
    pub kind: Kind,
    /// Of which exams, in order.
    pub exams: Vec<usize>,
    /// Days between, for [`Kind::Before`] and [`Kind::DifferentDay`].
    pub days: u32,
}

/// Not more than `most` exams of one candidate in `days` days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    /// How many are well.
    pub most: u32,
    /// In how many days that follow each other.
    pub days: u32,
    /// The price of each exam too many, for each candidate.
    pub cost: u32,
}

/// Prices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Costs {
    /// For each candidate and each two of her exams: on one day, one day apart, two days apart and so on.
    pub days: Vec<u32>,
    /// For each exam that does not lie where it is wished.
    pub wish: u32,
    /// For each room of an exam beyond the first, without those of accommodation.
    pub split: u32,
    /// For each site of an exam beyond the first, likewise.
    pub far: u32,
    /// For each further duration in a room at one sitting.
    pub mixed: u32,
}

impl Default for Costs {
    fn default() -> Self {
        Self { days: vec![10, 3, 1], wish: 20, split: 5, far: 10, mixed: 5 }
    }
}

/// One term's plan to be made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Instance {
    /// In the order of time.
    pub sittings: Vec<Sitting>,
    /// The rooms.
    pub rooms: Vec<Room>,
    /// The exams.
    pub exams: Vec<Exam>,
    /// The candidates' numbers or names.
    pub candidates: Vec<String>,
    /// What they have been granted, sorted by candidate.
    pub accommodations: Vec<Accommodation>,
    /// Student groups.
    pub groups: Vec<Group>,
    /// Teachers.
    pub teachers: Vec<Teacher>,
    /// Demands on several exams.
    pub demands: Vec<Demand>,
    /// Rules of spread.
    pub spread: Vec<Spread>,
    /// Prices.
    pub costs: Costs,
}

/// One candidate, or a group of students who take the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Body {
    /// How many they are.
    pub weight: u32,
    /// What they take.
    pub exams: Vec<usize>,
    /// Whether they are a group.
    pub group: bool,
}

impl Instance {
    /// What is granted to the candidate at the exam, if anything is.
    #[must_use]
    pub fn granted(&self, candidate: u32, exam: usize) -> Option<&Accommodation> {
        let first = self.accommodations.partition_point(|granted| granted.candidate < candidate);
        let own = self.accommodations[first..].iter();
        own.take_while(|granted| granted.candidate == candidate)
            .find(|granted| granted.exams.is_empty() || granted.exams.contains(&exam))
    }

    /// The minutes that the candidate may use at the exam.
    #[must_use]
    pub fn minutes(&self, candidate: u32, exam: usize) -> u32 {
        let minutes = self.exams[exam].minutes;
        self.granted(candidate, exam).map_or(minutes, |granted| {
            minutes + granted.extra_minutes + (minutes * granted.extra_percent).div_ceil(100)
        })
    }

    /// Whether two sittings overlap in time.
    #[must_use]
    pub fn overlap(&self, p: usize, q: usize) -> bool {
        let (a, b) = (&self.sittings[p], &self.sittings[q]);
        a.begins < b.ends(0) && b.begins < a.ends(0)
    }

    /// Whose exams clash: each candidate, and each group for the pairs of which one exam has nobody registered.
    pub(crate) fn bodies(&self) -> Vec<Body> {
        let mut own = vec![Vec::new(); self.candidates.len()];
        for (place, exam) in self.exams.iter().enumerate() {
            exam.candidates.iter().for_each(|candidate| own[*candidate as usize].push(place));
        }
        let candidates = own.into_iter().map(|exams| Body { weight: 1, exams, group: false });
        let groups = self.groups.iter().filter_map(|group| {
            let open = |exam: &usize| self.exams[*exam].candidates.is_empty();
            let counts = group.exams.iter().any(open);
            let exams = || group.exams.clone();
            counts.then(|| Body { weight: group.size, exams: exams(), group: true })
        });
        candidates.chain(groups).filter(|body| body.exams.len() > 1).collect()
    }

    /// Whether two exams of a body count: those of a group only where one has nobody registered.
    pub(crate) fn counts(&self, body: &Body, a: usize, b: usize) -> bool {
        let open = |exam: usize| self.exams[exam].candidates.is_empty();
        !body.group || open(a) || open(b)
    }

    /// The day as `2027-05-18`, and the time as `09:00`.
    #[must_use]
    pub fn when(&self, sitting: usize) -> String {
        let sitting = &self.sittings[sitting];
        let minute = sitting.begins.rem_euclid(24 * 60);
        format!("{} {:02}:{:02}", date(sitting.day()), minute / 60, minute % 60)
    }
}

/// The date of a day counted from the first of 1970.
pub(crate) fn date(day: i64) -> String {
    let span = jiff::Span::new().try_days(day);
    let date = span.and_then(|span| jiff::civil::date(1970, 1, 1).checked_add(span));
    date.map_or_else(|_| format!("day {day}"), |date| date.to_string())
}
