//! The rule `exclusion-control`: who may control what another has registered.

use super::law::Provision;
use crate::decision::refuse;
use crate::{Decision, Key, Law, Reason, Reasoning, Refusal, Rule, RuleSet, RuleSetId, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Who controls: `[exclusion.control]`. That it takes another person is no setting.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ControlLaw {
    /// That it is another person than the one who registered.
    pub another_person: Provision,
    /// The role it takes.
    pub role: Law<RegisterRole>,
    /// That nobody controls who is not impartial.
    pub impartiality: Provision,
}

/// A role of those who work with exclusions, by its code.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
pub enum RegisterRole {
    /// Reads.
    #[serde(rename = "RUST_LES")]
    Read,
    /// Registers, changes and deletes.
    #[serde(rename = "RUST_SKRIV")]
    Write,
    /// Controls registrations, changes and deletions.
    #[serde(rename = "RUST_KONTROLLER")]
    Control,
    /// Reads the log of alerts.
    #[serde(rename = "SYSEIER")]
    SystemOwner,
}

impl RegisterRole {
    /// The code, e.g. `RUST_KONTROLLER`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Read => "RUST_LES",
            Self::Write => "RUST_SKRIV",
            Self::Control => "RUST_KONTROLLER",
            Self::SystemOwner => "SYSEIER",
        }
    }
}

/// What was done and waits for control.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ControlAction {
    /// A row was registered.
    Create,
    /// A row was changed.
    Change,
    /// A row is to go before its time.
    Delete,
}

/// The facts of `exclusion-control`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExclusionControlFacts {
    /// What waits for control.
    pub action: ControlAction,
    /// Who registered, changed or asked to delete.
    pub registered_by: Key,
    /// Who wants to control it.
    pub controlled_by: Key,
    /// Who entered the decision that a new row is registered from, where that was done here.
    #[serde(default)]
    pub decision_entered_by: Option<Key>,
    /// The roles of the one who wants to control it.
    pub roles: Vec<RegisterRole>,
    /// Whether the one who wants to control it is impartial in the case; so if left out.
    #[serde(default)]
    pub impartial: Option<bool>,
}

/// The answer of `exclusion-control`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Controlled {
    /// Always true: what stands in the way is a refusal.
    pub controlled: bool,
}

/// Whether a person may control what was registered (routine for RUST p. 10, 11).
pub struct ExclusionControl;

impl Rule for ExclusionControl {
    const NAME: &'static str = "exclusion-control";
    const ABOUT: [&'static str; 3] = [
        "Kan denne personen kontrollere det en annen har registrert om en utestenging?",
        "Kan denne personen kontrollere det ein annan har registrert om ei utestenging?",
        "May this person control what another has registered of an exclusion?",
    ];
    const LAW: &'static str = "RUST-rutinen s. 3, 10, 11; fvl. § 6";
    type Facts = ExclusionControlFacts;
    type Answer = Controlled;

    fn decide(facts: &Self::Facts, law: &RuleSet) -> Decision<Controlled> {
        match &law.sections.exclusion {
            Some(section) => decide(facts, &section.control, &law.id),
            None => Reasoning::under(law).not_in_rule_set(),
        }
    }
}

/// Refuses with every reason: `same-person`, `decision-entered`, `role-missing`, `not-impartial`.
fn decide(
    facts: &ExclusionControlFacts,
    law: &ControlLaw,
    rule_set: &RuleSetId,
) -> Decision<Controlled> {
    Decision::reach(rule_set, |because| {
        because.push(Reason::new(must_be_controlled(facts.action), &law.another_person.law));
        let mut wrong = Vec::new();
        if facts.registered_by == facts.controlled_by {
            wrong.push(refuse(because, "same-person", same_person(), &law.another_person.law));
        }
        // What a new row says comes from the decision as it was entered. A change comes of an appeal's
        // outcome, which a second person has held against the board's own words.
        if facts.action == ControlAction::Create
            && facts.decision_entered_by.as_ref() == Some(&facts.controlled_by)
        {
            let text = entered_decision();
            wrong.push(refuse(because, "decision-entered", text, &law.another_person.law));
        }
        if !facts.roles.contains(&law.role.value) {
            wrong.push(refuse(because, "role-missing", no_role(law.role.value), &law.role.law));
        }
        if facts.impartial == Some(false) {
            wrong.push(refuse(because, "not-impartial", not_impartial(), &law.impartiality.law));
        }
        match Refusal::from_all(wrong) {
            Some(refusal) => Err(refusal),
            None => Ok(Controlled { controlled: true }),
        }
    })
}

fn must_be_controlled(action: ControlAction) -> Text {
    match action {
        ControlAction::Create => Text::new(
            "En registrering skal kontrolleres av en annen saksbehandler ved samme institusjon.",
            "Ei registrering skal kontrollerast av ein annan saksbehandlar ved same institusjon.",
            "A registration is controlled by another case officer at the same institution.",
        ),
        ControlAction::Change => Text::new(
            "En endring skal kontrolleres av en annen saksbehandler ved samme institusjon.",
            "Ei endring skal kontrollerast av ein annan saksbehandlar ved same institusjon.",
            "A change is controlled by another case officer at the same institution.",
        ),
        ControlAction::Delete => Text::new(
            "En sletting før tiden skal kontrolleres av en annen saksbehandler ved samme institusjon.",
            "Ei sletting før tida skal kontrollerast av ein annan saksbehandlar ved same institusjon.",
            "An early deletion is controlled by another case officer at the same institution.",
        ),
    }
}

fn same_person() -> Text {
    Text::new(
        "Ingen kontrollerer det hun eller han selv har registrert.",
        "Ingen kontrollerer det ho eller han sjølv har registrert.",
        "Nobody controls what she or he has registered.",
    )
}

fn entered_decision() -> Text {
    Text::new(
        "Den som har ført inn vedtaket, kontrollerer ikke det som er registrert etter det.",
        "Den som har ført inn vedtaket, kontrollerer ikkje det som er registrert etter det.",
        "Whoever entered the decision does not control what is registered from it.",
    )
}

fn no_role(role: RegisterRole) -> Text {
    let code = role.code();
    Text::new(
        format!("Den som kontrollerer, må ha rollen {code}."),
        format!("Den som kontrollerer, må ha rolla {code}."),
        format!("Whoever controls must have the role {code}."),
    )
}

fn not_impartial() -> Text {
    Text::new(
        "Den som er inhabil i saken, kontrollerer den ikke.",
        "Den som er ugild i saka, kontrollerer henne ikkje.",
        "Whoever is not impartial in the case does not control it.",
    )
}
