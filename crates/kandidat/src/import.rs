//! `kandidat import`: persons, rooms, courses, exams and registrations from files.

use crate::exit::Failure;
use crate::whole_office;
use anyhow::Context;
use clap::Args as ClapArgs;
use edge::station::StationConfig;
use indicatif::{ProgressBar, ProgressStyle};
use letters::{Document, Press, PressError};
use office::exclusion::Seal;
use office::import::{
    Batch, Fault, ImportError, Progress, UccOptions, read_folder, read_ucc, run as import,
};
use office::{Mode, Node, NodeConfig};
use rules::{Language, RuleSets, Term};
use std::io::Write;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use store::Store;

/// What is imported, and where to.
#[derive(ClapArgs)]
pub struct Args {
    /// The folder with persons.csv, rooms.csv, courses.csv, exams.csv, registrations.csv.
    #[arg(required_unless_present = "ucc", conflicts_with = "ucc")]
    folder: Option<PathBuf>,
    /// The folder of University College Cork's exam data, in place of the office's own files.
    #[arg(long, value_name = "FOLDER")]
    ucc: Option<PathBuf>,
    /// The term Cork's exams are moved into, e.g. 2026-H; without it, today's.
    #[arg(long, requires = "ucc", value_parser = Term::parse)]
    term: Option<Term>,
    /// Where and when Cork's exams are held: lines of exam;period;rooms.
    #[arg(long, requires = "ucc", value_name = "FILE")]
    timetable: Option<PathBuf>,
    /// The place code of the unit that gives Cork's courses; without it, the institution.
    #[arg(long, requires = "ucc", value_name = "PLACE")]
    unit: Option<String>,
    /// Tell what would change, and change nothing.
    #[arg(long)]
    dry_run: bool,
    /// The language of faults and of the report: nb, nn or en.
    #[arg(long, default_value = "en", value_parser = crate::language::language)]
    language: Language,
    /// The office's database; without it, the one in DATABASE_URL.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
}

/// Imports, all or nothing.
///
/// # Errors
/// Bad input names every bad row on stderr; a database that cannot be used ends with 3.
pub fn run(args: &Args) -> Result<(), Failure> {
    let url =
        args.database.clone().or_else(|| std::env::var("DATABASE_URL").ok()).ok_or_else(|| {
            Failure::BadInput(
                "--database: give the office's database, or set DATABASE_URL".to_owned(),
            )
        })?;
    let runtime = tokio::runtime::Runtime::new().context("starting the runtime")?;
    runtime.block_on(async {
        let store = Store::connect(&url).await.context("connecting to the database")?;
        let node = node(store).await?;
        let batch = read(args, &node).map_err(|faults| refuse(&faults, args.language))?;
        let bar = bar(batch.len());
        let mut told = |progress: Progress| {
            bar.set_message(progress.what.text().get(args.language).to_owned());
            bar.set_position(progress.done as u64);
        };
        let imported = import(&node, &batch, args.dry_run, &mut told).await;
        bar.finish_and_clear();
        match imported {
            Ok(imported) => tell(&imported.told(args.dry_run, args.language)),
            Err(ImportError::Faults(faults)) => Err(refuse(&faults, args.language)),
            Err(ImportError::Office(error)) => {
                Err(Failure::Outside(anyhow::anyhow!("the database: {error:?}")))
            }
        }
    })
}

fn read(args: &Args, node: &Node) -> Result<Batch, Vec<Fault>> {
    match (&args.ucc, &args.folder) {
        (Some(folder), _) => read_ucc(&UccOptions {
            folder: folder.clone(),
            term: args.term.unwrap_or_else(|| Term::of(node.today())),
            unit: args.unit.clone().unwrap_or_else(|| node.institution().number.clone()),
            timetable: args.timetable.clone(),
        }),
        (None, folder) => read_folder(folder.as_deref().unwrap_or_else(|| ".".as_ref())),
    }
}

/// Imports send no letters.
struct NoPress;

impl Press for NoPress {
    fn pdf<'a>(
        &'a self,
        _: &'a Document,
    ) -> Pin<Box<dyn Future<Output = Result<Vec<u8>, PressError>> + Send + 'a>> {
        Box::pin(std::future::pending())
    }
}

/// An office that only imports.
///
/// # Errors
/// The database holds no institution, or is away.
pub async fn node(store: Store) -> anyhow::Result<Node> {
    let config = NodeConfig {
        store,
        rule_sets: RuleSets::shipped().clone(),
        press: Arc::new(NoPress),
        mail: None,
        mode: Mode::Production,
        station: StationConfig::default(),
        seal: Seal::default(),
        above: whole_office::ROUTINES,
    };
    Node::open(config).await.map_err(|error| anyhow::anyhow!("opening the office: {error:?}"))
}

/// A progress bar on a terminal; silent elsewhere.
fn bar(rows: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} {msg} {elapsed}");
    ProgressBar::new(rows as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// Names every bad row, each on a line of its own, for a person who reads this language form.
pub fn refuse(faults: &[Fault], language: Language) -> Failure {
    let mut err = std::io::stderr().lock();
    for fault in faults {
        // Nothing more can be said if stderr is closed; the exit code still tells.
        let _ = writeln!(err, "{}", fault.told(language));
    }
    Failure::BadInput(ui::messages::format(language, "import-faults", &[("count", &faults.len())]))
}

fn tell(lines: &[String]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    let mut print = || lines.iter().try_for_each(|line| writeln!(out, "{line}"));
    print().context("writing to standard output")?;
    Ok(())
}
