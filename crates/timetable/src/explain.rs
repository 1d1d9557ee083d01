//! Why an exam lies where it lies: what each other period would break or cost.

use crate::Format;
use crate::solve::{NONE, Placement, Probe, Problem};
use serde::Serialize;
use std::fmt;

/// One demand that would be broken, or is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Reason {
    /// Another exam in the period shares students, or is to be kept apart where `students` is 0.
    Clash {
        /// The other exam.
        exam: String,
        /// How many they share.
        students: u32,
    },
    /// The exam may not lie there by itself.
    NotAllowed {
        /// Why, in English.
        why: String,
    },
    /// The order or distance asked for between the exam and another one.
    Relation {
        /// The other exam.
        exam: String,
    },
    /// There are not seats enough left.
    Seats,
}

/// One other period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Elsewhere {
    /// Its name.
    pub period: String,
    /// What it would break; nothing: the exam could go there.
    pub breaks: Vec<Reason>,
    /// By how much the soft cost would change, without the cost of rooms.
    pub change: i64,
}

/// The answer for one exam.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The exam.
    pub exam: String,
    /// The exams that must lie together with it.
    pub together: Vec<String>,
    /// The name of its period; none: it has none.
    pub period: Option<String>,
    /// What is broken where it is.
    pub broken: Vec<Reason>,
    /// What its students and its period cost where it is.
    pub cost: i64,
    /// Every other period: first those where nothing breaks, the cheapest first.
    pub elsewhere: Vec<Elsewhere>,
}

/// Explains the exam called `name`; none if there is no such exam.
#[must_use]
pub fn explain(format: &dyn Format, placement: &Placement, name: &str) -> Option<Explanation> {
    let names = format.exams();
    let exam = names.iter().position(|own| own == name)?;
    let problem = format.problem();
    let unit = problem.members.iter().position(|members| members.contains(&(exam as u32)))?;
    let probe = Probe::new(&problem, placement, unit);
    let at = placement.period[unit];
    let here = (at != NONE).then_some(at as usize);
    let cost = here.map_or(0, |period| probe.price(period));
    let ask = Asked { format, names: &names, problem: &problem, probe: &probe, unit };
    let mut elsewhere: Vec<Elsewhere> = (0..problem.periods)
        .filter(|period| Some(*period) != here)
        .map(|period| Elsewhere {
            period: format.period_name(period),
            breaks: ask.breaks(period),
            change: probe.price(period) - cost,
        })
        .collect();
    elsewhere.sort_by_key(|other| (other.breaks.len(), other.change));
    let members = problem.members[unit].iter().filter(|member| **member != exam as u32);
    Some(Explanation {
        exam: name.to_owned(),
        together: members.map(|member| names[*member as usize].clone()).collect(),
        period: here.map(|period| format.period_name(period)),
        broken: here.map(|period| ask.breaks(period)).unwrap_or_default(),
        cost,
        elsewhere,
    })
}

struct Asked<'a> {
    format: &'a dyn Format,
    names: &'a [String],
    problem: &'a Problem,
    probe: &'a Probe<'a>,
    unit: usize,
}

impl Asked<'_> {
    fn breaks(&self, period: usize) -> Vec<Reason> {
        let problem = self.problem;
        let mut reasons = Vec::new();
        if !problem.allowed(self.unit, period) {
            let mut whys: Vec<String> = problem.members[self.unit]
                .iter()
                .map(|exam| self.format.not_allowed(*exam as usize, period))
                .filter(|why| !why.is_empty())
                .collect();
            whys.dedup();
            reasons.push(Reason::NotAllowed { why: whys.join("; ") });
        }
        for (other, students) in self.probe.clashes(period) {
            reasons.push(Reason::Clash { exam: self.name(other), students });
        }
        let related = self.probe.against(period).into_iter();
        reasons.extend(related.map(|other| Reason::Relation { exam: self.name(other) }));
        // Whoever clashes would have to leave: only then the seats can be counted.
        if reasons.is_empty() && !self.probe.seats(period) {
            reasons.push(Reason::Seats);
        }
        reasons
    }

    fn name(&self, unit: usize) -> String {
        let members = &self.problem.members[unit];
        let names: Vec<&str> =
            members.iter().map(|exam| self.names[*exam as usize].as_str()).collect();
        names.join("+")
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Clash { exam, students: 0 } => write!(f, "must not lie together with {exam}"),
            Self::Clash { exam, students } => write!(f, "{students} students also take {exam}"),
            Self::NotAllowed { why } => write!(f, "{why}"),
            Self::Relation { exam } => write!(f, "the order or distance asked for to {exam}"),
            Self::Seats => write!(f, "not seats enough"),
        }
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = |reasons: &[Reason]| {
            reasons.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
        };
        match &self.period {
            Some(period) => writeln!(f, "{} lies in {period}, cost {}", self.exam, self.cost)?,
            None => writeln!(f, "{} has no period", self.exam)?,
        }
        if !self.together.is_empty() {
            writeln!(f, "  together with {}", self.together.join(", "))?;
        }
        if !self.broken.is_empty() {
            writeln!(f, "  broken where it is: {}", words(&self.broken))?;
        }
        for other in &self.elsewhere {
            let breaks = match other.breaks.is_empty() {
                true => "breaks nothing".to_owned(),
                false => format!("breaks: {}", words(&other.breaks)),
            };
            writeln!(f, "  {}: cost {:+}; {breaks}", other.period, other.change)?;
        }
        Ok(())
    }
}
