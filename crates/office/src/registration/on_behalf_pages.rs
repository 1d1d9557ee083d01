//! What an officer does about a student's registration on her behalf.

use super::{
    DISPENSERS, ON_BEHALF, SignUp, Until, WITHDRAW_EXCLUDED, attempts, change_language, dispense,
    sign_up_in, withdraw,
};
use crate::catalogue::{self, Exam, forms::refused};
use crate::http::{Allow, Posted, Routes, Signed, done, page, page_with};
use crate::{Act, ExamId, RegistrationId, Result};
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use rules::Language;
use ui::{Choice, Form};

pub(super) fn routes() -> Routes {
    let (page, staff) = ("/exams/{exam}/registrations", Allow::Roles(ON_BEHALF));
    Routes::default()
        .page(page, staff, on_behalf)
        .form(page, staff, "registration.sign_up", post_sign_up)
        .form(
            "/exams/{exam}/registrations/withdrawal",
            staff,
            "registration.withdraw",
            post_withdrawal,
        )
        .form(
            "/exams/{exam}/registrations/language",
            staff,
            "registration.change_language",
            post_language,
        )
        .form(
            "/exams/{exam}/registrations/dispensation",
            Allow::Roles(DISPENSERS),
            "registration.dispense",
            post_dispensation,
        )
}

#[derive(Template)]
#[template(path = "registration/on_behalf.html")]
struct OnBehalfPage {
    frame: ui::Frame,
    tabs: Vec<catalogue::tabs::ExamTab>,
    exam: Exam,
    forms: Forms,
    until: Until,
    change: Until,
    withdrawal: Until,
    languages: Vec<Choice>,
    dispenser: bool,
    /// Whether this person withdraws whom an exclusion bars.
    withdraws: bool,
}

/// The forms of the page: the one that was sent holds what was typed into it, and no other.
#[derive(Default)]
struct Forms {
    sign_up: Form,
    withdrawal: Form,
    dispensation: Form,
}

impl Forms {
    fn labelled(self) -> Self {
        let named = |form: Form, name: &str| {
            form.named(name).labels(&[
                ("student_number", "registration-student-number"),
                ("language", "registration-language"),
                ("case_ref", "registration-case-ref"),
            ])
        };
        Self {
            sign_up: named(self.sign_up, ""),
            withdrawal: named(self.withdrawal, "withdraw"),
            dispensation: named(self.dispensation, "dispense"),
        }
    }
}

async fn on_behalf_page(signed: &Signed, id: ExamId, forms: Forms) -> Result<OnBehalfPage> {
    let exam = catalogue::exam_for(signed, id, ON_BEHALF).await?;
    let mut frame = signed.frame(format!("exams/{}", exam.reference()));
    frame.breadcrumb = catalogue::pages::crumbs(&frame);
    Ok(OnBehalfPage {
        tabs: catalogue::tabs::tabs(signed, id, "/candidates"),
        forms: forms.labelled(),
        until: Until::signup(&signed.node, &exam, signed.today())?,
        change: Until::change(&signed.node, &exam, signed.today())?,
        withdrawal: Until::withdrawal(&signed.node, &exam, signed.today())?,
        languages: super::pages::languages(&frame),
        dispenser: signed.who.may(DISPENSERS, &exam.place),
        withdraws: signed.who.may(WITHDRAW_EXCLUDED, &exam.place),
        exam,
        frame,
    })
}

async fn on_behalf(signed: Signed, Path(id): Path<ExamId>) -> Result<Response> {
    page(&on_behalf_page(&signed, id, Forms::default()).await?)
}

/// The page again, with what was typed and what was wrong.
async fn again(posted: &Posted, id: ExamId, forms: Forms) -> Result<Response> {
    let shown = on_behalf_page(&posted.signed, id, forms).await?;
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}

/// The language form that was chosen.
fn chosen(form: &mut Form) -> Option<Language> {
    form.choice("language", &["nb", "nn", "en"]).as_deref().and_then(Language::from_tag)
}

async fn post_sign_up(Path(id): Path<ExamId>, posted: Posted) -> Result<Response> {
    catalogue::exam_for(&posted.signed, id, ON_BEHALF).await?;
    let mut form = posted.form();
    let number = form.required("student_number");
    if let (Some(number), Some(language)) = (number, chosen(&mut form)) {
        let mut act = posted.act().await?;
        let case_ref = posted.field("case_ref");
        match for_student(&mut act, id, &number, language, case_ref).await {
            Ok(registration) => {
                act.commit(signed_up(registration, case_ref)).await?;
                return Ok(back(id, "done-registration-signed-up"));
            }
            Err(error) => form = refused(form, error)?,
        }
    }
    again(&posted, id, Forms { sign_up: form, ..Forms::default() }).await
}

async fn post_withdrawal(Path(id): Path<ExamId>, posted: Posted) -> Result<Response> {
    catalogue::exam_for(&posted.signed, id, ON_BEHALF).await?;
    let mut form = posted.form();
    if let Some(number) = form.required("student_number") {
        let mut act = posted.act().await?;
        match withdraw_student(&mut act, id, &number).await {
            Ok(registration) => {
                let entry = Entry::new("registration.withdraw", "registration", registration.0);
                act.commit(entry).await?;
                return Ok(back(id, "done-registration-withdrawn"));
            }
            Err(error) => form = refused(form, error)?,
        }
    }
    again(&posted, id, Forms { withdrawal: form, ..Forms::default() }).await
}

async fn post_language(Path(id): Path<ExamId>, posted: Posted) -> Result<Response> {
    catalogue::exam_for(&posted.signed, id, ON_BEHALF).await?;
    let mut form = posted.form();
    let number = form.required("student_number");
    if let (Some(number), Some(language)) = (number, chosen(&mut form)) {
        let mut act = posted.act().await?;
        match change_for_student(&mut act, id, &number, language).await {
            Ok(registration) => {
                let entry =
                    Entry::new("registration.change_language", "registration", registration.0);
                act.commit(entry).await?;
                return Ok(back(id, "done-registration-language"));
            }
            Err(error) => form = refused(form, error)?,
        }
    }
    again(&posted, id, Forms { sign_up: form, ..Forms::default() }).await
}

async fn post_dispensation(Path(id): Path<ExamId>, posted: Posted) -> Result<Response> {
    catalogue::exam_for(&posted.signed, id, DISPENSERS).await?;
    let mut form = posted.form();
    let (number, case_ref) = (form.required("student_number"), form.required("case_ref"));
    if let (Some(number), Some(case_ref)) = (number, case_ref) {
        let mut act = posted.act().await?;
        match dispense(&mut act, id, &number, &case_ref).await {
            Ok(dispensation) => {
                let entry = Entry::new("registration.dispense", "dispensation", dispensation);
                act.commit(entry.fact("exam", id.to_string())).await?;
                return Ok(done(
                    &format!("/exams/{id}/registrations"),
                    "done-registration-dispensed",
                ));
            }
            Err(error) => form = refused(form, error)?,
        }
    }
    again(&posted, id, Forms { dispensation: form, ..Forms::default() }).await
}

fn back(id: ExamId, key: &str) -> Response {
    done(&format!("/exams/{id}/candidates"), key)
}

/// Signs up the student of a student number; after the deadline in a case, named by its number.
pub(super) async fn for_student(
    act: &mut Act,
    exam: ExamId,
    number: &str,
    language: Language,
    case_ref: &str,
) -> Result<RegistrationId> {
    let person = super::student(act, number).await?;
    sign_up_in(act, SignUp { exam, person, language }, case_ref.trim()).await
}

/// The entry of a student signed up, with the case in which that was decided, if there is one.
pub(super) fn signed_up(registration: RegistrationId, case_ref: &str) -> Entry {
    let entry = Entry::new("registration.sign_up", "registration", registration.0);
    if case_ref.trim().is_empty() { entry } else { entry.fact("case_ref", case_ref.trim()) }
}

/// Withdraws the student of a student number.
pub(super) async fn withdraw_student(
    act: &mut Act,
    exam: ExamId,
    number: &str,
) -> Result<RegistrationId> {
    let id = attempts::of_student(act, exam, number).await?;
    withdraw(act, id).await?;
    Ok(id)
}

/// Changes the language form wished for by the student of a student number.
pub(super) async fn change_for_student(
    act: &mut Act,
    exam: ExamId,
    number: &str,
    language: Language,
) -> Result<RegistrationId> {
    let id = attempts::of_student(act, exam, number).await?;
    change_language(act, id, language).await?;
    Ok(id)
}
