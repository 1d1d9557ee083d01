//! The academic assessment: of each line, what it counts as here.

use super::case::{Assessment, Case, Grant, Place, State};
use super::{ASSESSORS, OFFICERS, facts, gate, said, store};
use crate::external_studies;
use crate::{RecognitionId, RecognitionItemId};
use office::catalogue::words;
use office::{Act, CourseId, Error, FieldError, Result};
use rules::Credits;
use serde::{Deserialize, Serialize};
use ui::key;
use utoipa::ToSchema;

/// What a line is recognised as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RecognitionGrantedAs)]
pub enum GrantedAs {
    /// The place of a course here.
    Course,
    /// Free credits.
    Free,
    /// Nothing.
    None,
}

impl GrantedAs {
    /// All of them, in the order a form offers them.
    pub const ALL: [Self; 3] = [Self::Course, Self::Free, Self::None];

    /// The message of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Course => key("recognition-as-course"),
            Self::Free => key("recognition-as-free"),
            Self::None => key("recognition-as-none"),
        }
    }

    /// Reads a word that the database's CHECK has already held to these.
    pub(super) fn stored(word: &str) -> sqlx::Result<Self> {
        words::read(word).ok_or_else(|| sqlx::Error::Decode("unknown outcome".into()))
    }
}

/// What somebody says of one line. A line can have two: part of it a course, the rest free credits.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RecognitionGranted)]
pub struct Granted {
    /// The line.
    pub item: RecognitionItemId,
    /// What it is recognised as.
    pub granted: GrantedAs,
    /// The course here, where it takes the place of one.
    #[serde(default)]
    pub course: Option<CourseId>,
    /// How many credits it gives; none where nothing is recognised.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub credits: Option<Credits>,
    /// How many of its credits are left out, because the same learning counts already.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub reduced: Option<Credits>,
    /// What that learning counts as already.
    #[serde(default)]
    pub overlaps_with: String,
    /// Why; needed where nothing is recognised.
    #[serde(default)]
    pub grounds: String,
}

/// An academic assessment.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RecognitionAssess)]
pub struct Assess {
    /// What each line counts as.
    pub grants: Vec<Granted>,
    /// Why, for all of it: the letter says it to the applicant.
    pub grounds: String,
}

/// Sends an application to whoever answers for the subject; an assessment that is to be made anew too.
///
/// # Errors
/// Not found outside one's scope; refused `own-case`, `wrong-state`, `nothing-to-assess` without a line,
/// and `excluded` where the register bars recognition.
pub async fn send(act: &mut Act, id: RecognitionId) -> Result<()> {
    let case = Case::to_handle(act, id, OFFICERS).await?;
    case.require(&[State::Applied, State::Assessed])?;
    if case.items.is_empty() {
        let text = said(key("recognition-refused-nothing"));
        return Err(Error::refused("nothing-to-assess", text));
    }
    gate::not_barred(act, case.person).await?;
    store::set_state(act, id, State::Assessing).await
}

/// Takes the rows that say something else now as they are; what was assessed of them is assessed anew.
///
/// # Errors
/// Not found outside one's scope; refused `own-case`, `wrong-state`.
pub async fn refresh(act: &mut Act, id: RecognitionId) -> Result<()> {
    let case = Case::to_handle(act, id, OFFICERS).await?;
    case.require(&[State::Applied, State::Assessing, State::Assessed])?;
    let rows = external_studies::rows(act.conn(), case.person).await?;
    for item in &case.items {
        let Some((row, version)) = item.row else { continue };
        if let Some(now) = rows.iter().find(|one| one.id == row && one.version != version) {
            store::set_item(act, item.id, now).await?;
        }
    }
    if case.state == State::Assessed {
        store::set_state(act, id, State::Assessing).await?;
    }
    Ok(())
}

/// Says of each line what it counts as. What is said again takes the place of what was said before.
///
/// # Errors
/// Not found outside one's scope; refused `own-case`, `wrong-state`, `row-changed` where a row says
/// something else now, `row-withdrawn` where one that counts no longer is recognised, and by the rule
/// `recognition-credits`; what is missing or contradicts itself is invalid.
pub async fn assess(act: &mut Act, id: RecognitionId, new: Assess) -> Result<()> {
    let case = Case::to_handle(act, id, ASSESSORS).await?;
    case.require(&[State::Assessing, State::Assessed])?;
    unchanged(&case)?;
    let grants = complete(act, &case, &new).await?;
    let law = act.node().rule_set(&case.rule_set)?.clone();
    let (answer, because) = facts::counted(act.conn(), &case, &grants, &law).await?;
    let number = case.assessment.as_ref().map_or(1, |before| before.number + 1);
    let grounds = new.grounds.trim();
    let totals = store::Totals { number, grounds, credits: answer.credits, because: &because };
    store::insert_assessment(act, id, &totals, &grants).await?;
    store::set_state(act, id, State::Assessed).await
}

/// Lets go on only where every row still says what it did.
pub(super) fn unchanged(case: &Case) -> Result<()> {
    if case.items.iter().any(|item| item.changed) {
        return Err(Error::refused("row-changed", said(key("recognition-refused-changed"))));
    }
    Ok(())
}

/// Nothing that counts no longer is recognised.
pub(super) fn none_withdrawn(case: &Case, assessment: &Assessment) -> Result<()> {
    let gone = |grant: &Grant| {
        grant.granted != GrantedAs::None && case.item(grant.item).is_some_and(|item| item.gone)
    };
    if assessment.grants.iter().any(gone) { Err(withdrawn()) } else { Ok(()) }
}

fn withdrawn() -> Error {
    Error::refused("row-withdrawn", said(key("recognition-refused-withdrawn")))
}

/// Every line is spoken of, and each grant says all that it must and nothing that it cannot.
async fn complete(act: &mut Act, case: &Case, new: &Assess) -> Result<Vec<Grant>> {
    let mut faults = Vec::new();
    let mut fault = |field: String, key: &'static str| {
        faults.push(FieldError { field, text: said(key) });
    };
    if new.grounds.trim().is_empty() {
        fault("grounds".to_owned(), key("recognition-error-missing"));
    }
    for item in &case.items {
        let of_it: Vec<_> = new.grants.iter().filter(|one| one.item == item.id).collect();
        let nothing = of_it.iter().filter(|one| one.granted == GrantedAs::None).count();
        if of_it.is_empty() || nothing > 0 && of_it.len() > 1 {
            fault(format!("as-{}", item.id), key("recognition-error-each"));
        }
    }
    let mut grants = Vec::new();
    for one in &new.grants {
        let item = case.item(one.item).ok_or(Error::NotFound)?;
        let none = one.granted == GrantedAs::None;
        if item.gone && !none {
            return Err(withdrawn());
        }
        let at = |name: &str| format!("{name}-{}", item.id);
        let credits = one.credits.filter(|_| !none).unwrap_or(Credits::ZERO);
        let reduced = one.reduced.filter(|_| !none).unwrap_or(Credits::ZERO);
        let overlaps_with = one.overlaps_with.trim();
        let place = match one.course.filter(|_| one.granted == GrantedAs::Course) {
            Some(course) => store::place(act.conn(), course).await?,
            None => None,
        };
        if one.granted == GrantedAs::Course && place.is_none() {
            fault(at("course"), key("recognition-error-course"));
        }
        if !none && credits == Credits::ZERO {
            fault(at("credits"), key("recognition-error-credits"));
        }
        if !none && (reduced > Credits::ZERO) == overlaps_with.is_empty() {
            fault(at("overlaps"), key("recognition-error-overlaps"));
        }
        if none && one.grounds.trim().is_empty() {
            fault(at("grounds"), key("recognition-error-none-grounds"));
        }
        grants.push(grant(one, place, credits, reduced));
    }
    if faults.is_empty() { Ok(grants) } else { Err(Error::Invalid(faults)) }
}

fn grant(one: &Granted, place: Option<Place>, credits: Credits, reduced: Credits) -> Grant {
    let kept = if reduced > Credits::ZERO { one.overlaps_with.trim() } else { "" };
    Grant {
        item: one.item,
        granted: one.granted,
        course: place,
        credits,
        reduced,
        overlaps_with: kept.to_owned(),
        grounds: one.grounds.trim().to_owned(),
    }
}
