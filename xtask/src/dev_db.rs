//! `cargo xtask dev-db NAME`: a database to write queries against.

use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use sqlx::migrate::Migrator;
use testkit::Database;

/// The crates that have migrations.
const WITH_MIGRATIONS: [&str; 6] =
    ["store", "register", "office", "mobility", "planning", "exam_day"];

/// Prints one line that a shell can export: `export DATABASE_URL=$(cargo xtask dev-db kari)`.
#[expect(clippy::print_stdout, reason = "the URL is the tool's answer")]
pub async fn run(name: &str) -> Result<()> {
    println!("{}", create(name).await?);
    Ok(())
}

/// Makes the database and answers its URL. Migrations are read from their folders, so that this
/// works while a query that needs them does not compile yet.
pub async fn create(name: &str) -> Result<String> {
    let plain = name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    ensure!(plain && name.len() <= 30, "a name has up to 30 of the characters a-z, 0-9 and _");
    let mut migrators = Vec::new();
    for member in WITH_MIGRATIONS {
        let folder = root().join("crates").join(member).join("migrations");
        if folder.is_dir() {
            migrators.push(not_compiled_in(&Migrator::new(folder).await?));
        }
    }
    let unique = uuid::Uuid::new_v4().simple().to_string();
    let borrowed: Vec<&Migrator> = migrators.iter().collect();
    Database::create(&format!("dev_{name}_{}", &unique[..8]), &borrowed).await
}

/// Every database gets those of the store that are compiled in; only newer ones are added.
fn not_compiled_in(read: &Migrator) -> Migrator {
    let known = &store::migrate::MIGRATOR;
    let newer = read.iter().filter(|migration| !known.version_exists(migration.version));
    Migrator::with_migrations(newer.cloned().collect())
}

/// The workspace's folder: the one it is run in, so that one program serves several checkouts, else
/// the one it was built in.
pub fn root() -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    let is_root = |folder: &&Path| folder.join("xtask/Cargo.toml").is_file();
    let built_in = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    here.ancestors().find(is_root).or(built_in).map(Path::to_path_buf).unwrap_or_default()
}
