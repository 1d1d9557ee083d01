//! The forms of an approval in advance: when what is planned is taken, and which line came of it.

use super::advance::{Advance, bind};
use super::case::{Case, State};
use super::pages::own_case;
use super::staff_pages::{case_page, seen};
use super::store;
use crate::{RecognitionId, RecognitionItemId};
use ::store::Entry;
use axum::extract::Path;
use axum::response::Response;
use office::catalogue::refused;
use office::http::{Posted, Signed, done};
use office::{Error, Result};
use ui::{Choice, Form};

/// When what is planned is taken; nothing where the application is about what was taken. With one day
/// alone the other is missing, and stands so in the form.
///
/// # Errors
/// Invalid: the form says where.
pub(super) fn planned(form: &mut Form) -> Result<Option<Advance>> {
    if form.field("from").is_empty() && form.field("until").is_empty() {
        return Ok(None);
    }
    let (from, until) = (form.date("from"), form.date("until"));
    match (from, until) {
        (Some(from), Some(until)) => Ok(Some(Advance { from, until })),
        _ => Err(Error::Invalid(Vec::new())),
    }
}

/// The lines of a case, and what was approved in advance for its applicant, where a line may still be
/// said to come of it.
pub(super) async fn choices(
    signed: &Signed,
    case: &Case,
    frame: &ui::Frame,
) -> Result<(Vec<Choice>, Vec<Choice>)> {
    let open = matches!(case.state, State::Applied | State::Assessing | State::Assessed);
    if !open || case.advance.is_some() || case.items.is_empty() {
        return Ok((Vec::new(), Vec::new()));
    }
    let mut conn = signed.read().await?;
    let approved = store::approved(&mut conn, case.person).await?;
    let line =
        |item: &super::case::Item| Choice::new(item.id.to_string(), item.name(frame.language));
    let promise = |one: &super::advance::Approved| {
        let credits = one.promised.iter().map(|(course, credits)| {
            let credits = frame.credits(*credits);
            course.as_ref().map_or_else(|| credits.clone(), |code| format!("{code} {credits}"))
        });
        let said = credits.collect::<Vec<_>>().join(", ");
        Choice::new(one.item.to_string(), format!("{}: {} ({said})", one.case_number, one.name))
    };
    Ok((case.items.iter().map(line).collect(), approved.iter().map(promise).collect()))
}

/// Reads which line came of what.
fn read(posted: &Posted) -> Result<(RecognitionItemId, RecognitionItemId)> {
    let id = |field: &str| posted.field(field).parse().map(RecognitionItemId);
    Ok((id("item").map_err(|_| Error::NotFound)?, id("promised_by").map_err(|_| Error::NotFound)?))
}

async fn bound(posted: &Posted, id: RecognitionId, action: &'static str) -> Result<()> {
    let (item, approved) = read(posted)?;
    let mut act = posted.act().await?;
    bind(&mut act, id, item, approved).await?;
    act.commit(Entry::new(action, "recognition", id.0)).await
}

/// The applicant says which line came of what.
pub(super) async fn own_promised(
    Path(id): Path<RecognitionId>,
    posted: Posted,
) -> Result<Response> {
    own_case(&posted.signed, id).await?;
    match bound(&posted, id, "recognition.bind_own").await {
        Ok(()) => Ok(done(&format!("/my/recognitions/{id}"), "done-recognition-bound")),
        Err(error @ Error::Refused(_)) => posted.refused(error, Vec::new()),
        Err(error) => Err(error),
    }
}

/// The unit says which line came of what.
pub(super) async fn promised(Path(id): Path<RecognitionId>, posted: Posted) -> Result<Response> {
    seen(&posted.signed, id).await?;
    match bound(&posted, id, "recognition.bind").await {
        Ok(()) => Ok(done(&format!("/recognitions/{id}"), "done-recognition-bound")),
        Err(error @ Error::Refused(_)) => {
            let form = refused(posted.form(), error)?;
            case_page(&posted.signed, id, form, Vec::new()).await
        }
        Err(error) => Err(error),
    }
}
