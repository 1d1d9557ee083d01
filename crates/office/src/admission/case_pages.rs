//! The officer's page of one application: the warning, what each choice meets, and what is done.

use super::application::{Application, Choice, State};
use super::effect::{self, Asked};
use super::store;
use super::study_right::{self, Stands};
use super::{
    Certificate, HANDLERS, IMPORTERS, Offer, Offered, Via, approve_certificate, dismiss, message,
    offer,
};
use crate::catalogue::forms::refused;
use crate::exclusion::{self, Institutions, Met, Warned};
use crate::http::{Allow, Posted, Routes, Signed, done, page, page_with};
use crate::quarantine::{self, store::Listed as Refused, store::Whose};
use crate::{ApplicationId, ChoiceId, Error, LetterId, Result};
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;
use rules::Reason;
use rules::exclusion::{ActionKind, Effect, Purpose};
use std::collections::HashSet;
use ui::{Form, key};
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let handlers = Allow::Roles(HANDLERS);
    let one = "/applications/{application}";
    Routes::default()
        .page(one, handlers, show)
        .form(&format!("{one}/dismissal"), handlers, "admission.dismiss", dismissed)
        .form(&format!("{one}/message"), handlers, "admission.message", told)
        .form("/applications/choices/{choice}/offer", handlers, "admission.offer", offered)
        .form(
            "/applications/choices/{choice}/police-certificate",
            handlers,
            "admission.approve_certificate",
            approved,
        )
}

/// One choice with what it meets.
pub(super) struct Line {
    pub(super) choice: Choice,
    pub(super) met: Vec<Met>,
    /// The versions of rows that two persons have assessed, and found not to concern it.
    pub(super) assessed: HashSet<(Uuid, i32)>,
    pub(super) refused: Vec<Refused>,
}

impl Line {
    /// What meets the applicant: nothing, something to be assessed, a refusal.
    pub(super) fn effect(&self) -> Effect {
        match (self.met.is_empty(), self.met.iter().any(|met| met.effect == Effect::Refuse)) {
            (true, _) => Effect::None,
            (false, true) => Effect::Refuse,
            (false, false) => Effect::Warn,
        }
    }

    fn effect_key(&self) -> &'static str {
        match self.effect() {
            Effect::None => key("admission-effect-none"),
            Effect::Warn => key("admission-effect-warn"),
            Effect::Refuse => key("admission-effect-refuse"),
        }
    }

    fn is_open(&self) -> bool {
        self.choice.state.is_open()
    }

    /// What a row bars is not offered, whatever somebody has assessed. What is offered is looked at again
    /// when a row has come since.
    fn may_be_offered(&self) -> bool {
        let again = self.choice.state == State::Offered && self.is_left_to_a_person();
        (self.is_open() || again) && self.effect() != Effect::Refuse
    }

    /// Whether two persons have to look at something that the rule leaves to them.
    pub(super) fn is_left_to_a_person(&self) -> bool {
        self.met.iter().any(|met| !self.assessed.contains(&(met.row, met.version)))
    }

    fn may_be_dismissed(&self) -> bool {
        (self.is_open() || self.choice.state == State::Offered) && !self.met.is_empty()
    }

    pub(super) fn because(&self) -> Vec<Reason> {
        self.met.iter().flat_map(|met| met.because.clone()).collect()
    }
}

/// All that an officer sees of an application.
pub(super) struct Seen {
    pub(super) application: Application,
    pub(super) warned: Option<Warned>,
    /// Why nobody can be offered a place now.
    pub(super) uncertain: Option<rules::Text>,
    pub(super) lines: Vec<Line>,
    pub(super) rights: Vec<Stands>,
    pub(super) messages: Vec<(LetterId, Date)>,
    /// Whether the reader may know more of the rows.
    pub(super) details: bool,
}

/// An application within one's scope, with what exclusions do to it today; the look is noted.
pub(super) async fn seen(signed: &Signed, id: ApplicationId) -> Result<Seen> {
    let (node, today) = (&signed.node, signed.today());
    let mut conn = signed.read().await?;
    let application = Application::for_officer(&mut conn, &signed.who, id).await?;
    signed.look(application.person, "admission").await?;
    let mut lines = Vec::new();
    for choice in application.choices.clone() {
        let asked = Asked {
            kind: ActionKind::Admit,
            person: application.person,
            start: &choice.start,
            choice: Some(choice.id),
            today,
        };
        let met = effect::met(&mut conn, node, &asked).await?;
        let assessed = store::assessed::by_two(&mut conn, choice.id).await?;
        let refused = quarantine::store::list(&mut conn, Whose::Subject(choice.id.0)).await?;
        lines.push(Line { choice, met, assessed, refused });
    }
    let mut certain = exclusion::certain(&mut conn, node).await;
    if certain.is_ok() {
        let about = (application.person, Purpose::Admission);
        certain = exclusion::certain_of(&mut conn, node, about).await;
    }
    let uncertain = match certain {
        Ok(()) => None,
        Err(Error::Refused(refused)) => Some(refused.text),
        Err(error) => return Err(error),
    };
    Ok(Seen {
        warned: exclusion::warnings(&mut conn, node, application.person, today).await?,
        rights: study_right::of_person(&mut conn, node, application.person, today).await?,
        messages: store::messages(&mut conn, id).await?,
        details: signed.who.has_everywhere(exclusion::READERS),
        application,
        uncertain,
        lines,
    })
}

#[derive(Template)]
#[template(path = "admission/case.html")]
struct CasePage {
    frame: ui::Frame,
    form: Form,
    seen: Seen,
    today: Date,
    because: Vec<Reason>,
    /// Whether the reader looks after the exchange of results.
    fetches: bool,
    institutions: Institutions,
}

impl CasePage {
    fn name(&self) -> String {
        self.seen.application.name.shown(self.frame.language)
    }

    fn warning(&self, warned: &Warned) -> String {
        warned.text(&self.frame)
    }

    fn decided_by(&self, met: &Met) -> String {
        self.institutions.name(&met.institution, self.frame.language)
    }

    fn period(&self, met: &Met) -> String {
        format!("{}–{}", self.frame.date(met.from), self.frame.date(met.to))
    }

    fn dismissible(&self) -> Vec<ui::Choice> {
        let lines = self.seen.lines.iter().filter(|line| line.may_be_dismissed());
        let named = lines.map(|line| {
            let start = &line.choice.start;
            let text = format!(
                "{} {}, {}",
                start.code,
                self.frame.text(&start.name),
                self.frame.date(start.starts_on)
            );
            ui::Choice::new(line.choice.id.to_string(), text)
        });
        named.collect()
    }

    /// Whether somebody has to look at what a choice that can be dismissed meets.
    fn leaves_to_a_person(&self) -> bool {
        let mut lines = self.seen.lines.iter().filter(|line| line.may_be_dismissed());
        lines.any(|line| line.effect() == Effect::Warn)
    }

    /// Whether the standard message can be sent: of the national admission, and something is met.
    fn may_tell(&self) -> bool {
        let national = self.seen.application.via == Via::National;
        national && self.seen.lines.iter().any(|line| !line.met.is_empty())
    }

    /// Whether the reader may have the applicant's results fetched, which the exchange does.
    fn may_fetch(&self) -> bool {
        self.fetches && self.seen.application.results_may_be_fetched
    }

    /// Whether the place that was accepted waits for a police certificate.
    fn waits_for_certificate(&self, line: &Line) -> bool {
        let of = |right: &&Stands| right.right.choice == line.choice.id;
        self.seen.rights.iter().find(of).is_some_and(|one| one.right.waits_for_certificate())
    }

    fn consent(&self) -> String {
        self.frame.t(match self.seen.application.results_may_be_fetched {
            true => key("admission-consent-given"),
            false => key("admission-consent-not-given"),
        })
    }
}

const LABELS: &[(&str, &str)] = &[
    ("answer_by", key("admission-answer-by")),
    ("choices", key("admission-dismiss-choices")),
    ("issued_on", key("admission-certificate-issued-on")),
    ("received_on", key("admission-certificate-received-on")),
    ("assessed", key("admission-assessed")),
];

async fn case_page(
    signed: &Signed,
    id: ApplicationId,
    (form, because): (Form, Vec<Reason>),
) -> Result<CasePage> {
    let seen = seen(signed, id).await?;
    let frame = signed.frame(format!("applications/{}", seen.application.number));
    let fetches = signed.who.has_everywhere(IMPORTERS);
    let institutions = Institutions::load(&signed.node).await?;
    let (form, today) = (form.labels(LABELS), signed.today());
    Ok(CasePage { frame, form, seen, today, because, fetches, institutions })
}

async fn show(signed: Signed, Path(id): Path<ApplicationId>) -> Result<Response> {
    page(&case_page(&signed, id, (Form::new(), Vec::new())).await?)
}

/// The page again, with what was typed, what was wrong, and the steps of a refusal.
async fn again(posted: &Posted, id: ApplicationId, form: Form, error: Error) -> Result<Response> {
    let because = match &error {
        Error::Refused(refused) => refused.because.clone(),
        _ => Vec::new(),
    };
    let shown = case_page(&posted.signed, id, (refused(form, error)?, because)).await?;
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}

fn back(id: ApplicationId, key: &str) -> Response {
    done(&format!("/applications/{id}"), key)
}

async fn offered(Path(id): Path<ChoiceId>, posted: Posted) -> Result<Response> {
    let mut conn = posted.signed.read().await?;
    let application = store::application_of(&mut conn, id).await?.ok_or(Error::NotFound)?;
    Application::for_officer(&mut conn, &posted.signed.who, application).await?;
    drop(conn);
    let mut form = posted.form();
    let Some(answer_by) = form.date("answer_by") else {
        let shown = case_page(&posted.signed, application, (form, Vec::new())).await?;
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown);
    };
    let new = Offer { answer_by, assessed: form.checked("assessed") };
    let mut act = posted.act().await?;
    match offer(&mut act, id, new).await {
        Ok(offered) => {
            let entry = Entry::new("admission.offer", "application_choice", id.0);
            let entry = entry.fact("answer_by", answer_by.to_string());
            act.commit(entry.fact("assessed", new.assessed)).await?;
            Ok(back(
                application,
                match offered {
                    Offered::Made => "done-admission-offered",
                    Offered::Assessed => "done-admission-assessed",
                },
            ))
        }
        Err(error) => again(&posted, application, form, error).await,
    }
}

async fn approved(Path(id): Path<ChoiceId>, posted: Posted) -> Result<Response> {
    let mut conn = posted.signed.read().await?;
    let application = store::application_of(&mut conn, id).await?.ok_or(Error::NotFound)?;
    Application::for_officer(&mut conn, &posted.signed.who, application).await?;
    drop(conn);
    let mut form = posted.form();
    let (issued_on, received_on) = (form.date("issued_on"), form.date("received_on"));
    let Some((issued_on, received_on)) = issued_on.zip(received_on) else {
        let shown = case_page(&posted.signed, application, (form, Vec::new())).await?;
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown);
    };
    let mut act = posted.act().await?;
    match approve_certificate(&mut act, id, Certificate { issued_on, received_on }).await {
        Ok(()) => {
            let entry = Entry::new("admission.approve_certificate", "application_choice", id.0);
            act.commit(entry.fact("received_on", received_on.to_string())).await?;
            Ok(back(application, "done-admission-certificate-approved"))
        }
        Err(error) => again(&posted, application, form, error).await,
    }
}

async fn dismissed(Path(id): Path<ApplicationId>, posted: Posted) -> Result<Response> {
    let mut conn = posted.signed.read().await?;
    Application::for_officer(&mut conn, &posted.signed.who, id).await?;
    drop(conn);
    let form = posted.form();
    let ids = form.all("choices").map(|id| id.parse().map(ChoiceId).map_err(|_| Error::NotFound));
    let ids = ids.collect::<Result<Vec<_>>>()?;
    let mut act = posted.act().await?;
    match dismiss(&mut act, id, &ids, form.checked("assessed")).await {
        Ok(refusal) => {
            let entry = Entry::new("admission.dismiss", "application", id.0);
            act.commit(entry.fact("refusal", refusal.to_string())).await?;
            Ok(back(id, "done-admission-dismissed"))
        }
        Err(error) => again(&posted, id, form, error).await,
    }
}

async fn told(Path(id): Path<ApplicationId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    match message(&mut act, id).await {
        Ok(letter) => {
            let entry = Entry::new("admission.message", "application", id.0);
            act.commit(entry.fact("letter", letter.to_string())).await?;
            Ok(back(id, "done-admission-told"))
        }
        Err(error) => again(&posted, id, posted.form(), error).await,
    }
}
