//! University College Cork's real term in place of the invented one: 719 exams, 43 039
//! registrations. The students' names are invented from their numbers. The term is solved, and its
//! plan published.

mod published;
mod solved;
#[cfg(test)]
mod tests;

use super::form::link_like;
use super::walk::Walker;
use crate::exit::Failure;
use crate::import;
use anyhow::{Context, Result, ensure};
use clap::Args as ClapArgs;
use jiff::ToSpan;
use jiff::civil::Date;
use office::import::{At, Batch, ImportError, RoomRow, UccOptions, read_ucc, run};
use office::world::CastMember;
use rules::{Language, Term};
use serde_json::Value;
use solved::{Solved, solved};
use std::path::{Path, PathBuf};
use store::Store;
use uuid::Uuid;

/// Everybody who works with exams in the demonstration has a role at this unit or above it.
const UNIT: &str = "999.10.01";

/// Where Cork's term is read from.
#[derive(ClapArgs)]
#[group(id = "cork", conflicts_with_all = ["database"])]
pub struct Args {
    /// Fill the university with Cork's real term, read from this folder (docs/import.md).
    #[arg(long = "ucc", value_name = "FOLDER")]
    folder: Option<PathBuf>,
    /// Where and when Cork's exams are held: lines of exam;period;rooms.
    #[arg(long, requires = "folder", value_name = "FILE")]
    timetable: Option<PathBuf>,
    /// How long Cork's term is searched for: every demand that can hold does after a few seconds.
    #[arg(long, requires = "folder", value_name = "SECONDS", default_value_t = 15.0)]
    search_seconds: f64,
}

impl Args {
    /// Whether the university is filled with Cork's term.
    pub const fn asked(&self) -> bool {
        self.folder.is_some()
    }

    /// Solves the term, and reads it into the term of the store's clock, or the next one where its
    /// exam weeks lie behind; nothing if it was not asked for.
    ///
    /// # Errors
    /// Bad rows are named on stderr; or the database cannot be used.
    pub async fn bring(&self, store: &Store) -> Result<Option<Cork>, Failure> {
        let Some(folder) = &self.folder else { return Ok(None) };
        let node = import::node(store.clone()).await?;
        let solved = solved(folder, self.search_seconds)?;
        let timetable = self.timetable.as_ref().unwrap_or(&solved.timetable);
        let this = Term::of(node.today());
        let read = |term| read_in(folder, timetable, term);
        let mut batch = read(this)?;
        if first_day(&batch).is_none_or(|first| first <= node.today()) {
            batch = read(this.next())?;
        }
        // Whoever listens has read it by now; what cannot be removed is the machine's to sweep.
        let _ = std::fs::remove_file(&solved.timetable);
        let first = first_day(&batch).context("no exam has a day")?;
        let days = batch.exams.iter().filter_map(|exam| exam.date);
        let last = days.max().context("no exam has a day")?;
        let cork = Cork { term: Term::of(first), first, last, solved };
        cork.add_what_is_left_out(&mut batch)?;
        match run(&node, &batch, false, &mut |_| {}).await {
            Ok(_) => Ok(Some(cork)),
            Err(ImportError::Faults(faults)) => Err(import::refuse(&faults, Language::En)),
            Err(ImportError::Office(error)) => {
                Err(Failure::Outside(anyhow::anyhow!("importing: {error:?}")))
            }
        }
    }
}

/// Cork's term in the office.
pub struct Cork {
    term: Term,
    first: Date,
    last: Date,
    solved: Solved,
}

impl Cork {
    /// Rooms for special needs, which are rooms all the same; and the day of what is held before the
    /// exam weeks: the Friday before, as the data say.
    fn add_what_is_left_out(&self, batch: &mut Batch) -> Result<(), Failure> {
        let before = self.first.checked_sub(3.days()).context("the day before the exam weeks")?;
        for exam in &mut batch.exams {
            if self.solved.excluded.contains(&exam.key.code) {
                exam.date = Some(before);
            }
        }
        let special = self.solved.special.iter().enumerate();
        batch.rooms.extend(special.map(|(place, (name, seats))| RoomRow {
            at: At::default(),
            code: format!("SPECIAL-{}", place + 1),
            name: name.clone(),
            capacity: (*seats).cast_signed(),
        }));
        Ok(())
    }
}

fn read_in(folder: &Path, timetable: &Path, term: Term) -> Result<Batch, Failure> {
    let options = UccOptions {
        folder: folder.to_owned(),
        term,
        unit: UNIT.to_owned(),
        timetable: Some(timetable.to_owned()),
    };
    read_ucc(&options).map_err(|faults| import::refuse(&faults, Language::En))
}

fn first_day(batch: &Batch) -> Option<Date> {
    batch.exams.iter().filter_map(|exam| exam.date).min()
}

/// Looks at the university as its people do: the exams, one exam's candidates, one
/// student's own page. Gives a sentence for each.
///
/// # Errors
/// A page does not answer, or does not show the term.
pub async fn look(base: &str) -> Result<Vec<String>> {
    let officer = Walker::sign_in(base, CastMember::named("ingrid").id().0).await?;
    let list = officer.page("/exams").await?;
    let exam = link_like(&list, "/exams/*").context("no exam in the list")?;
    let candidates = officer.page(&format!("{exam}/candidates")).await?;
    let named = candidates.matches("<th scope=\"row\">").count();
    ensure!(named > 0, "the exam has no candidates");
    let student = student(base).await?;
    let my = Walker::sign_in(base, student).await?.page("/my").await?;
    let own = my.matches("/my/registrations/").count();
    ensure!(own > 0, "the student has no exam");
    let total = list.split("k-paging").nth(1).and_then(|rest| rest.split("</p>").next());
    let total = total.unwrap_or_default().rsplit(' ').next().unwrap_or_default();
    Ok(vec![
        format!("the officer's list holds {total} exams"),
        format!("the first page of the first one lists {named} candidates"),
        "a student reads her own exams".to_owned(),
    ])
}

/// One of the students whom the picker shows.
async fn student(base: &str) -> Result<Uuid> {
    let people: Value = reqwest::get(format!("{base}/demo/people")).await?.json().await?;
    let students = people.as_array().into_iter().flatten();
    let is_student = |person: &&Value| person["roles"] == serde_json::json!(["student"]);
    let id = students.filter(is_student).find_map(|person| person["id"].as_str());
    Ok(id.context("the picker shows no student")?.parse()?)
}
