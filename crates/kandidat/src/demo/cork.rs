//! University College Cork's real term in place of the invented one: 719 exams, 43 039
//! registrations. The students' names are invented from their numbers.

use super::form::link_like;
use super::walk::Walker;
use crate::exit::Failure;
use crate::import;
use anyhow::{Context, Result, ensure};
use clap::Args as ClapArgs;
use office::import::{ImportError, UccOptions, read_ucc, run};
use office::world::CastMember;
use rules::{Language, Term};
use serde_json::Value;
use std::path::PathBuf;
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
}

impl Args {
    /// Whether the university is filled with Cork's term.
    pub const fn asked(&self) -> bool {
        self.folder.is_some()
    }

    /// Reads the term into the term of the store's clock; nothing if it was not asked for.
    ///
    /// # Errors
    /// Bad rows are named on stderr; or the database cannot be used.
    pub async fn bring(&self, store: &Store) -> Result<(), Failure> {
        let Some(folder) = self.folder.clone() else { return Ok(()) };
        let node = import::node(store.clone()).await?;
        let options = UccOptions {
            folder,
            term: Term::of(node.today()),
            unit: UNIT.to_owned(),
            timetable: self.timetable.clone(),
        };
        let batch = read_ucc(&options).map_err(|faults| import::refuse(&faults, Language::En))?;
        match run(&node, &batch, false, &mut |_| {}).await {
            Ok(_) => Ok(()),
            Err(ImportError::Faults(faults)) => Err(import::refuse(&faults, Language::En)),
            Err(ImportError::Office(error)) => {
                Err(Failure::Outside(anyhow::anyhow!("importing: {error:?}")))
            }
        }
    }
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
