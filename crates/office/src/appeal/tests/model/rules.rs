//! The model: who may do what when, and what follows, told once more in a hundred lines.

use super::steps::Step;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};
use std::collections::{BTreeMap, BTreeSet};

pub(super) type Who = &'static str;

/// The examiners, and whether they come from outside.
pub(super) const EXAMINERS: [(Who, bool); 7] = [
    ("marit", false),
    ("geir", true),
    ("hilde", true),
    ("knut", false),
    ("solveig", true),
    ("terje", true),
    ("vigdis", false),
];
pub(super) const STUDENTS: [Who; 3] = ["amina", "bjorn", "cecilie"];
pub(super) const DEPARTMENT: Who = "ingrid";
pub(super) const FACULTY: [Who; 2] = ["liv", "odd"];
pub(super) const BOARD: Who = "jon";
/// Another department's officer, officers without a part in grading, and a student who sat no exam.
pub(super) const OUTSIDE: [Who; 5] = ["per", "kari", "anne", "eva", "daniel"];

/// A rule of the model that is wrong on purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Broken {
    /// Two who disagree need no third: the better grade counts.
    TwoDisagree,
    /// An examiner may announce what he has graded.
    ExaminerAnnounces,
    /// Somebody of the first committee may sit in the new one.
    OldExaminer,
    /// The deadlines run from the day the protocol was sealed.
    DeadlineFromSeal,
}

impl Broken {
    pub(super) const ALL: [Self; 4] =
        [Self::TwoDisagree, Self::ExaminerAnnounces, Self::OldExaminer, Self::DeadlineFromSeal];

    /// What is said by a walk that has found it.
    pub(super) fn tells(self) -> &'static str {
        match self {
            Self::TwoDisagree => "Seal",
            Self::ExaminerAnnounces => "Announce",
            Self::OldExaminer => "Appoint",
            Self::DeadlineFromSeal => "deadline",
        }
    }
}

/// A committee at work on the exam, or on one answer after an appeal.
pub(super) struct Panel {
    /// The student whose appeal it is for.
    pub(super) appeal_of: Option<usize>,
    pub(super) members: Vec<Who>,
    /// By seat and student.
    given: BTreeMap<(usize, usize), char>,
    built: bool,
    sent: bool,
    pub(super) protocol: Option<Sealed>,
}

/// A protocol that is not taken back.
pub(super) struct Sealed {
    on: Date,
    rows: Vec<(usize, char)>,
    signers: Vec<Who>,
    signed: BTreeSet<Who>,
    received: bool,
    announced: bool,
}

/// An announced grade.
#[derive(Clone)]
pub(super) struct Announced {
    pub(super) grade: char,
    pub(super) on: Date,
    sealed: Date,
    panel: usize,
    pub(super) regraded: bool,
    /// Whether an explanation was asked for in time, and when it was given.
    asked: Option<(bool, Option<Date>)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Late,
    Accepted,
    Sent,
    Further,
    Decided,
    Withdrawn,
}

/// An appeal.
pub(super) struct Case {
    pub(super) state: State,
    pub(super) panels: Vec<usize>,
}

/// Everything.
pub(super) struct Model {
    pub(super) today: Date,
    pub(super) panels: Vec<Panel>,
    /// Each student's results, the one that counts last.
    pub(super) results: [Vec<Announced>; 3],
    pub(super) cases: [Option<Case>; 3],
    broken: Option<Broken>,
}

impl Model {
    /// The morning after the exam: marit and geir have three answers before them.
    pub(super) fn new(broken: Option<Broken>) -> Self {
        Self {
            today: date(2026, 9, 7),
            panels: vec![Panel::of(None, &["marit", "geir"])],
            results: [const { Vec::new() }; 3],
            cases: [const { None }; 3],
            broken,
        }
    }

    pub(super) fn is(&self, broken: Broken) -> bool {
        self.broken == Some(broken)
    }

    fn sits(&self, who: Who, panel: usize) -> bool {
        self.panels[panel].members.contains(&who)
    }

    fn candidates(&self, panel: usize) -> Vec<usize> {
        match self.panels[panel].appeal_of {
            None => (0..STUDENTS.len()).collect(),
            Some(student) => {
                let sent = self.panels[panel].sent && !self.is_over(panel);
                sent.then_some(student).into_iter().collect()
            }
        }
    }

    /// Whether the appeal that the committee is for has been withdrawn.
    fn is_over(&self, panel: usize) -> bool {
        let Some(student) = self.panels[panel].appeal_of else { return false };
        // One that was made anew has other committees.
        let case = self.cases[student].as_ref();
        !case.is_some_and(|case| case.state != State::Withdrawn && case.panels.contains(&panel))
    }

    /// The one grade of a candidate, once there is one.
    fn grade(&self, panel: usize, candidate: usize) -> Option<char> {
        let panel = &self.panels[panel];
        let of = |seat: usize| panel.given.get(&(seat, candidate)).copied();
        let (one, other) = (of(0)?, of(1)?);
        if one == other {
            return Some(one);
        }
        if self.is(Broken::TwoDisagree) {
            return Some(one.min(other));
        }
        let third = of(2).filter(|_| is_external(panel.members[2]))?;
        [one, other].contains(&third).then_some(third)
    }

    /// Whether this may be done by this person now.
    pub(super) fn allows(&self, who: Who, step: &Step) -> bool {
        let department = who == DEPARTMENT;
        let faculty = FACULTY.contains(&who);
        match *step {
            Step::Give { panel, candidate, .. } => {
                let seat = self.panels[panel].members.iter().position(|member| *member == who);
                self.panels[panel].protocol.is_none()
                    && self.candidates(panel).contains(&candidate)
                    && seat.is_some_and(|seat| seat < 2 || self.disputed(panel, candidate))
            }
            Step::CallThird { panel, third } => {
                let mut candidates = self.candidates(panel).into_iter();
                let disputed = candidates.any(|candidate| self.disputed(panel, candidate));
                let panel = &self.panels[panel];
                who == BOARD
                    && (panel.appeal_of.is_none() || disputed)
                    && panel.members.len() == 2
                    && panel.protocol.is_none()
                    && is_external(third)
                    && !self.graded_before(panel.appeal_of).contains(&third)
            }
            Step::Seal { panel } => {
                let candidates = self.candidates(panel);
                (department || self.sits(who, panel))
                    && self.panels[panel].protocol.is_none()
                    && !candidates.is_empty()
                    && candidates.iter().all(|one| self.grade(panel, *one).is_some())
            }
            Step::Sign { panel } => self.panels[panel].protocol.as_ref().is_some_and(|sealed| {
                sealed.signers.contains(&who)
                    && !sealed.signed.contains(who)
                    && !self.is_over(panel)
            }),
            Step::TakeBack { panel } => {
                let open = self.panels[panel].protocol.as_ref();
                (department || self.sits(who, panel)) && open.is_some_and(|sealed| !sealed.received)
            }
            Step::Receive { panel } => {
                let ordinary = self.panels[panel].appeal_of.is_none();
                self.panels[panel].protocol.as_ref().is_some_and(|sealed| {
                    faculty && ordinary && !sealed.received && sealed.is_signed()
                })
            }
            Step::Announce { panel } => {
                let examiner = self.is(Broken::ExaminerAnnounces) && self.sits(who, panel);
                let ordinary = self.panels[panel].appeal_of.is_none();
                self.panels[panel].protocol.as_ref().is_some_and(|sealed| {
                    (faculty || examiner) && ordinary && sealed.received && !sealed.announced
                })
            }
            Step::Later { .. } => true,
            _ => self.allows_afterwards(who, step),
        }
    }

    /// The same for what comes after the announcement.
    fn allows_afterwards(&self, who: Who, step: &Step) -> bool {
        let handles = who == DEPARTMENT || FACULTY.contains(&who);
        match *step {
            Step::Ask { student } => {
                who == STUDENTS[student]
                    && self.results[student].last().is_some_and(|result| result.asked.is_none())
            }
            Step::Explain { student } => self.results[student].last().is_some_and(|result| {
                matches!(result.asked, Some((_, None))) && self.sits(who, result.panel)
            }),
            Step::Appeal { student } => {
                who == STUDENTS[student]
                    && self.state(student).is_none_or(|state| state == State::Withdrawn)
                    && self.results[student].last().is_some()
            }
            Step::Withdraw { student } => {
                who == STUDENTS[student]
                    && self
                        .state(student)
                        .is_some_and(|state| !matches!(state, State::Decided | State::Withdrawn))
            }
            Step::Appoint { student, members } => {
                who == BOARD && self.appointable(student, members)
            }
            Step::Build { student } => handles && self.waits(student, |panel| !panel.built),
            Step::Send { student } => {
                handles && self.waits(student, |panel| panel.built && !panel.sent)
            }
            Step::Settle { student } => handles && self.assessed(student).is_some(),
            _ => false,
        }
    }

    /// Whether this examiner has graded this candidate.
    pub(super) fn stands(&self, who: Who, panel: usize, candidate: usize) -> bool {
        let seat = self.panels[panel].members.iter().position(|member| *member == who);
        seat.is_some_and(|seat| self.panels[panel].given.contains_key(&(seat, candidate)))
    }

    fn disputed(&self, panel: usize, candidate: usize) -> bool {
        let of = |seat: usize| self.panels[panel].given.get(&(seat, candidate));
        matches!((of(0), of(1)), (Some(one), Some(other)) if one != other)
    }

    pub(super) fn state(&self, student: usize) -> Option<State> {
        self.cases[student].as_ref().map(|case| case.state)
    }

    /// Everyone who has graded this student's answer, or, for an ordinary committee, its own.
    fn graded_before(&self, student: Option<usize>) -> Vec<Who> {
        let same = |panel: &&Panel| {
            let first = panel.appeal_of.is_none();
            panel.appeal_of == student || first && !self.is(Broken::OldExaminer)
        };
        self.panels.iter().filter(same).flat_map(|panel| panel.members.clone()).collect()
    }

    fn appointable(&self, student: usize, members: [Who; 2]) -> bool {
        let wanted = match self.cases[student].as_ref() {
            Some(case) => {
                case.state == State::Accepted && case.panels.is_empty()
                    || case.state == State::Further && case.panels.len() == 1
            }
            None => false,
        };
        let before = self.graded_before(Some(student));
        wanted
            && members[0] != members[1]
            && members.iter().any(|member| is_external(member))
            && members.iter().all(|member| !before.contains(member))
    }

    /// Whether the case stands at its package, and the committee at work is like this.
    fn waits(&self, student: usize, panel: impl Fn(&Panel) -> bool) -> bool {
        let Some(case) = &self.cases[student] else { return false };
        let count = match case.state {
            State::Accepted => 1,
            State::Further => 2,
            _ => return false,
        };
        case.panels.len() == count && panel(&self.panels[case.panels[count - 1]])
    }

    /// The grade of the committee at work, once all have signed.
    fn assessed(&self, student: usize) -> Option<(usize, char)> {
        let case = self.cases[student].as_ref()?;
        let panel = match case.state {
            State::Sent => case.panels.first(),
            State::Further => case.panels.get(1),
            _ => None,
        }?;
        let sealed = self.panels[*panel].protocol.as_ref().filter(|sealed| sealed.is_signed())?;
        Some((*panel, sealed.rows[0].1))
    }
}

impl Panel {
    pub(super) fn of(appeal_of: Option<usize>, members: &[Who]) -> Self {
        let members = members.to_vec();
        let given = BTreeMap::new();
        Self { appeal_of, members, given, built: false, sent: false, protocol: None }
    }
}

impl Sealed {
    fn is_signed(&self) -> bool {
        self.signers.iter().all(|who| self.signed.contains(who))
    }
}

impl Announced {
    /// The last day to appeal; `None` while an explanation is awaited.
    pub(super) fn appeal_due(&self, broken: bool) -> Option<Date> {
        match self.asked {
            Some((true, given)) => given.map(|day| day + 21.days()),
            _ => Some(self.counted(broken) + 21.days()),
        }
    }

    /// The last day to ask for an explanation.
    pub(super) fn explanation_due(&self, broken: bool) -> Date {
        self.counted(broken) + 7.days()
    }

    fn counted(&self, broken: bool) -> Date {
        if broken { self.sealed } else { self.on }
    }
}

/// So many days later, and not on a weekend, to which no deadline is moved.
pub(super) fn after(day: Date, days: i8) -> Date {
    let day = day + days.days();
    match day.weekday() {
        Weekday::Saturday => day + 2.days(),
        Weekday::Sunday => day + 1.day(),
        _ => day,
    }
}

fn is_external(who: Who) -> bool {
    EXAMINERS.contains(&(who, true))
}

impl Model {
    /// What follows from a step that is allowed.
    pub(super) fn apply(&mut self, who: Who, step: &Step) {
        let today = self.today;
        match *step {
            Step::Give { panel, candidate, grade } => {
                let panel = &mut self.panels[panel];
                let seat = panel.members.iter().position(|member| *member == who).unwrap_or(9);
                panel.given.insert((seat, candidate), grade);
            }
            Step::CallThird { panel, third } => self.panels[panel].members.push(third),
            Step::Seal { panel } => {
                let graded = self.candidates(panel).into_iter();
                let rows = graded.filter_map(|one| Some((one, self.grade(panel, one)?))).collect();
                let (signers, signed) = (self.panels[panel].members.clone(), BTreeSet::new());
                let (received, announced) = (false, false);
                let sealed = Sealed { on: today, rows, signers, signed, received, announced };
                self.panels[panel].protocol = Some(sealed);
            }
            Step::TakeBack { panel } => self.panels[panel].protocol = None,
            Step::Sign { panel } => self.change(panel, |sealed| {
                sealed.signed.insert(who);
            }),
            Step::Receive { panel } => self.change(panel, |sealed| sealed.received = true),
            Step::Announce { panel } => self.announce(panel),
            Step::Ask { student } => {
                let late = self.results[student].last().map(|r| today > r.explanation_due(false));
                let asked = late.map(|late| (!late, None));
                self.results[student].last_mut().expect("a result").asked = asked;
            }
            Step::Explain { student } => {
                let result = self.results[student].last_mut().expect("a result");
                result.asked = result.asked.map(|(in_time, _)| (in_time, Some(today)));
            }
            Step::Appeal { student } => {
                let due = self.results[student].last().expect("a result").appeal_due(false);
                let late = due.is_some_and(|due| today > due);
                let state = if late { State::Late } else { State::Accepted };
                self.cases[student] = Some(Case { state, panels: Vec::new() });
            }
            Step::Withdraw { student } => self.case(student).state = State::Withdrawn,
            Step::Appoint { student, members } => {
                let panel = self.panels.len();
                self.panels.push(Panel::of(Some(student), &members));
                self.case(student).panels.push(panel);
            }
            Step::Build { student } => self.at_work(student).built = true,
            Step::Send { student } => {
                self.at_work(student).sent = true;
                if self.case(student).state == State::Accepted {
                    self.case(student).state = State::Sent;
                }
            }
            Step::Settle { student } => self.settle(student),
            Step::Later { days } => self.today = after(today, days),
        }
    }

    fn change(&mut self, panel: usize, how: impl FnOnce(&mut Sealed)) {
        how(self.panels[panel].protocol.as_mut().expect("a protocol"));
    }

    fn case(&mut self, student: usize) -> &mut Case {
        self.cases[student].as_mut().expect("a case")
    }

    fn at_work(&mut self, student: usize) -> &mut Panel {
        let panel = *self.case(student).panels.last().expect("a committee");
        &mut self.panels[panel]
    }

    fn announce(&mut self, panel: usize) {
        let sealed = self.panels[panel].protocol.as_mut().expect("a protocol");
        sealed.announced = true;
        let sealed_on = sealed.on;
        for (student, grade) in sealed.rows.clone() {
            let (on, regraded) = (self.today, self.panels[panel].appeal_of.is_some());
            let sealed = sealed_on;
            let new = Announced { grade, on, sealed, panel, regraded, asked: None };
            self.results[student].push(new);
        }
    }

    /// Two grades apart a further committee looks first, once.
    fn settle(&mut self, student: usize) {
        let (panel, new) = self.assessed(student).expect("an assessment");
        let old = self.results[student].last().expect("a result").grade;
        self.change(panel, |sealed| sealed.received = true);
        let apart = u32::from(old).abs_diff(u32::from(new)) >= 2;
        if apart && self.case(student).state == State::Sent {
            self.case(student).state = State::Further;
            return;
        }
        self.announce(panel);
        self.case(student).state = State::Decided;
    }
}
