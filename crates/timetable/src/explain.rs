//! Why an exam lies where it lies: what each other period would break or cost.

use crate::solve::{NONE, Placement, Probe, Problem};
use crate::words::Words;
use crate::{Format, Report, Source};
use rules::{Language, Text};
use serde::Serialize;

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
        /// Why.
        why: Text,
    },
    /// What is asked of the exam and another one together.
    Relation {
        /// The other exam.
        exam: String,
        /// What is asked.
        asked: Text,
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
    /// By how much the soft cost would change.
    pub change: i64,
    /// Which costs would change, and by how much.
    pub costs: Vec<(String, i64)>,
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
    /// What its students and its period cost where it is, without the cost of rooms.
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
    let ask = Asked::new(format, &names, &problem, placement, unit);
    let at = placement.period[unit];
    let here = (at != NONE).then_some(at as usize);
    let scored = here.and_then(|period| ask.scored(period));
    let elsewhere = (0..problem.periods).filter(|period| Some(*period) != here);
    let mut elsewhere: Vec<Elsewhere> =
        elsewhere.map(|period| ask.elsewhere(period, here, scored.as_ref())).collect();
    elsewhere.sort_by_key(|other| (other.breaks.len(), other.change));
    let members = problem.members[unit].iter().filter(|member| **member != exam as u32);
    Some(Explanation {
        exam: name.to_owned(),
        together: members.map(|member| names[*member as usize].clone()).collect(),
        period: here.map(|period| format.period_name(period)),
        broken: here.map(|period| ask.breaks(period)).unwrap_or_default(),
        cost: here.map_or(0, |period| ask.probe.price(period)),
        elsewhere,
    })
}

/// What keeps the unit out of a period of a placement; nothing: it could lie there.
#[must_use]
pub fn against(
    format: &dyn Format,
    problem: &Problem,
    placement: &Placement,
    unit: usize,
    period: usize,
) -> Vec<Reason> {
    Asked::new(format, &format.exams(), problem, placement, unit).breaks(period)
}

struct Asked<'a> {
    format: &'a dyn Format,
    names: &'a [String],
    problem: &'a Problem,
    placement: &'a Placement,
    probe: Probe<'a>,
    unit: usize,
}

impl<'a> Asked<'a> {
    fn new(
        format: &'a dyn Format,
        names: &'a [String],
        problem: &'a Problem,
        placement: &'a Placement,
        unit: usize,
    ) -> Self {
        let probe = Probe::new(problem, placement, unit);
        Self { format, names, problem, placement, probe, unit }
    }

    fn elsewhere(&self, period: usize, here: Option<usize>, scored: Option<&Report>) -> Elsewhere {
        let breaks = self.breaks(period);
        // The scorer tells what changes; where rooms stand in the way, the search's prices must do.
        let there = scored.filter(|_| breaks.is_empty()).and_then(|_| self.scored(period));
        let costs: Vec<(String, i64)> = match (scored, &there) {
            (Some(now), Some(then)) => {
                let named = then.costs.iter().map(|(name, cost)| (name, cost - now.cost(name)));
                named
                    .filter(|(_, change)| *change != 0)
                    .map(|(name, by)| (name.clone(), by))
                    .collect()
            }
            _ => Vec::new(),
        };
        let prices = || self.probe.price(period) - here.map_or(0, |here| self.probe.price(here));
        let change = match there {
            Some(_) => costs.iter().map(|(_, change)| change).sum(),
            None => prices(),
        };
        Elsewhere { period: self.format.period_name(period), breaks, change, costs }
    }

    /// The plan with the unit in this period, scored.
    fn scored(&self, period: usize) -> Option<Report> {
        let moved = self.probe.moved(self.placement, period)?;
        let text = self.format.write(&moved);
        self.format.report(Source { name: "plan", bytes: text.as_bytes() }).ok()
    }

    fn breaks(&self, period: usize) -> Vec<Reason> {
        let problem = self.problem;
        let mut reasons = Vec::new();
        if !problem.allowed(self.unit, period) {
            let members = problem.members[self.unit].iter();
            let mut whys: Vec<Text> =
                members.flat_map(|exam| self.format.not_allowed(*exam as usize, period)).collect();
            whys.dedup();
            if whys.is_empty() {
                whys.push(Words::TOGETHER.text());
            }
            reasons.extend(whys.into_iter().map(|why| Reason::NotAllowed { why }));
        }
        for (other, students) in self.probe.clashes(period) {
            reasons.push(Reason::Clash { exam: self.name(other), students });
        }
        for other in self.probe.against(period) {
            let exam = self.name(other);
            let asked = self.asked(other).unwrap_or_else(|| Words::RELATION.text());
            reasons.push(Reason::Relation { exam, asked });
        }
        // Whoever clashes would have to leave: only then the seats can be counted.
        if reasons.is_empty() && !self.probe.seats(period) {
            reasons.push(Reason::Seats);
        }
        reasons
    }

    /// What is asked of one of our exams and one of the other unit's.
    fn asked(&self, other: usize) -> Option<Text> {
        let own = self.problem.members[self.unit].iter();
        let pairs = own.flat_map(|a| self.problem.members[other].iter().map(move |b| (a, b)));
        let mut asked = pairs.filter_map(|(a, b)| self.format.asked(*a as usize, *b as usize));
        asked.next()
    }

    fn name(&self, unit: usize) -> String {
        let members = &self.problem.members[unit];
        let names: Vec<&str> =
            members.iter().map(|exam| self.names[*exam as usize].as_str()).collect();
        names.join("+")
    }
}

impl Reason {
    /// In words.
    #[must_use]
    pub fn text(&self) -> Text {
        match self {
            Self::Clash { exam, students: 0 } => Words::APART.with(&[exam]),
            Self::Clash { exam, students: 1 } => Words::CLASH_OF_ONE.with(&[exam]),
            Self::Clash { exam, students } => Words::CLASH.with(&[exam, &students.to_string()]),
            Self::NotAllowed { why } => why.clone(),
            Self::Relation { asked, .. } => asked.clone(),
            Self::Seats => Words::SEATS.text(),
        }
    }
}

impl Explanation {
    /// In words, one line for each period.
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        let said = |words: Words, with: &[&str]| words.with(with).get(language).to_owned();
        let all = |reasons: &[Reason]| {
            let texts = reasons.iter().map(|reason| reason.text().get(language).to_owned());
            texts.collect::<Vec<_>>().join("; ")
        };
        let mut lines = vec![match &self.period {
            Some(period) => said(Words::LIES, &[&self.exam, period, &self.cost.to_string()]),
            None => said(Words::NOWHERE, &[&self.exam]),
        }];
        if !self.together.is_empty() {
            lines.push(format!("  {}", said(Words::WITH, &[&self.together.join(", ")])));
        }
        if !self.broken.is_empty() {
            lines.push(format!("  {}", said(Words::BROKEN, &[&all(&self.broken)])));
        }
        for other in &self.elsewhere {
            let what = match other.breaks.is_empty() {
                true => {
                    said(Words::COULD, &[&format!("{:+}", other.change)]) + &other.parts(language)
                }
                false => said(Words::BREAKS, &[&all(&other.breaks)]),
            };
            lines.push(format!("  {}: {what}", other.period));
        }
        lines.join("\n") + "\n"
    }
}

impl Elsewhere {
    /// The costs that change, in brackets.
    fn parts(&self, language: Language) -> String {
        let part = |(name, change): &(String, i64)| {
            format!("{} {change:+}", Words::cost(name).get(language))
        };
        let parts: Vec<String> = self.costs.iter().map(part).collect();
        if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
    }
}
