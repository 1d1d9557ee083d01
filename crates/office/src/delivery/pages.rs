//! The routes of delivery, and the candidate's own page for handing in.

use super::store::{Receipt, receipt};
use super::{RECEIVERS, UploadAnswer, desk_pages as desk, may_upload, upload_answer};
use crate::catalogue::tabs::KNOW_CANDIDATES;
use crate::catalogue::{self, Exam, forms::refused};
use crate::http::files::{download, keep};
use crate::http::{Allow, Posted, Routes, Signed, done, page, page_with};
use crate::registration::store::{Own, registration};
use crate::{Error, RegistrationId, Result};
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use ui::Form;
use ui::messages::text;

pub(crate) fn routes() -> Routes {
    let (desk_staff, readers) = (Allow::Roles(RECEIVERS), Allow::Roles(KNOW_CANDIDATES));
    let mine = "/my/registrations/{registration}/answer";
    Routes::default()
        .page("/reception", desk_staff, desk::reception)
        .page("/exams/{exam}/delivery", readers, desk::delivery)
        .form("/exams/{exam}/delivery", desk_staff, "delivery.receive", desk::post_receive)
        .form(
            "/exams/{exam}/deliveries/{delivery}/correction",
            desk_staff,
            "delivery.correct",
            desk::post_correction,
        )
        .form("/exams/{exam}/absences", desk_staff, "delivery.record_absence", desk::post_absence)
        .form(
            "/exams/{exam}/absences/{registration}/correction",
            desk_staff,
            "delivery.correct_absence",
            desk::post_absence_correction,
        )
        .page(mine, Allow::Student, answer)
        .form(mine, Allow::Student, "delivery.upload", post_answer)
        .page("/my/registrations/{registration}/answer/file", Allow::Student, answer_file)
        .merge(super::api::routes())
}

#[derive(Template)]
#[template(path = "delivery/answer.html")]
struct AnswerPage {
    frame: ui::Frame,
    form: Form,
    own: Own,
    exam: Exam,
    receipt: Option<Receipt>,
    closed: Option<rules::Text>,
}

impl AnswerPage {
    /// Until when it can be handed in, in words.
    fn until(&self, until: &jiff::Timestamp) -> String {
        let moment = self.frame.moment(until);
        let moment = self.frame.ta("catalogue-norwegian-time", &[("moment", &moment)]);
        self.frame.ta("delivery-answer-until", &[("moment", &moment)])
    }
}

/// One's own registration and its exam; another person's does not exist.
pub(super) async fn mine(signed: &Signed, id: RegistrationId) -> Result<(Own, Exam)> {
    let mut conn = signed.read().await?;
    let own = registration(&mut conn, id).await?.ok_or(Error::NotFound)?;
    if own.person != signed.who.person {
        return Err(Error::NotFound);
    }
    let exam = catalogue::store::exam(&mut conn, own.exam).await?.ok_or(Error::NotFound)?;
    Ok((own, exam))
}

async fn answer_page(signed: &Signed, id: RegistrationId, form: Form) -> Result<AnswerPage> {
    let (own, exam) = mine(signed, id).await?;
    let mut conn = signed.read().await?;
    let receipt = receipt(&mut conn, id).await?;
    let closed = match may_upload(&mut conn, &signed.node, &exam, &own, signed.node.now()).await {
        Ok(()) => None,
        Err(Error::Refused(refused)) => Some(refused.text),
        Err(other) => return Err(other),
    };
    let frame = signed.frame(format!("my/{}", exam.reference()));
    let form = form.labels(&[("answer", "delivery-answer-file")]);
    Ok(AnswerPage { frame, form, own, exam, receipt, closed })
}

async fn answer(signed: Signed, Path(id): Path<RegistrationId>) -> Result<Response> {
    page(&answer_page(&signed, id, Form::new()).await?)
}

async fn post_answer(Path(id): Path<RegistrationId>, posted: Posted) -> Result<Response> {
    let (own, exam) = mine(&posted.signed, id).await?;
    let now = posted.signed.node.now();
    let mut conn = posted.signed.read().await?;
    may_upload(&mut conn, &posted.signed.node, &exam, &own, now).await?;
    drop(conn);
    let mut form = posted.form();
    match posted.files.iter().find(|file| file.field == "answer") {
        None => form.add_error("answer", text("delivery-error-no-file", &[])),
        Some(file) => {
            let kept = keep(&posted.signed.node, "answer", &file.media_type, &file.bytes).await;
            match kept {
                Ok(kept) => {
                    let mut act = posted.act().await?;
                    let command = UploadAnswer { registration: id, file: kept.id };
                    let delivery = upload_answer(&mut act, &command).await?;
                    let entry = Entry::new("delivery.upload", "delivery", delivery.0)
                        .fact("sha256", hex::encode(kept.sha256));
                    act.commit(entry).await?;
                    let back = format!("/my/registrations/{id}/answer");
                    return Ok(done(&back, "done-delivery-uploaded"));
                }
                Err(error) => form = refused(form, error)?,
            }
        }
    }
    let shown = answer_page(&posted.signed, id, form).await?;
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}

/// One's own answer as it was received.
pub(super) async fn answer_file(
    signed: Signed,
    Path(id): Path<RegistrationId>,
) -> Result<Response> {
    mine(&signed, id).await?;
    let mut conn = signed.read().await?;
    let receipt = receipt(&mut conn, id).await?.ok_or(Error::NotFound)?;
    download(&signed.node, receipt.file, "answer").await
}
