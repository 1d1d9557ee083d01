//! `kandidat audit`: the record of all acts as a file, and its verification without a database.

use crate::exit::Failure;
use anyhow::Context;
use clap::Subcommand;
use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use store::Store;
use store::audit::{self, Checkpoint, Witness};

/// What to do with the record.
#[derive(Subcommand)]
pub enum Args {
    /// Write the whole record to a file.
    Export {
        /// The file; an existing one is replaced.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// The office's database; left out, DATABASE_URL is used.
        #[arg(long, value_name = "URL")]
        database: Option<String>,
    },
    /// Check that an exported record is whole and unchanged. Needs no database.
    Verify {
        /// The exported record.
        file: PathBuf,
        /// The folder in which a witness keeps checkpoints of the record.
        #[arg(long, value_name = "FOLDER", requires = "key")]
        checkpoints: Option<PathBuf>,
        /// The witness's public key.
        #[arg(long, value_name = "PUB.pem", requires = "checkpoints")]
        key: Option<PathBuf>,
        /// Whose record it is, where the witness keeps those of several: the institution's number.
        #[arg(long, requires = "checkpoints")]
        node: Option<String>,
    },
    /// Sign the end of the record as it stands now and leave it with a witness.
    Checkpoint {
        /// Whose record: the institution's number.
        #[arg(long)]
        node: String,
        /// The office's private key.
        #[arg(long, value_name = "FILE.pem")]
        key: PathBuf,
        /// The witness's folder, best on another machine.
        #[arg(long, value_name = "FOLDER")]
        witness: PathBuf,
        /// The witness's private key.
        #[arg(long, value_name = "FILE.pem")]
        witness_key: PathBuf,
        /// The office's database; left out, DATABASE_URL is used.
        #[arg(long, value_name = "URL")]
        database: Option<String>,
    },
    /// Make a key pair: FILE.pem, and FILE.pub.pem beside it for others.
    Key {
        /// The private key's file, which must not exist yet.
        file: PathBuf,
    },
}

/// Runs the command.
///
/// # Errors
/// "No" for a record that was changed, bad input for keys and files that cannot be used, a
/// failure outside where the database or a disk fails.
pub fn run(args: Args) -> Result<(), Failure> {
    match args {
        Args::Export { out, database } => export(&out, database),
        Args::Verify { file, checkpoints, key, node } => {
            let kept = match checkpoints.zip(key) {
                Some((folder, key)) => kept(&folder, &key, node.as_deref())?,
                None => Vec::new(),
            };
            verify(&file, &kept)
        }
        Args::Checkpoint { node, key, witness, witness_key, database } => {
            let key = audit::read_key(&key).map_err(bad)?;
            let witness = Witness::new(witness, audit::read_key(&witness_key).map_err(bad)?);
            let signed = with_store(database, async |store| {
                let head = audit::sequencer::head(&store).await.context("the record")?;
                Ok(Checkpoint::of(&node, head, jiff::Timestamp::now()).sign(&key))
            })?;
            let at = witness.keep(&signed, &key.verifying_key()).map_err(witness_says)?;
            say(&format!("kept {}", at.display()))
        }
        Args::Key { file } => {
            audit::make_key(&file).map_err(bad)?;
            say(&format!("made {}", file.display()))
        }
    }
}

fn export(out: &Path, database: Option<String>) -> Result<(), Failure> {
    let file = File::create(out).with_context(|| format!("cannot write {}", out.display()))?;
    let head = with_store(database, async |store| {
        let head = audit::export(&store, &mut BufWriter::new(&file)).await;
        Ok(head.context("the record")?)
    })?;
    say(&format!("{} entries, head {}", head.seq, head.hex()))
}

fn verify(path: &Path, checkpoints: &[Checkpoint]) -> Result<(), Failure> {
    let file = File::open(path)
        .map_err(|error| Failure::BadInput(format!("{}: {error}", path.display())))?;
    match audit::verify_export(BufReader::new(file), checkpoints) {
        Ok(verified) => say(&format!(
            "whole and unchanged: {} entries, {} checkpoints agree{}, head {}",
            verified.head.seq,
            verified.checkpoints,
            vouched(checkpoints),
            verified.head.hex()
        )),
        Err(broken) => Err(Failure::No(format!("{}: {broken}", path.display()))),
    }
}

/// How far a witness has seen the record: what follows could have been written anew, and a last
/// checkpoint that is older than it should be says that later ones were taken away.
fn vouched(checkpoints: &[Checkpoint]) -> String {
    let last = checkpoints.iter().max_by_key(|one| (one.seq, one.at));
    last.map_or_else(String::new, |last| format!(" (the last at entry {}, {})", last.seq, last.at))
}

/// The checkpoints a witness keeps of this record. None at all, or one that is not signed with its
/// key, is an answer, too: no.
fn kept(folder: &Path, key: &Path, node: Option<&str>) -> Result<Vec<Checkpoint>, Failure> {
    let key = audit::read_public_key(key).map_err(bad)?;
    let kept = audit::kept_checkpoints(folder, &key).map_err(witness_says)?;
    audit::of_node(kept, node).map_err(|error| match witness_says(error) {
        Failure::No(said) => Failure::No(format!("{}: {said}", folder.display())),
        other => other,
    })
}

fn witness_says(error: audit::WitnessError) -> Failure {
    match error {
        audit::WitnessError::Folder { .. } | audit::WitnessError::Several { .. } => bad(error),
        _ => Failure::No(error.to_string()),
    }
}

fn with_store<T>(
    database: Option<String>,
    work: impl AsyncFnOnce(Store) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let url = database.or_else(|| std::env::var("DATABASE_URL").ok());
    let url = url.ok_or_else(|| bad("no database: give --database URL or set DATABASE_URL"))?;
    let runtime = tokio::runtime::Runtime::new().context("cannot start")?;
    runtime.block_on(async {
        work(Store::connect(&url).await.context("cannot reach the database")?).await
    })
}

fn bad(error: impl ToString) -> Failure {
    Failure::BadInput(error.to_string())
}

fn say(line: &str) -> Result<(), Failure> {
    Ok(writeln!(std::io::stdout().lock(), "{line}").context("cannot write to stdout")?)
}
