//! The police certificate that some studies ask for: until when it is handed in, and whether it is too old
//! (uhf. § 6-2). What it shows, and a case about that, is no part of it.

use crate::calendar::{EventDate, LegalPeriod, Unit};
use crate::{BadFacts, Decision, Reasoning, Rule, RuleSet, Text};
use jiff::ToSpan;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// The section `[police_certificate]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PoliceCertificateLaw {
    /// How long the student has to hand it in.
    pub hand_in: HandIn,
    /// How old it is at most when it is handed in.
    pub oldest: Oldest,
}

/// How long the student has, from the day the place was accepted or the certificate was asked for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandIn {
    /// How many weeks, 1 or more.
    pub weeks: u16,
    /// The paragraph.
    pub law: String,
}

/// How old a certificate may be.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Oldest {
    /// How many months, 1 or more.
    pub months: u16,
    /// The paragraph.
    pub law: String,
}

/// Whether a police certificate can be approved, and until when it was to be handed in (uhf. § 6-2).
pub struct PoliceCertificate;

/// What is known of the certificate.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PoliceCertificateFacts {
    /// The day the place was accepted, or the certificate was asked for.
    pub asked: EventDate,
    /// The day it was issued.
    pub issued: EventDate,
    /// The day it was handed in.
    pub received: EventDate,
}

/// That it can be approved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PoliceCertificateAnswer {
    /// The last day on which it was to be handed in, inclusive to 23:59:59 in Oslo.
    pub hand_in_by: Date,
    /// Whether it was handed in by then. One that comes later opens the studies later.
    pub on_time: bool,
}

impl PoliceCertificateLaw {
    /// The last day on which a certificate that was asked for on a day is handed in, with the reason.
    pub fn hand_in_by(&self, asked: Date, why: &mut Reasoning<'_>) -> Date {
        let HandIn { weeks, law } = &self.hand_in;
        let period = LegalPeriod { value: *weeks, unit: Unit::Weeks, law: law.clone() };
        let what = Text::new(
            "dagen plassen ble tatt imot eller attesten ble krevd,",
            "dagen plassen vart teken imot eller attesten vart kravd,",
            "the day the place was accepted or the certificate was asked for",
        );
        why.count_from(asked, &what, &period)
    }
}

impl Rule for PoliceCertificate {
    const NAME: &'static str = "police-certificate";
    const ABOUT: [&'static str; 3] = [
        "Kan politiattesten godkjennes, og når skulle den være levert?",
        "Kan politiattesten godkjennast, og når skulle han vere levert?",
        "Can the police certificate be approved, and when was it to be handed in?",
    ];
    const LAW: &'static str = "uhf. § 6-2";
    type Facts = PoliceCertificateFacts;
    type Answer = PoliceCertificateAnswer;

    fn check(facts: &PoliceCertificateFacts) -> Result<(), BadFacts> {
        let (issued, received) = (*facts.issued, *facts.received);
        if issued <= received {
            return Ok(());
        }
        Err(BadFacts::new("issued", &json!(issued), format!("{received} or earlier")))
    }

    fn decide(facts: &PoliceCertificateFacts, law: &RuleSet) -> Decision<PoliceCertificateAnswer> {
        let mut why = Reasoning::under(law);
        let Some(section) = &law.sections.police_certificate else { return why.not_in_rule_set() };
        let hand_in_by = section.hand_in_by(*facts.asked, &mut why);
        let Oldest { months, law } = &section.oldest;
        let last = facts.issued.saturating_add(i64::from(*months).months());
        if *facts.received > last {
            let text = Text::new(
                format!(
                    "Attesten var eldre enn {months} måneder da den ble levert. Den må være ny."
                ),
                format!(
                    "Attesten var eldre enn {months} månader då han vart levert. Han må vere ny."
                ),
                format!(
                    "The certificate was older than {months} months when it was handed in. It must be new."
                ),
            );
            return why.refuse("certificate-too-old", text, law);
        }
        why.step(
            Text::new(
                format!("Attesten var ikke eldre enn {months} måneder da den ble levert."),
                format!("Attesten var ikkje eldre enn {months} månader då han vart levert."),
                format!("The certificate was no older than {months} months when it was handed in."),
            ),
            law,
        );
        let on_time = *facts.received <= hand_in_by;
        why.answer(PoliceCertificateAnswer { hand_in_by, on_time })
    }
}

#[cfg(test)]
mod tests {
    use crate::registry;
    use serde_json::json;

    /// Requirements: Q-44
    #[test]
    fn a_certificate_cannot_be_handed_in_before_it_was_issued() {
        let rule = registry::find("police-certificate").unwrap();
        let facts = json!({
            "rule_set": "uhl-2024", "asked": "2026-07-20", "issued": "2026-07-21", "received": "2026-07-20",
        });
        let wrong = rule.run(&facts, None).unwrap_err();
        assert!(format!("{wrong:?}").contains("issued"), "{wrong:?}");
    }
}
