//! The house's own tools: `cargo xtask --help`.

mod benches;
mod coverage;
mod dev_db;
mod drill;
mod example_bench;
mod query_data;
mod tidy;
mod timetable_bench;
mod wire_bench;

use clap::Parser;

#[derive(Parser)]
#[command(about = "The house's own tools")]
enum Task {
    /// Writes the query data (`.sqlx`) of the crates anew, so that they build without a database
    Sqlx {
        /// Changes nothing; fails when the data differ from what the queries say
        #[arg(long)]
        check: bool,
        /// Only this crate (store, register or office)
        only: Option<String>,
    },
    /// Makes a fresh migrated database on the scratch cluster and prints its DATABASE_URL
    DevDb {
        /// A word that tells whose it is
        name: String,
    },
    /// Kills the database and the program with -9 while they work, and looks for damage
    Drill {
        #[command(subcommand)]
        which: Option<Drill>,
        /// How many kills in all; half of them meet the real office and its database
        #[arg(long, default_value_t = 40)]
        kills: u32,
    },
    /// Measures how fast it is, each figure beside a floor of the same run (docs/benches.md)
    #[command(disable_help_flag = true)]
    Bench {
        /// Which benches and their options; `--help` lists them
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// The process that the drill kills
    #[command(hide = true)]
    DrillWriter {
        /// The database
        url: String,
        /// Breaks the promise on purpose
        #[arg(long)]
        early_letter: bool,
    },
    /// Holds the rules of the house: each finding names its check, file and line
    Tidy,
    /// Writes `docs/coverage.md`: which requirement is held by which test
    Coverage {
        /// Changes nothing; fails when the report is out of date or a test names an unknown id
        #[arg(long)]
        check: bool,
    },
    /// Ends the scratch cluster and throws its databases away
    ScratchEnd,
}

#[derive(clap::Subcommand)]
enum Drill {
    /// Four stations behind proxies that fail, and killed with -9: nothing is lost or acted on twice
    Wire {
        /// How many rounds
        #[arg(long, default_value_t = 20)]
        rounds: u32,
    },
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    match Task::parse() {
        Task::Sqlx { check, only } => query_data::run(check, only.as_deref()).await,
        Task::DevDb { name } => dev_db::run(&name).await,
        Task::Drill { which: Some(Drill::Wire { rounds }), .. } => drill::wire::run(rounds).await,
        Task::Drill { which: None, kills } => drill::run(kills).await,
        Task::Bench { arguments } => benches::run(&arguments).await,
        Task::DrillWriter { url, early_letter } => {
            drill::write_until_killed(&url, early_letter).await
        }
        Task::Tidy => tidy::run(),
        Task::Coverage { check } => coverage::run(check),
        Task::ScratchEnd => testkit::cluster::end(),
    }
}

/// The cargo that runs this; where the program was started by itself, the one that is found, which
/// also finds the compiler that belongs to it.
fn cargo() -> std::ffi::OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}
