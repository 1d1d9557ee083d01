//! `kandidat conformance`: whether a receiver of the wire, or a register, keeps to the protocol.

use crate::exit::Failure;
use ::conformance::{
    Case, Judged, KIND, PATIENCE, World, agreed, cases, exclusion_cases, results_cases,
    run as run_cases, run_at_register, run_at_source,
};
use anyhow::Context;
use jiff::Timestamp;
use std::path::PathBuf;
use wire::Party;
use wire::directory::Address;
use wire::port::Limits;
use wire_http::HttpNetwork;

/// What the receiver is called where nothing is said: a number that no institution has.
const PARTY: &str = "9999";

/// Which receiver. The first call makes keys and a signed directory in the folder and says how to
/// set the receiver up with them; the next one sends messages that are right and wrong, and tells
/// what came back. Exit code 0 when every answer is as the protocol says, 1 when one is not.
#[derive(clap::Args)]
pub struct Args {
    /// The receiver's address: https://host or https://host:port, on this machine also http://
    url: Address,
    /// Where keys and directory lie
    #[arg(long, default_value = "conformance")]
    folder: PathBuf,
    /// The institution number that the receiver takes messages as; `register`: a register is asked what
    /// it does of exclusions
    #[arg(long, default_value = PARTY)]
    party: Party,
    /// Also what an institution must take that hears of others' exclusions
    #[arg(long)]
    exclusions: bool,
    /// Also what an institution must answer and take that hands out results: it is set up with persons who
    /// are agreed on
    #[arg(long)]
    exchange: bool,
    /// Make keys and directory anew: a receiver judges by a directory for a day
    #[arg(long)]
    anew: bool,
}

/// Prepares, or asks.
pub fn run(args: &Args) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.context("no runtime")?.block_on(async {
        if args.anew || !World::is_prepared(&args.folder) {
            World::prepare(&args.folder, args.party, &args.url, Timestamp::now()).await?;
            say_how(args);
            return Ok(());
        }
        let world = World::load(&args.folder, args.party, &args.url);
        let folder = args.folder.display();
        let world = world.map_err(|fault| {
            Failure::BadInput(format!("{folder}: {fault:#}; --anew makes keys and directory anew"))
        })?;
        let network = HttpNetwork::new(Limits::USUAL).context("TLS")?;
        let failed = match args.party {
            Party::Register => {
                let told = |check: ::conformance::Check, judged: &Judged| {
                    tell_check("11", check.what(), judged);
                };
                run_at_register(&world, &network, PATIENCE, told).await
            }
            Party::Institution(_) => ask_institution(args, &world, &network).await?,
        };
        match failed {
            0 => Ok(()),
            failed => Err(Failure::No(format!("{failed} answers are not as the protocol says"))),
        }
    })
}

/// Answers how many answers are not as the protocol says.
async fn ask_institution(
    args: &Args,
    world: &World,
    network: &HttpNetwork,
) -> anyhow::Result<usize> {
    let mut all = cases();
    all.extend(args.exclusions.then(exclusion_cases).into_iter().flatten());
    all.extend(args.exchange.then(results_cases).into_iter().flatten());
    let failed = run_cases(world, network, all, tell).await?;
    if !args.exchange {
        return Ok(failed);
    }
    let told = |check: ::conformance::SourceCheck, judged: &Judged| {
        tell_check("12", check.what(), judged);
    };
    Ok(failed + run_at_source(world, network, told).await)
}

#[expect(clippy::print_stdout, reason = "the answer")]
fn say_how(args: &Args) {
    let folder = args.folder.display();
    println!("{folder}/ holds what the receiver is set up with:");
    println!(
        "  receiver.hex       its private key (Ed25519), 32 bytes in hex; it is {}",
        args.party
    );
    println!("  register-key.txt   the public key of the register, to be pinned");
    println!("  directory.json     the directory that it judges by, signed with that key");
    match args.party {
        Party::Register => println!("It answers 9998, which shares exclusions, and not 9997."),
        Party::Institution(_) => {
            let also = [(args.exclusions, " and exclusion.*"), (args.exchange, " and exchange.*")];
            let also = also.map(|(asked, kinds)| if asked { kinds } else { "" }).concat();
            println!("It must take messages of the kind {KIND}{also}.");
        }
    }
    if args.exchange && args.party != Party::Register {
        say_who();
    }
    println!("Then call this again.");
}

#[expect(clippy::print_stdout, reason = "the answer")]
fn tell(case: &Case, judged: &Judged) {
    let (section, what) = (case.section, case.what);
    match &judged.wrong {
        None => println!("pass  {section}  {what}"),
        Some(wrong) => println!("FAIL  {section}  {what}: {:?} expected; {wrong}", case.expected),
    }
}

/// Whom the institution under test is to know.
#[expect(clippy::print_stdout, reason = "the answer")]
fn say_who() {
    let (passed, failed) = (agreed::PASSED, agreed::FAILED);
    println!("It shares results, and these invented persons are agreed on:");
    println!("  {}  has passed {passed} and failed {failed}", agreed::passed());
    println!("  {}  is known, and has failed a course and passed none", agreed::failed());
    println!("  {}  is not known", agreed::stranger());
}

#[expect(clippy::print_stdout, reason = "the answer")]
fn tell_check(section: &str, what: &str, judged: &Judged) {
    match &judged.wrong {
        None => println!("pass  {section}  {what}"),
        Some(wrong) => println!("FAIL  {section}  {what}: {wrong}"),
    }
}
