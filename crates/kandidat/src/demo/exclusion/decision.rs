//! What Nordlys universitet decides: registered by one, controlled by another, changed, and gone.

use super::super::nation::{NORDLYS, Nation};
use super::WHO;
use anyhow::{Context, Result, ensure};
use jiff::civil::Date;
use office::world::CastMember;
use serde_json::{Value, json};

/// A decision that stands.
pub struct Decision {
    rows: Vec<String>,
}

impl Decision {
    /// Registers it with its rows; one of them is of the type that others are told of.
    pub async fn register(
        nation: &Nation,
        legal_basis: &str,
        (from, to): (Date, Date),
        told: &str,
    ) -> Result<Self> {
        let tor = nation.person(NORDLYS, "tor").await?;
        let who = CastMember::named(WHO).national_id().context("a national id")?;
        let decision = json!({
            "national_id": who.expose(), "legal_basis": legal_basis, "decided_on": from,
            "from": from, "to": to, "journal_number": "2026/117",
        });
        let made = tor.call("/api/exclusions", &decision).await?;
        let made = made["rows"].as_array().context("rows")?;
        let rows: Vec<_> = made.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        let mut types = String::new();
        for row in &rows {
            types.push_str(&tor.read(&format!("/api/exclusions/{row}")).await?.to_string());
        }
        ensure!(types.contains(told), "{legal_basis} gives no {told}: {types}");
        Ok(Self { rows })
    }

    /// Whoever registered it cannot control it, and another can.
    pub async fn control(&self, nation: &Nation) -> Result<()> {
        self.controlled(nation, 1).await
    }

    /// Enters what an appeal has made of it, at one row for all of them, and has each controlled.
    pub async fn change(&self, nation: &Nation, (from, to): (Date, Date)) -> Result<()> {
        let new = json!({ "from": from, "to": to, "justification": "Decided anew after appeal" });
        let tor = nation.person(NORDLYS, "tor").await?;
        let row = self.rows.first().context("a row")?;
        tor.call(&format!("/api/exclusions/{row}/change"), &new).await?;
        self.controlled(nation, 2).await
    }

    async fn controlled(&self, nation: &Nation, version: i32) -> Result<()> {
        let (tor, unni) =
            (nation.person(NORDLYS, "tor").await?, nation.person(NORDLYS, "unni").await?);
        let version = json!({ "version": version });
        for row in &self.rows {
            let path = format!("/api/exclusions/{row}/control");
            let own = tor.call(&path, &version).await;
            let refused = own.is_err_and(|no| no.to_string().contains("same-person"));
            ensure!(refused, "one person alone");
            unni.call(&path, &version).await?;
        }
        Ok(())
    }
}
