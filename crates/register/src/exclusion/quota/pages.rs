//! The operators' pages of declared numbers: what waits, old and new side by side, and the control.

use super::change::{approve_quota, propose_quota, refuse_quota, withdraw_quota};
use super::{DECLARED_DEFAULT, api};
use crate::access::{Allow, Role};
use crate::exclusion::pages::{KEEPERS, READERS};
use crate::exclusion::store::quota_change::{self as store, Change};
use crate::four_eyes::CONTROLLERS;
use crate::{ExclusionQuotaChangeId, Posted, Routes, Signed};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use edge::{Error, Result, done, page, page_with};
use ui::{Form, Frame, key};
use wire::InstitutionNumber;

pub(super) fn routes() -> Routes {
    let (keepers, controllers) = (Allow::Roles(KEEPERS), Allow::Roles(CONTROLLERS));
    let step = |step: &str| format!("/exclusions/quotas/{{change}}/{step}");
    Routes::default()
        .page("/exclusions/quotas", READERS, list)
        .form("/exclusions/quotas", keepers, "exclusion.propose_quota", propose)
        .page("/exclusions/quotas/{change}", READERS, show)
        .form(&step("approval"), controllers, "exclusion.approve_quota", approve)
        .form(&step("refusal"), controllers, "exclusion.refuse_quota", refuse)
        .form(&step("withdrawal"), keepers, "exclusion.withdraw_quota", withdraw)
}

/// An institution number as it is typed.
pub(super) fn number(typed: &str) -> Result<InstitutionNumber> {
    typed.parse().map_err(|_| {
        Error::field("institution", ui::messages::text(key("directory-error-number"), &[]))
    })
}

/// The number that counts now, beside which a new one is looked at.
fn in_force(change: &Change) -> u32 {
    change.in_force.unwrap_or(DECLARED_DEFAULT)
}

fn outcome(frame: &Frame, change: &Change) -> (String, &'static str) {
    match change.control.as_ref().map(|control| control.outcome) {
        None => (frame.t("directory-waits"), "warning"),
        Some(store::Outcome::Approved) => (frame.t("directory-approved"), "success"),
        Some(store::Outcome::Refused) => (frame.t("directory-refused"), "danger"),
        Some(store::Outcome::Withdrawn) => (frame.t("directory-withdrawn"), "neutral"),
    }
}

#[derive(Template)]
#[template(path = "exclusion/quota/quotas.html")]
struct QuotasPage {
    frame: Frame,
    form: Form,
    waiting: Vec<Change>,
    settled: Vec<Change>,
    /// Whether the reader may propose.
    is_keeper: bool,
}

impl QuotasPage {
    fn old(&self, change: &Change) -> String {
        self.frame.number(in_force(change))
    }

    fn proposer(&self, change: &Change) -> String {
        change.proposer.listed(self.frame.language)
    }

    fn outcome(&self, change: &Change) -> (String, &'static str) {
        outcome(&self.frame, change)
    }
}

fn holds(signed: &Signed, roles: &[Role]) -> bool {
    signed.who.roles.iter().any(|role| roles.contains(role))
}

async fn listed(signed: &Signed, form: Form) -> Result<QuotasPage> {
    let all = store::all(&mut *signed.read().await?).await?;
    let (waiting, settled) = all.into_iter().partition(|one| one.control.is_none());
    let form = form.labels(&[
        ("institution", "exclusions-institution"),
        ("declared_size", "exclusions-declared"),
    ]);
    let (frame, is_keeper) = (signed.frame("exclusions/quotas"), holds(signed, KEEPERS));
    Ok(QuotasPage { frame, form, waiting, settled, is_keeper })
}

async fn list(signed: Signed) -> Result<Response> {
    page(&listed(&signed, Form::new()).await?)
}

#[derive(Template)]
#[template(path = "exclusion/quota/quota.html")]
struct QuotaPage {
    frame: Frame,
    form: Form,
    change: Change,
    own: bool,
    is_controller: bool,
    is_keeper: bool,
}

impl QuotaPage {
    fn old(&self) -> u32 {
        in_force(&self.change)
    }

    fn outcome(&self) -> (String, &'static str) {
        outcome(&self.frame, &self.change)
    }

    fn who(&self, name: &edge::PersonName) -> String {
        name.listed(self.frame.language)
    }
}

async fn built(signed: &Signed, id: ExclusionQuotaChangeId, form: Form) -> Result<QuotaPage> {
    let change = store::one(&mut *signed.read().await?, id).await?;
    Ok(QuotaPage {
        frame: signed.frame("exclusions/quotas"),
        form: form.labels(&[("reason", "directory-reason")]),
        own: change.proposed_by == signed.who.person,
        is_controller: holds(signed, CONTROLLERS),
        is_keeper: holds(signed, KEEPERS),
        change,
    })
}

async fn show(Path(id): Path<ExclusionQuotaChangeId>, signed: Signed) -> Result<Response> {
    page(&built(&signed, id, Form::new()).await?)
}

async fn propose(posted: Posted) -> Result<Response> {
    match proposed(&posted).await {
        Ok(id) => Ok(done(&at(id), "done-exclusions-quota-proposed")),
        Err(Error::Invalid(faults)) => {
            let mut form = posted.form();
            for fault in faults {
                form.add_error(&fault.field, fault.text);
            }
            let shown = listed(&posted.signed, form).await?;
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(error) => Err(error),
    }
}

fn at(id: ExclusionQuotaChangeId) -> String {
    format!("/exclusions/quotas/{id}")
}

async fn proposed(posted: &Posted) -> Result<ExclusionQuotaChangeId> {
    let typed = posted.field("institution");
    let institution = number(typed)?;
    // What is no number is as wrong as none.
    let size = posted.field("declared_size").parse().unwrap_or(0);
    let mut act = posted.act().await?;
    let id = propose_quota(&mut act, institution, size).await?;
    act.commit(api::proposed(id, typed, size)).await?;
    Ok(id)
}

async fn approve(Path(id): Path<ExclusionQuotaChangeId>, posted: Posted) -> Result<Response> {
    // What was not seen is no number that is in force.
    let seen = posted.field("seen").parse().unwrap_or(0);
    let mut act = posted.act().await?;
    let change = approve_quota(&mut act, id, seen).await?;
    act.commit(api::settled("exclusion.approve_quota", &change)).await?;
    Ok(done(&at(id), "done-exclusions-quota-approved"))
}

async fn refuse(Path(id): Path<ExclusionQuotaChangeId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    match refuse_quota(&mut act, id, posted.field("reason")).await {
        Ok(change) => act.commit(api::settled("exclusion.refuse_quota", &change)).await?,
        Err(error) => {
            drop(act);
            return again(&posted, id, error).await;
        }
    }
    Ok(done(&at(id), "done-directory-refused"))
}

async fn withdraw(Path(id): Path<ExclusionQuotaChangeId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    match withdraw_quota(&mut act, id, posted.field("reason")).await {
        Ok(change) => act.commit(api::settled("exclusion.withdraw_quota", &change)).await?,
        Err(error) => {
            drop(act);
            return again(&posted, id, error).await;
        }
    }
    Ok(done(&at(id), "done-directory-withdrawn"))
}

/// The page again with what is wrong with the reason.
async fn again(posted: &Posted, id: ExclusionQuotaChangeId, error: Error) -> Result<Response> {
    let Error::Invalid(faults) = error else { return Err(error) };
    let mut form = posted.form();
    for fault in faults {
        form.add_error(&fault.field, fault.text);
    }
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &built(&posted.signed, id, form).await?)
}
