//! `kandidat key`: a party's own signing keys.

use crate::exit::Failure;
use anyhow::Context;
use ed25519_dalek::SigningKey;
use register::directory::{Purpose, challenge, prove};
use std::fs;
use std::path::{Path, PathBuf};
use wire::port::HeldKeys;
use wire::{Party, PublicKey};

/// What is done with a key.
#[derive(clap::Subcommand)]
pub enum Args {
    /// Prove to whoever lists a key in the directory that you hold it: what the register is given
    Prove(ProveArgs),
}

/// Which key, and whose. The private key is read here and goes nowhere.
#[derive(clap::Args)]
pub struct ProveArgs {
    /// The file with the private key (Ed25519): 64 hexadecimal digits, or PKCS #8 as PEM
    key: PathBuf,
    /// Whose key it is to be: an institution number, or register
    #[arg(long)]
    party: Party,
    /// What it is to sign; the directory is signed by the register's keys alone
    #[arg(long, value_enum, default_value = "messages")]
    signs: Signs,
}

/// What a key is listed for.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Signs {
    /// Messages, questions and their answers
    Messages,
    /// The directory
    Directory,
}

/// Does it.
pub fn run(args: &Args) -> Result<(), Failure> {
    let Args::Prove(asked) = args;
    let purpose = match (asked.signs, asked.party) {
        (Signs::Messages, _) => Purpose::Messages,
        (Signs::Directory, Party::Register) => Purpose::Directory,
        (Signs::Directory, party) => {
            let why = format!("--party {party}: only the register's keys sign the directory");
            return Err(Failure::BadInput(why));
        }
    };
    let key = read(&asked.key)?;
    let public: PublicKey = key.verifying_key().into();
    let ring = HeldKeys::new([key]);
    let runtime = tokio::runtime::Builder::new_current_thread().build().context("no runtime")?;
    let proof = runtime.block_on(prove(purpose, asked.party, &public, &ring));
    say(purpose, asked.party, &public, &proof.context("the proof")?);
    Ok(())
}

/// Reads a private key in either form. What is in the file is never told.
fn read(path: &Path) -> Result<SigningKey, Failure> {
    let text = fs::read_to_string(path)
        .map_err(|fault| Failure::BadInput(format!("{}: {fault}", path.display())))?;
    let bytes = hex::decode(text.trim()).ok().and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
    match bytes {
        Some(bytes) => Ok(SigningKey::from_bytes(&bytes)),
        None => store::audit::read_key(path).map_err(|_| {
            let allowed = "no private key: 64 hexadecimal digits, or PKCS #8 as PEM, Ed25519";
            Failure::BadInput(format!("{}: {allowed}", path.display()))
        }),
    }
}

#[expect(clippy::print_stdout, reason = "the answer")]
fn say(purpose: Purpose, party: Party, public: &PublicKey, proof: &str) {
    println!("public key  {public}");
    println!("signed      {}", challenge(purpose, party, public.id()));
    println!("proof       {proof}");
}
