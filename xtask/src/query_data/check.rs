//! Whether the kept query data are what the database says today: each kept query is described anew, which
//! takes seconds where compiling against the database takes minutes. That every query of the code is kept
//! is seen when it is compiled; that nothing else is kept, by finding each in the code.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, SqlSafeStr};

use super::{WITH_QUERIES, data_folder, read};
use crate::dev_db::{create, root};

/// Compares, and changes nothing.
///
/// # Errors
/// Names each query that is described otherwise today, or that no code asks.
pub async fn run(only: Option<&str>) -> Result<()> {
    let mut database = PgConnection::connect(&create("sqlx").await?).await?;
    let mut findings = Vec::new();
    for name in WITH_QUERIES.into_iter().filter(|name| only.is_none_or(|only| only == *name)) {
        let code = code_of(&root().join("crates").join(name))?;
        for (file, content) in read(&data_folder(name))? {
            let kept: Value = serde_json::from_str(&content).with_context(|| file.clone())?;
            let query = kept["query"].as_str().context("kept data without their query")?;
            if !code.contains(&bare(query)) {
                findings.push(format!("{name}: {file} is kept for a query that nobody asks"));
            } else if describe(&mut database, query).await? != Some(firm(kept["describe"].clone()))
            {
                findings.push(format!("{name}: {file} is not what the database says today"));
            }
        }
    }
    ensure!(findings.is_empty(), "{}\nrun `cargo xtask sqlx`", findings.join("\n"));
    Ok(())
}

/// What the database says of a query; nothing where it does not understand it.
async fn describe(database: &mut PgConnection, query: &str) -> Result<Option<Value>> {
    let query = AssertSqlSafe(query.to_owned()).into_sql_str();
    match database.describe(query).await {
        Ok(described) => Ok(Some(firm(serde_json::to_value(described)?))),
        Err(sqlx::Error::Database(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// What is said of a query, without what the query decides for itself: of a column that says whether it may
/// be null (`"name?"`, `"name!"`) the database's guess goes by how it would run the query today.
fn firm(mut described: Value) -> Value {
    let decided: Vec<bool> = described["columns"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|column| column["name"].as_str().is_some_and(|name| name.contains(['?', '!'])))
        .collect();
    let nullable = described["nullable"].as_array_mut().into_iter().flatten();
    for (nullable, _) in nullable.zip(decided).filter(|(_, decided)| *decided) {
        *nullable = Value::Null;
    }
    described
}

/// Everything in a crate that may hold a query, bare.
fn code_of(folder: &Path) -> Result<String> {
    let mut code = String::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            code.push_str(&code_of(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs" || extension == "sql")
        {
            code.push_str(&bare(&fs::read_to_string(&path)?));
        }
    }
    Ok(code)
}

/// Without what a string in Rust may write otherwise than the query it stands for.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\\' | '"')).collect()
}
