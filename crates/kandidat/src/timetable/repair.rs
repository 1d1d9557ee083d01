//! A plan that stands already, and what is changed in it.

use super::files;
use crate::exit::Failure;
use rules::Language;
use std::path::Path;
use timetable::solve::{NONE, Placement, Problem};
use timetable::{Format, Source, against};

/// The old plan.
pub struct Old {
    pub placement: Placement,
    name: String,
    bytes: Vec<u8>,
}

/// The file of a placement, near to the old plan if there is one.
pub fn written(
    format: &dyn Format,
    placement: &Placement,
    old: Option<&Old>,
) -> Result<String, Failure> {
    match old {
        None => Ok(format.write(placement)),
        Some(old) => format.write_near(placement, old.source()).map_err(files::bad),
    }
}

impl Old {
    /// Reads it.
    pub fn read(format: &dyn Format, path: &Path) -> Result<Self, Failure> {
        let (name, bytes) = (path.display().to_string(), files::read(path)?);
        let placement = format.start(Source { name: &name, bytes: &bytes }).map_err(files::bad)?;
        Ok(Self { placement, name, bytes })
    }

    fn source(&self) -> Source<'_> {
        Source { name: &self.name, bytes: &self.bytes }
    }

    /// Which units stay: those with an exam of a faculty that is held.
    pub fn held(
        &self,
        format: &dyn Format,
        problem: &Problem,
        faculties: &[String],
    ) -> Result<Vec<bool>, Failure> {
        let belongs = |exam: &u32, faculty: &String| format.belongs(*exam as usize, faculty);
        let known =
            |faculty: &&String| problem.members.iter().flatten().any(|exam| belongs(exam, faculty));
        if let Some(unknown) = faculties.iter().find(|faculty| !known(faculty)) {
            let text = format!("--hold: given {unknown}, allowed: a faculty that has exams");
            return Err(Failure::BadInput(text));
        }
        let stays = |unit: &Vec<u32>| {
            unit.iter().any(|exam| faculties.iter().any(|faculty| belongs(exam, faculty)))
        };
        Ok(problem.members.iter().map(stays).collect())
    }

    /// Every exam that has another period now, and what keeps it from where it was.
    pub fn moved(&self, format: &dyn Format, new: &Placement, language: Language) -> String {
        let (names, problem) = (format.exams(), format.problem());
        let name = |period: u16| match period {
            NONE => "-".to_owned(),
            period => format.period_name(period as usize),
        };
        let mut text = String::new();
        for (unit, members) in problem.members.iter().enumerate() {
            let (from, to) = (self.placement.period[unit], new.period[unit]);
            if from == to {
                continue;
            }
            let reasons = match from {
                NONE => Vec::new(),
                from => against(format, &problem, new, unit, from as usize),
            };
            let reasons: Vec<String> =
                reasons.iter().map(|reason| reason.text().get(language).to_owned()).collect();
            let why = match reasons.is_empty() {
                true => makes_way(language).to_owned(),
                false => reasons.join("; "),
            };
            for exam in members {
                let exam = &names[*exam as usize];
                text += &format!("moved {exam}: {} -> {}: {why}\n", name(from), name(to));
            }
        }
        text
    }
}

/// Said of an exam that could have stayed by itself.
fn makes_way(language: Language) -> &'static str {
    match language {
        Language::Nb => "gjør plass for en annen, eller planen blir bedre",
        Language::Nn => "gjer plass for ein annan, eller planen blir betre",
        Language::En => "makes way for another one, or the plan gets better",
    }
}
