//! What comes in on paper or by mail, a request or an appeal, and the page on which the desk
//! takes it in: the student's number finds her grades, and one of them is chosen.

use super::staff_pages::{as_choices, find_results};
use super::{Channel, Graded, STAFF};
use crate::exclusion::{self, Warned};
use crate::http::{Posted, Signed, page, page_with};
use crate::{Act, Error, Result, ResultId};
use ::store::Entry;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

/// Something that came in, about one grade.
#[derive(Clone, Copy, Deserialize, ToSchema)]
pub(crate) struct Incoming {
    /// The grade that it is about.
    pub(crate) result: ResultId,
    /// The day it came in.
    #[schema(value_type = String, format = Date)]
    pub(crate) received_on: Date,
    /// How it came in.
    pub(crate) channel: Channel,
    /// Whether the practical work was handed in with it.
    #[serde(default)]
    pub(crate) work_handed_in: bool,
}

impl Incoming {
    /// What the form says; `None` when a field must be filled in again.
    pub(crate) fn read(form: &mut ui::Form) -> Option<Self> {
        let result = form.id("result").map(ResultId);
        let received_on = form.date("received_on");
        let channel = form.choice("channel", &["desk", "email", "post"]);
        let channel = channel.as_deref().and_then(Channel::from_code);
        let work_handed_in = form.checked("work_handed_in");
        Some(Self { result: result?, received_on: received_on?, channel: channel?, work_handed_in })
    }

    /// The day and the way, as the audit entry tells them.
    pub(crate) fn noted(&self, entry: Entry, day: &'static str) -> Entry {
        entry.fact(day, self.received_on.to_string()).fact("channel", self.channel.code())
    }
}

/// Whether this person may hand it in as of this day: students for their own grade, in their own
/// window and on the day itself; those who take in paper for others at their units, never for
/// themselves, since the day that they write decides whether it came in time.
///
/// # Errors
/// Not found for another person's or unit's grade; refused `own-case`; another day than today
/// from the student's own window is invalid.
pub(crate) fn taken_in(act: &Act, graded: &Graded, channel: Channel, day: Date) -> Result<()> {
    let who = act.who()?;
    let own = graded.person == who.person;
    let may = if channel == Channel::SelfService { own } else { who.may(STAFF, &graded.place) };
    if !may {
        return Err(Error::NotFound);
    }
    let today = act.today();
    match (own, channel) {
        (true, Channel::SelfService) if day != today => {
            let said = |key| ui::messages::text(key, &[("day", &today)]);
            Err(Error::field("received_on", said("explanation-own-today")))
        }
        (true, Channel::SelfService) | (false, _) => Ok(()),
        (true, _) => Err(own_case()),
    }
}

/// The refusal of whoever would handle a case of their own (fvl. § 6).
pub fn own_case() -> Error {
    Error::refused("own-case", ui::messages::text("explanation-own-case", &[]))
}

/// What is taken in, and where.
pub(crate) struct Intake {
    /// The list that it is added to, and the address of the form.
    pub(crate) path: &'static str,
    /// The message that is the page's title.
    pub(crate) title: &'static str,
    /// What a look at the student's grades is for.
    pub(crate) purpose: &'static str,
    /// Whether the student gives grounds that must not reach those who look again.
    pub(crate) grounds: bool,
}

#[derive(Template)]
#[template(path = "explanation/register.html")]
struct RegisterPage {
    frame: ui::Frame,
    intake: &'static Intake,
    form: ui::Form,
    student: Option<String>,
    results: Vec<ui::Choice>,
    warned: Option<Warned>,
}

impl RegisterPage {
    /// The ways in which something comes in on paper or by mail.
    fn channels(&self) -> Vec<ui::Choice> {
        vec![
            ui::Choice::new("desk", self.frame.t("explanation-channel-desk")),
            ui::Choice::new("email", self.frame.t("explanation-channel-email")),
            ui::Choice::new("post", self.frame.t("explanation-channel-post")),
        ]
    }
}

impl Intake {
    async fn filled(&'static self, signed: &Signed, form: ui::Form) -> Result<RegisterPage> {
        let found = find_results(signed, form.field("student").trim(), self.purpose).await?;
        let frame = signed.frame(format!("{}/new", self.path.trim_start_matches('/')));
        let (student, results) = as_choices(&frame, &found);
        let form = form.labels(&[
            ("result", "explanation-course"),
            ("received_on", "explanation-received-on"),
            ("channel", "explanation-channel"),
        ]);
        let warned = match found.first() {
            Some(first) => exclusion::warning(signed, first.person).await?,
            None => None,
        };
        Ok(RegisterPage { frame, intake: self, form, student, results, warned })
    }

    /// The page on which a student is looked up.
    pub(crate) async fn page(&'static self, signed: &Signed) -> Result<Response> {
        page(&self.filled(signed, ui::Form::new()).await?)
    }

    /// The page with the grades of the student whose number was typed. The number comes in the
    /// form, never in the address: addresses are kept by browsers and logs.
    pub(crate) async fn found(&'static self, posted: &Posted) -> Result<Response> {
        page(&self.filled(&posted.signed, posted.form()).await?)
    }

    /// The page again with all that was typed and the errors at their fields.
    pub(crate) async fn again(&'static self, posted: &Posted, form: ui::Form) -> Result<Response> {
        page_with(StatusCode::UNPROCESSABLE_ENTITY, &self.filled(&posted.signed, form).await?)
    }

    /// The page again when the use case found fields wrong; other errors pass on.
    pub(crate) async fn refused(
        &'static self,
        posted: &Posted,
        mut form: ui::Form,
        error: Error,
    ) -> Result<Response> {
        let Error::Invalid(faults) = error else {
            let typed = posted.typed(&[("grounds", ui::key("appeal-grounds-of-student"))]);
            return posted.refused(error, typed);
        };
        for fault in faults {
            form.add_error(&fault.field, fault.text);
        }
        self.again(posted, form).await
    }
}
