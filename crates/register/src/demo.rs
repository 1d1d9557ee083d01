//! The register as a demonstration: who can be picked instead of a login.

use crate::Node;
use crate::access::Allow;
use crate::{exclusion, operators};
use edge::{Demo, DemoPerson, PersonId, Place, Result};
use rules::Language;

impl Demo for Node {
    const SIGHTS: &'static [Place<Allow>] = &[];

    async fn people(&self, language: Language) -> Result<Vec<DemoPerson>> {
        let operators = operators::all(self).await?;
        let person = |operator: operators::Operator| DemoPerson {
            id: operator.id,
            name: operator.name.full(),
            roles: operator.roles.iter().map(|role| role.code().to_owned()).collect(),
            languages: vec![operator.language],
            what: operator.roles.iter().map(|role| role.told(language)).collect(),
        };
        Ok(operators.into_iter().map(person).collect())
    }

    async fn knows(&self, person: PersonId) -> Result<bool> {
        Ok(operators::all(self).await?.iter().any(|operator| operator.id == person))
    }

    async fn run_due(&self) -> Result<()> {
        exclusion::sweep(self).await
    }
}
