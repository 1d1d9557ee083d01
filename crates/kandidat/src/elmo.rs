//! `kandidat elmo`: documents of results, as institutions exchange them, from files. See [`::elmo`].

use crate::exit::Failure;
use ::elmo::limits::BYTES_MAX;
use ::elmo::{
    Document, Learner, Note, Read, Refused, Report, VerifyingKey, read_unverified, unpack, verify,
};
use clap::{Args as ClapArgs, Subcommand};
use rules::Language;
use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// What to do with a document.
#[derive(Subcommand)]
pub enum Args {
    /// Verify and read a document, and say what it holds or by which rule it is refused.
    Check(Check),
}

/// Which document, and by whose word. Exit code 0 with a summary, which names nobody, when it can be relied upon;
/// 1 with the name of the refusal when it cannot; 2 when there is nothing to check.
#[derive(ClapArgs)]
pub struct Check {
    /// The document: XML, or gzip and base64 as a browser brings it.
    file: PathBuf,
    /// The certificate or public key of whoever is said to have signed it.
    #[arg(long, value_name = "CERT-OR-KEY.pem")]
    key: Option<PathBuf>,
    /// Read it though nothing vouches for it: a signature in it is not verified.
    #[arg(long, conflicts_with = "key")]
    unsigned: bool,
    /// The language of the answer: nb, nn or en.
    #[arg(long, default_value = "en", value_parser = crate::language::language)]
    language: Language,
}

/// Runs the command.
///
/// # Errors
/// A document that is refused answers no; a file that cannot be read, and a key that is none, are bad input.
pub fn run(args: &Args) -> Result<(), Failure> {
    let Args::Check(check) = args;
    let key = check.key.as_deref().map(|path| read_key(path, check.language)).transpose()?;
    let given = read_file(&check.file)?;
    let told =
        answer(&given, key.as_ref(), check).map_err(|refused| no(refused, check.language))?;
    print(&told);
    Ok(())
}

/// What the document says, if it is taken.
fn answer(given: &[u8], key: Option<&VerifyingKey>, check: &Check) -> Result<String, Refused> {
    let xml = unpack(given)?;
    if let Some(key) = key {
        let verified = verify(&xml, key)?;
        let signed = format!("verified, {:?}", verified.algorithm());
        return Ok(summary(&verified.read()?, &signed, check.language));
    }
    let read = read_unverified(&xml)?;
    match (check.unsigned, read.unchecked_signature) {
        (true, true) => Ok(summary(&read, "there is one, and it was NOT verified", check.language)),
        (true, false) => Ok(summary(&read, "none", check.language)),
        (false, true) => Err(Refused::NoKey),
        (false, false) => Err(Refused::NotSigned),
    }
}

fn no(refused: Refused, language: Language) -> Failure {
    Failure::No(format!("{}: {}", refused.name(), refused.text().get(language)))
}

/// What a document holds, without a word of whose it is.
fn summary(read: &Read, signature: &str, language: Language) -> String {
    let Document { generated, learner, reports } = &read.document;
    let mut told = format!("ELMO, version {:?}\nsignature: {signature}\n", read.version);
    let _ = writeln!(told, "generated: {generated}");
    let _ = writeln!(told, "learner: {}", known_by(learner));
    for one in reports {
        report(&mut told, one, language);
    }
    for Note { what, place } in &read.notes {
        let _ = writeln!(told, "note: {}: {} ({place})", what.name(), what.text().get(language));
    }
    told
}

fn known_by(learner: &Learner) -> String {
    let is = |is: bool| if is { "yes" } else { "no" };
    let national_id = is(learner.national_id().is_some());
    format!("national id {national_id}, date of birth {}", is(learner.born.is_some()))
}

fn report(told: &mut String, report: &Report, language: Language) {
    let name = report.issuer.title.nearest(language).unwrap_or("(without a name)");
    let list = report.achievements().unwrap_or_default();
    let qualifications = list.iter().filter(|one| one.opportunity.is_qualification()).count();
    let part = list.iter().filter(|one| !one.part_of.is_empty()).count();
    let _ = writeln!(
        told,
        "issuer: {name}\n  results: {} ({qualifications} qualifications, {part} part of another)",
        list.len()
    );
    for one in list {
        let opportunity = one.opportunity;
        let title = opportunity.title.nearest(language).unwrap_or_default();
        let achieved = &opportunity.achieved;
        let credits = achieved.credits.map(|credits| credits.to_string());
        let said = [opportunity.code(), Some(title), credits.as_deref(), achieved.grade.as_deref()];
        let said: Vec<&str> = said.into_iter().map(|one| one.unwrap_or("-")).collect();
        let _ = writeln!(told, "  {}", said.join(" | "));
    }
}

fn read_key(path: &Path, language: Language) -> Result<VerifyingKey, Failure> {
    let bytes = read_file(path)?;
    let pem = String::from_utf8_lossy(&bytes);
    VerifyingKey::from_pem(&pem).map_err(|refused| {
        let (name, text) = (refused.name(), refused.text());
        Failure::BadInput(format!("--key {}: {name}: {}", path.display(), text.get(language)))
    })
}

/// A file, and no more of it than a document may have and one byte, which the library then refuses.
fn read_file(path: &Path) -> Result<Vec<u8>, Failure> {
    let bad = |error| Failure::BadInput(format!("{}: {error}", path.display()));
    let file = std::fs::File::open(path).map_err(bad)?;
    let mut bytes = Vec::new();
    file.take(BYTES_MAX as u64 + 1).read_to_end(&mut bytes).map_err(bad)?;
    Ok(bytes)
}

#[expect(clippy::print_stdout, reason = "the answer")]
fn print(told: &str) {
    print!("{}", printable(told));
}

/// Text from elsewhere must not steer the terminal it is shown on.
fn printable(told: &str) -> String {
    told.chars().filter(|one| *one == '\n' || !one.is_control()).collect()
}
