//! The appeal against a decision: looked at again here, forwarded where it stands, decided by the body.

use super::case::{Case, State};
use super::{OFFICERS, filing, said, store};
use crate::RecognitionId;
use jiff::civil::Date;
use office::calendar::{self, Subject};
use office::catalogue::words;
use office::explanation::Channel;
use office::explanation::own_case;
use office::{Act, Error, FieldError, Result, letters_out};
use rules::appeal::DecisionAppealDeadline;
use rules::{Refusal, Rule};
use serde::{Deserialize, Serialize};
use ui::key;
use utoipa::ToSchema;

/// An appeal as it reached the institution.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RecognitionAppeal)]
pub struct Appeal {
    /// The day it came in.
    #[schema(value_type = String, format = Date)]
    pub received_on: Date,
    /// How it came.
    pub channel: Channel,
    /// The applicant's grounds; may be empty.
    #[serde(default)]
    pub grounds: String,
    /// Late: why it is taken up all the same (fvl. § 31), as the officer judges it.
    #[serde(default)]
    pub excuse: String,
}

/// What the unit comes to when it looks again (fvl. § 33).
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RecognitionReconsider)]
pub struct Reconsider {
    /// Whether the decision stands; else it is assessed and decided anew.
    pub stands: bool,
    /// Why.
    pub grounds: String,
}

/// What the body decided.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RecognitionSettle)]
pub struct Settle {
    /// The day of its decision.
    #[schema(value_type = String, format = Date)]
    pub decided_on: Date,
    /// Its number of the case.
    pub case_number: String,
    /// What it came to.
    pub outcome: Outcome,
    /// Why, as it wrote.
    pub grounds: String,
}

/// What became of an appeal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RecognitionOutcome)]
pub enum Outcome {
    /// The decision stands.
    Upheld,
    /// It is changed as the body says: the unit decides anew by that.
    Changed,
    /// It is set aside, and the unit assesses and decides anew.
    SentBack,
}

impl Outcome {
    /// All of them, in the order a form offers them.
    pub const ALL: [Self; 3] = [Self::Upheld, Self::Changed, Self::SentBack];

    /// The message of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Upheld => key("recognition-outcome-upheld"),
            Self::Changed => key("recognition-outcome-changed"),
            Self::SentBack => key("recognition-outcome-sent-back"),
        }
    }

    /// Reads a word that the database's CHECK has already held to these.
    pub(super) fn stored(word: &str) -> sqlx::Result<Self> {
        words::read(word).ok_or_else(|| sqlx::Error::Decode("unknown outcome".into()))
    }
}

/// What the body decided, as it stands.
pub(crate) struct Settled {
    pub(crate) on: Date,
    pub(crate) case_number: String,
    pub(crate) outcome: Outcome,
    pub(crate) grounds: String,
}

/// Registers an appeal: from the applicant, or on paper by the unit.
///
/// # Errors
/// Not found for others; refused `own-case` for an officer's own on paper, `wrong-state`, and `too-late`
/// after the last day, unless the unit gives a reason for taking it up. An impossible day is invalid.
pub async fn appeal(act: &mut Act, id: RecognitionId, new: Appeal) -> Result<()> {
    let case = Case::of_applicant(act, id).await?;
    let own = case.person == act.person()?;
    let by_self = new.channel == Channel::SelfService;
    if own != by_self {
        return Err(if own { own_case() } else { Error::NotFound });
    }
    case.require(&[State::Decided])?;
    let decision = case.decision().ok_or(Error::NotFound)?;
    let today = act.today();
    let possible = (decision.decided_on..=today).contains(&new.received_on);
    if !possible || by_self && new.received_on != today {
        return Err(Error::field("received_on", said(key("recognition-error-day"))));
    }
    let subject = Subject { kind: "recognition", id: id.0 };
    let deadline = calendar::get(act.conn(), subject, DecisionAppealDeadline::NAME).await?;
    let last = deadline.as_ref().and_then(|deadline| deadline.due_on);
    let excused = !own && !new.excuse.trim().is_empty();
    // No time runs against who has not been told: a decision on paper that nobody has posted is open.
    if let Some(last) = last.filter(|last| new.received_on > *last)
        && !excused
        && !letters_out::waits_for_post(act, decision.letter).await?
    {
        let text = ui::messages::text("recognition-refused-too-late", &[("date", &last)]);
        let because = deadline.map(|deadline| deadline.because).unwrap_or_default();
        return Err(Error::because(Refusal::new("too-late", text), because));
    }
    store::insert_appeal(act, id, decision.number, &new, excused).await?;
    store::set_state(act, id, State::Appealed).await?;
    filing::appeal(act, &case).await
}

/// Looks at an appealed decision again: what stands is forwarded to the body that decides, what does not
/// is assessed and decided anew.
///
/// # Errors
/// Not found outside one's scope; refused `own-case`, `wrong-state`; grounds that are missing are invalid.
pub async fn reconsider(act: &mut Act, id: RecognitionId, new: Reconsider) -> Result<()> {
    let case = Case::to_handle(act, id, OFFICERS).await?;
    case.require(&[State::Appealed])?;
    let (Some(decision), Some(appeal)) = (case.decision(), &case.appeal) else {
        return Err(Error::NotFound);
    };
    if appeal.reconsidered.is_some() {
        return Err(Error::refused("wrong-state", said(key("recognition-refused-state"))));
    }
    if new.grounds.trim().is_empty() {
        return Err(Error::field("grounds", said(key("recognition-error-missing"))));
    }
    store::set_reconsidered(act, id, decision.number, &new).await?;
    if new.stands {
        return filing::forwarded(act, &case).await;
    }
    anew(act, &case).await
}

/// Enters what the body decided: what stands is closed, what does not is assessed and decided anew.
///
/// # Errors
/// Not found outside one's scope; refused `own-case`, `wrong-state` before the appeal is forwarded; what
/// is missing or an impossible day is invalid.
pub async fn settle(act: &mut Act, id: RecognitionId, new: Settle) -> Result<()> {
    let case = Case::to_handle(act, id, OFFICERS).await?;
    case.require(&[State::Appealed])?;
    let forwarded = case.appeal.as_ref().and_then(|appeal| appeal.forwarded_on);
    let (Some(decision), Some(forwarded)) = (case.decision(), forwarded) else {
        return Err(Error::refused("wrong-state", said(key("recognition-refused-state"))));
    };
    let mut faults = Vec::new();
    let mut wrong = |field: &str, key: &'static str, is_wrong: bool| {
        if is_wrong {
            faults.push(FieldError { field: field.to_owned(), text: said(key) });
        }
    };
    let missing = key("recognition-error-missing");
    wrong("case_number", missing, new.case_number.trim().is_empty());
    wrong("grounds", missing, new.grounds.trim().is_empty());
    let possible = (forwarded..=act.today()).contains(&new.decided_on);
    wrong("decided_on", key("recognition-error-day"), !possible);
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    store::set_settled(act, id, decision.number, &new).await?;
    match new.outcome {
        Outcome::Upheld => store::set_state(act, id, State::Closed).await,
        Outcome::Changed | Outcome::SentBack => anew(act, &case).await,
    }
}

/// A case to be decided anew goes to be assessed; what was dismissed had no assessment, and begins as when
/// it was applied for.
async fn anew(act: &mut Act, case: &Case) -> Result<()> {
    let state = if case.assessment.is_some() { State::Assessing } else { State::Applied };
    store::set_state(act, case.id, state).await
}
