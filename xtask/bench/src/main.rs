//! How fast it is: `cargo xtask bench [WHAT…]`. Each figure stands beside a floor that was measured
//! in the same run; none is asserted, because a busy machine is no fault of the program.
//!
//! The database is a server of the bench's own with durable commits; the office is a process of
//! its own, asked over loopback.

mod announce;
mod figure;
mod import;
mod letters_pace;
mod lists;
mod load;
mod memory;
mod office_process;
mod results;
mod seed;
mod verify;
mod world;

use anyhow::Result;
use clap::{Parser, Subcommand};

use world::World;

/// A bench.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum What {
    /// Announce the results of an exam in one act; needed by `results`
    Announce,
    /// Everybody reads their own results at once
    Results,
    /// The officer's lists
    Lists,
    /// Import of a term of real exam data (`KANDIDAT_SHARED`)
    Import,
    /// Letters a second
    Letters,
    /// Entries of the audit record verified a second
    Verify,
}

#[derive(Parser)]
#[command(about = "Measures how fast Kandidat is")]
struct Bench {
    #[command(subcommand)]
    part: Option<Part>,
    /// Which; all when none is named
    what: Vec<What>,
    /// How many students
    #[arg(long, default_value_t = 20_000)]
    students: usize,
}

#[derive(Subcommand)]
enum Part {
    /// The office that is measured
    #[command(hide = true)]
    Serve {
        /// Its database
        url: String,
        /// Only the handler that everything is measured against
        #[arg(long)]
        floor: bool,
    },
}

#[tokio::main]
async fn main() -> Result<()> {
    let bench = Bench::parse();
    match bench.part {
        Some(Part::Serve { url, floor }) => office_process::serve(&url, floor).await,
        None => measure(bench.students, &bench.what).await,
    }
}

async fn measure(students: usize, what: &[What]) -> Result<()> {
    let wanted = |one| what.is_empty() || what.contains(&one);
    figure::head();
    if wanted(What::Announce) || wanted(What::Results) || wanted(What::Lists) {
        office(students, wanted(What::Results), wanted(What::Lists)).await?;
    }
    if wanted(What::Import) {
        import::run().await?;
    }
    if wanted(What::Letters) {
        letters_pace::run().await?;
    }
    if wanted(What::Verify) {
        verify::run()?;
    }
    Ok(())
}

/// The benches that share one world: grades are announced, then read.
async fn office(students: usize, read: bool, lists: bool) -> Result<()> {
    let mut world = World::new(students).await?;
    let (office, floor) = (world.start_office().await?, world.start_floor().await?);
    memory::report("at rest", &world, &office, &floor)?;
    announce::run(&mut world, &office).await?;
    if lists {
        lists::run(&world, &office).await?;
    }
    memory::report("after announcement and lists", &world, &office, &floor)?;
    if read {
        results::run(&world, &office, &floor).await?;
        memory::report("under load, at most", &world, &office, &floor)?;
    }
    floor.stop().await?;
    office.stop().await
}
