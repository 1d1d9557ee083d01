//! `kandidat rule`: every rule of the domain, callable. See [`rules::registry`].

use crate::exit::Failure;
use anyhow::Context;
use rules::registry::{RULES, find};
use rules::{Entry, Language, RuleSet, RuleSets};
use serde_json::{Value, json};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

/// What to ask, and of which rule.
#[derive(clap::Args)]
pub struct Args {
    /// The rule to ask; left out, all rules are listed.
    name: Option<String>,
    /// The facts as JSON: a file, or - for standard input.
    #[arg(long, value_name = "FILE|-", requires = "name")]
    facts: Option<PathBuf>,
    /// Show the JSON schemas of the rule's facts and of its answer instead.
    #[arg(long, conflicts_with = "facts", requires = "name")]
    schema: bool,
    /// An institution's own regulation file, used instead of a shipped rule set.
    #[arg(long, value_name = "FILE.toml", requires = "name")]
    regulation: Option<PathBuf>,
    /// The language of the list: nb, nn or en.
    #[arg(long, default_value = "en", value_parser = crate::language::language)]
    language: Language,
}

/// Runs the command.
///
/// # Errors
/// Bad input for an unknown rule, facts or regulation that cannot be used; a failure
/// outside where a file or stdout cannot be read or written.
pub fn run(args: Args) -> Result<(), Failure> {
    let Some(name) = &args.name else { return print(&list(args.language)) };
    let Some(rule) = find(name) else {
        let known: Vec<_> = RULES.iter().map(|rule| rule.name).collect();
        return Err(bad("rule", &json!(name).to_string(), &known.join(", ")));
    };
    let regulation = args.regulation.as_deref().map(read_regulation).transpose()?;
    if args.schema {
        let (facts, answer) = rule.schemas();
        return print(&pretty(&json!({ "facts": facts, "answer": answer })));
    }
    let Some(path) = &args.facts else {
        return Err(bad("--facts", "nothing", "a file, - for standard input, or --schema instead"));
    };
    let answer = ask(rule, &read(path, "--facts")?, regulation.as_ref())?;
    print(&pretty(&answer))
}

fn ask(rule: &Entry, facts: &str, regulation: Option<&RuleSet>) -> Result<Value, Failure> {
    let facts = serde_json::from_str(facts)
        .map_err(|error| bad("facts", &format!("text that breaks off ({error})"), "JSON"))?;
    rule.run(&facts, regulation).map_err(|error| Failure::BadInput(error.to_string()))
}

fn read_regulation(path: &Path) -> Result<RuleSet, Failure> {
    let text = read(path, "--regulation")?;
    RuleSet::parse(&text, RuleSets::shipped())
        .map_err(|error| Failure::BadInput(format!("{}: {error}", path.display())))
}

fn list(language: Language) -> String {
    let width = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
    let line = |rule: &Entry| {
        format!("{:width$}  {}  [{}]", rule.name, rule.about().get(language), rule.law)
    };
    RULES.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn read(path: &Path, argument: &str) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let result = if path.as_os_str() == "-" {
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| ())
    } else {
        std::fs::read(path).map(|read| bytes = read)
    };
    match result {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Err(bad(argument, &path.display().to_string(), "a file that exists"));
        }
        result => result.with_context(|| format!("{argument}: cannot read {}", path.display()))?,
    }
    String::from_utf8(bytes)
        .map_err(|_| bad(argument, &path.display().to_string(), "a file in UTF-8"))
}

fn bad(field: &str, given: &str, allowed: &str) -> Failure {
    Failure::BadInput(format!("{field}: given {given}, allowed: {allowed}"))
}

fn pretty(value: &Value) -> String {
    format!("{value:#}")
}

fn print(text: &str) -> Result<(), Failure> {
    Ok(writeln!(std::io::stdout().lock(), "{text}").context("cannot write to stdout")?)
}
