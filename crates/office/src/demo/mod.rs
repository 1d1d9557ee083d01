//! The office as a demonstration: who can be picked instead of a login.

use crate::http::Allow;
use crate::people::PersonName;
use crate::{Node, PersonId, Result};
use edge::{Demo, DemoPerson, Place};
use rules::Language;

impl Demo for Node {
    const SIGHTS: &'static [Place<Allow>] =
        &[Place { key: "letters-out-demo-link", href: "/demo/outbox", allow: Allow::Public }];

    /// Officers first, then examiners, then the first of the students.
    async fn people(&self, language: Language) -> Result<Vec<DemoPerson>> {
        let rows = sqlx::query_file!("src/demo/people.sql", language.tag())
            .fetch_all(&self.store().pool)
            .await?;
        Ok(rows
            .into_iter()
            .map(|row| {
                let what = row.roles.iter().zip(&row.units).map(|(role, unit)| {
                    let role = ui::messages::format(language, &role_key(role), &[]);
                    if unit.is_empty() { role } else { format!("{role}, {unit}") }
                });
                DemoPerson {
                    id: PersonId(row.id),
                    // These people are invented: the picker shows even those whose address is protected.
                    name: PersonName::new(row.given_name, row.family_name, false).full(),
                    what: what.collect(),
                    roles: row.roles,
                    languages: vec![crate::people::store::language(&row.language)],
                }
            })
            .collect())
    }

    async fn knows(&self, person: PersonId) -> Result<bool> {
        let mut conn = self.store().pool.acquire().await?;
        Ok(crate::people::store::person(&mut conn, person).await?.is_some())
    }

    async fn run_due(&self) -> Result<()> {
        crate::jobs::run_due(self).await
    }
}

/// The message key of a role, granted or derived.
fn role_key(role: &str) -> String {
    format!("role-{}", role.to_ascii_lowercase().replace('_', "-"))
}
