//! The protocol of a session, printed: names, times and room for the grades (J-10).

use super::plan::{Plan, Session};
use super::words::{course, room, same, term};
use super::{VIEWERS, store};
use crate::OralSessionId;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use letters::oral_protocol::{OralProtocol, Row};
use letters::{CommitteeMember, Letter};
use office::http::Signed;
use office::{Error, Result, letters_out};
use rules::Text;
use ui::messages::text;

/// The protocol of a session as a file to be printed, for those who examine in it once it is published, and
/// for those who see who comes when.
///
/// # Errors
/// Not found for all others; refused `no-room` where the session has none.
pub async fn printed(signed: &Signed, id: OralSessionId) -> Result<Response> {
    let mut conn = signed.read().await?;
    let exam = store::exam_of(&mut conn, id).await?.ok_or(Error::NotFound)?;
    let plan = Plan::read(&mut conn, exam).await?;
    let own = plan.oral.published_at.is_some()
        && store::examines(&mut conn, id, signed.who.person).await?;
    if !own {
        signed.who.require(VIEWERS, &plan.oral.place)?;
    }
    let session = plan.session(id).ok_or(Error::NotFound)?;
    let persons: Vec<_> = plan.of_session(id).iter().map(|(one, _)| one.person).collect();
    signed.look_each(&persons, "oral").await?;
    let today = signed.today();
    let head = letters_out::head(&mut conn, &signed.node, plan.oral.unit, "", today).await?;
    let letter = protocol(signed, &plan, session, head)?;
    let document = letter.document(signed.who.language);
    let pdf = signed.node.press().pdf(&document).await;
    let pdf = pdf.map_err(|error| Error::Internal(error.into()))?;
    let name = format!("inline; filename=\"protocol-{id}.pdf\"");
    let headers =
        [(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, pdf).into_response())
}

fn protocol(
    signed: &Signed,
    plan: &Plan,
    session: &Session,
    head: letters::Head,
) -> Result<OralProtocol> {
    let row = |(one, begins): (&super::plan::Candidate, jiff::Timestamp)| Row {
        from: ui::in_norway(begins).time(),
        until: ui::in_norway(crate::said::later(begins, plan.length(one).into())).time(),
        name: one.name.listed(signed.who.language),
        number: one.number.map(|number| number.to_string()),
    };
    let member = |one: &super::plan::Examiner| CommitteeMember {
        title: role(one.external),
        name: one.name.full(),
        institution: same(&one.workplace),
    };
    Ok(OralProtocol {
        head,
        course: course(&plan.oral),
        term: term(&plan.oral),
        day: ui::in_norway(session.from).date(),
        room: room(session)?,
        committee: session.examiners.iter().map(member).collect(),
        rows: plan.of_session(session.id).into_iter().map(row).collect(),
    })
}

fn role(external: bool) -> Text {
    text(if external { "oral-external" } else { "oral-internal" }, &[])
}
