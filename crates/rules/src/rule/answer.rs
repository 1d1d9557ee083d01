//! Running a rule and writing its answer.

use super::facts::{event_date, read};
use super::{BadFacts, Rule, root_schema};
use crate::calendar::EventDate;
use crate::{Decision, Reason, Refusal, RuleSet, RuleSetId, RuleSets};
use schemars::{JsonSchema, Schema};
use serde::Serialize;
use serde_json::Value;

/// What every answer looks like: the rule's own fields or `refused`, then the reasons.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
enum Answered<T> {
    /// What follows from the facts.
    Answer {
        #[serde(flatten)]
        answer: T,
        /// The steps of the reasoning, in order.
        because: Vec<Reason>,
        /// The rule set that was used.
        rule_set: RuleSetId,
    },
    /// The answer is no, for a named reason.
    Refused {
        /// The named refusal.
        refused: Refusal,
        /// The steps of the reasoning, in order.
        because: Vec<Reason>,
        /// The rule set that was used; `null` where none applies.
        rule_set: Option<RuleSetId>,
    },
}

/// A rule set that was chosen, or the refusal that none covers the date.
type Chosen<'a> = Result<&'a RuleSet, Refusal>;

pub(super) fn run<R: Rule>(
    facts: &Value,
    explicit: Option<&RuleSet>,
    rule_sets: &RuleSets,
) -> Result<Value, BadFacts> {
    let Value::Object(map) = facts else {
        return Err(BadFacts::new("facts", facts, "an object"));
    };
    let mut map = map.clone();
    let named = map.remove("rule_set").filter(|named| !named.is_null());
    let facts = Value::Object(map);
    let read: R::Facts = read(&facts)?;
    R::check(&read)?;
    let chosen = match explicit {
        Some(rule_set) => Ok(rule_set),
        None => choose::<R>(named.as_ref(), &facts, R::event(&read), rule_sets)?,
    };
    Ok(match chosen {
        Ok(law) => R::decide(&read, law).to_json(),
        Err(refused) => write::<R::Answer>(refused_without_law(refused)),
    })
}

fn choose<'a, R: Rule>(
    named: Option<&Value>,
    facts: &Value,
    event: Option<EventDate>,
    rule_sets: &'a RuleSets,
) -> Result<Chosen<'a>, BadFacts> {
    let ids = || format!("one of {}", rule_sets.ids().collect::<Vec<_>>().join(", "));
    if let Some(named) = named {
        let found = named.as_str().and_then(|id| rule_sets.get(id));
        return found.map(Ok).ok_or_else(|| BadFacts::new("rule_set", named, ids()));
    }
    let event = match event {
        Some(event) => Some(event),
        None => event_date(facts)?,
    };
    if let Some(date) = event {
        return Ok(rule_sets.for_date(*date).map_err(super::super::NoRuleSet::refusal));
    }
    let fallback = R::WITHOUT_DATE.and_then(|id| rule_sets.get(id));
    fallback.map(Ok).ok_or_else(|| BadFacts::missing("rule_set", ids()))
}

fn refused_without_law<T>(refused: Refusal) -> Answered<T> {
    let step = Reason { text: refused.text.clone(), law: "—".into() };
    Answered::Refused { refused, because: vec![step], rule_set: None }
}

impl<T: Serialize> Decision<T> {
    /// The answer as the command line and the API give it.
    pub fn to_json(self) -> Value {
        let Self { outcome, because, rule_set } = self;
        write(match outcome {
            Ok(answer) => Answered::Answer { answer, because, rule_set },
            Err(refused) => Answered::Refused { refused, because, rule_set: Some(rule_set) },
        })
    }
}

fn write<T: Serialize>(answered: Answered<T>) -> Value {
    // Every answer is a struct or a struct-like variant with string keys: this cannot fail.
    serde_json::to_value(answered).unwrap_or_default()
}

/// The schema of an answer, refusals included.
pub(super) fn schema<T: JsonSchema>() -> Schema {
    root_schema::<Answered<T>>()
}
