//! The page on which the board's secretary calls in a third examiner for an appeal.

use super::call_in::exam_of;
use super::{BOARD, CallIn, call_in, store};
use crate::catalogue::Exam;
use crate::http::{Allow, Posted, Routes, Signed, Typed, done, page, page_with};
use crate::{CommitteeId, Error, FieldError, PersonId, Result};
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use ui::{Choice, Form};

pub(super) fn routes() -> Routes {
    let board = Allow::Roles(BOARD);
    Routes::default().page("/committees/{committee}/third", board, show).form(
        "/committees/{committee}/third",
        board,
        "committee.call_in",
        post,
    )
}

/// The largest register that the form offers to choose from.
const OFFERED_MAX: u32 = 2000;

#[derive(Template)]
#[template(path = "examiners/call_in.html")]
struct CallInPage {
    frame: ui::Frame,
    exam: Exam,
    committee: CommitteeId,
    form: Form,
    examiners: Vec<Choice>,
    complete: bool,
}

impl CallInPage {
    async fn of(signed: &Signed, id: CommitteeId, form: Form) -> Result<Self> {
        let mut conn = signed.read().await?;
        let exam = exam_of(&mut conn, &signed.who, id).await?;
        let frame = signed.frame(format!("committees/{}", exam.reference()));
        let seats = store::seats(&mut conn, id).await?;
        let all = store::examiners(&mut conn, "", OFFERED_MAX, 0).await?;
        let offered = all.iter().filter(|examiner| {
            let seated = seats.iter().any(|seat| seat.person == examiner.person);
            examiner.external && examiner.approved_on.is_some() && !seated
        });
        let choice = |examiner: &store::Examiner| {
            let name = examiner.name.listed(frame.language);
            Choice::new(examiner.person.to_string(), format!("{name} ({})", examiner.workplace))
        };
        Ok(Self {
            examiners: offered.map(choice).collect(),
            complete: seats.len() > 2,
            form: form.labels(LABELS),
            committee: id,
            frame,
            exam,
        })
    }
}

const LABELS: &[(&str, &str)] =
    &[("examiner", ui::key("examiners-examiner")), ("case_ref", ui::key("examiners-case-ref"))];

/// The refusals after which nobody is called in any more: the form has nothing left to ask for.
const OVER: [&str; 4] = ["protocol-closed", "appeal-withdrawn", "third-there", "no-dispute"];

async fn show(signed: Signed, Path(id): Path<CommitteeId>) -> Result<Response> {
    page(&CallInPage::of(&signed, id, Form::new()).await?)
}

/// Who was chosen, by name.
async fn called_in(posted: &Posted, examiner: PersonId) -> Result<Option<Typed>> {
    let language = posted.signed.who.language;
    let mut conn = posted.signed.read().await?;
    let found = store::examiner(&mut conn, examiner).await?;
    Ok(found.map(|found| Typed {
        label: ui::messages::format(language, LABELS[0].1, &[]),
        value: found.name.shown(language),
    }))
}

async fn post(Path(id): Path<CommitteeId>, posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let faults = match form.id("examiner") {
        Some(examiner) => {
            let case_ref = form.field("case_ref").to_owned();
            let wanted = CallIn { examiner: PersonId(examiner), case_ref };
            let mut act = posted.act().await?;
            match call_in(&mut act, id, &wanted).await {
                Ok(()) => {
                    act.commit(Entry::new("committee.call_in", "committee", id.0)).await?;
                    return Ok(done(&format!("/committees/{id}/third"), "done-third-called-in"));
                }
                Err(Error::Invalid(faults)) => faults,
                Err(Error::Refused(refused)) if !OVER.contains(&refused.code.as_str()) => {
                    // Somebody else can be called in.
                    vec![FieldError { field: "examiner".to_owned(), text: refused.text }]
                }
                Err(error) => {
                    drop(act);
                    let chosen = called_in(&posted, wanted.examiner).await?;
                    let typed = posted.typed(&LABELS[1..]);
                    return posted.refused(error, chosen.into_iter().chain(typed).collect());
                }
            }
        }
        None => Vec::new(),
    };
    faults.into_iter().for_each(|fault| form.add_error(&fault.field, fault.text));
    let again = CallInPage::of(&posted.signed, id, form).await?;
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &again)
}
