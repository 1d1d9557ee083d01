//! What a rule is, and how it is run from JSON by the command line, the API and pages.

mod answer;
mod facts;

pub use facts::BadFacts;

use crate::calendar::EventDate;
use crate::{Decision, RuleSet, RuleSets, Text};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// One rule of the domain: a pure function from facts and a rule set to a decision.
pub trait Rule {
    /// Its name on the command line and in the API, e.g. `appeal-deadline`.
    const NAME: &'static str;
    /// What it answers, in one line: bokmål, nynorsk, English.
    const ABOUT: [&'static str; 3];
    /// The paragraphs it rests on, for the list of rules.
    const LAW: &'static str;
    /// The rule set used where the facts carry no date at all. `None`: they must name one.
    const WITHOUT_DATE: Option<&'static str> = None;

    /// What it is asked. Must refuse unknown fields (`#[serde(deny_unknown_fields)]`).
    type Facts: DeserializeOwned + JsonSchema;
    /// What it answers. Serialises to an object.
    type Answer: Serialize + JsonSchema;

    /// Facts that contradict each other, beyond what their types rule out.
    ///
    /// # Errors
    /// The first contradiction.
    fn check(_facts: &Self::Facts) -> Result<(), BadFacts> {
        Ok(())
    }

    /// The day of the event, for rules whose facts do not carry it at the top: it chooses the
    /// rule set where none is named.
    fn event(_facts: &Self::Facts) -> Option<EventDate> {
        None
    }

    /// Decides.
    fn decide(facts: &Self::Facts, law: &RuleSet) -> Decision<Self::Answer>;
}

/// A rule in the registry: what the command line calls by name.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The name of the rule.
    pub name: &'static str,
    about: [&'static str; 3],
    /// The paragraphs it rests on.
    pub law: &'static str,
    run: fn(&Value, Option<&RuleSet>, &RuleSets) -> Result<Value, BadFacts>,
    schemas: fn() -> (Schema, Schema),
}

impl Entry {
    /// The entry of a rule.
    pub const fn of<R: Rule>() -> Self {
        Self {
            name: R::NAME,
            about: R::ABOUT,
            law: R::LAW,
            run: answer::run::<R>,
            schemas: || (facts::schema::<R::Facts>(), answer::schema::<R::Answer>()),
        }
    }

    /// What the rule answers, in one line.
    pub fn about(&self) -> Text {
        let [nb, nn, en] = self.about;
        Text::new(nb, nn, en)
    }

    /// Runs the rule on JSON facts. An explicit rule set is used whatever the facts say;
    /// else the facts' `rule_set`, else the shipped one that the event's date chooses.
    /// A refusal is an answer.
    ///
    /// # Errors
    /// Facts that are unknown, missing, malformed or contradict each other.
    pub fn run(&self, facts: &Value, explicit: Option<&RuleSet>) -> Result<Value, BadFacts> {
        (self.run)(facts, explicit, RuleSets::shipped())
    }

    /// As [`Entry::run`], with rule sets other than the shipped ones to choose from.
    ///
    /// # Errors
    /// As [`Entry::run`].
    pub fn run_with(&self, facts: &Value, rule_sets: &RuleSets) -> Result<Value, BadFacts> {
        (self.run)(facts, None, rule_sets)
    }

    /// The JSON schemas of the facts and of the answer.
    pub fn schemas(&self) -> (Schema, Schema) {
        (self.schemas)()
    }
}

/// A schema of one type with everything it refers to.
fn root_schema<T: JsonSchema>() -> Schema {
    SchemaGenerator::default().into_root_schema_for::<T>()
}
