//! What this institution has answered others: the log, what was refused, and what persons contest.

use super::pages::reader;
use super::store::{alarms, answered, contests};
use super::{HANDLERS, contest, dashed, institutions, outcome_code, purpose_code, receipt, settle};
use crate::AnsweredId;
use ::store::Entry;
use alarms::Alarm;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use contests::Contest;
use jiff::Timestamp;
use jiff::civil::Date;
use office::http::{Allow, Posted, Routes, Signed, done, page, page_with};
use office::people::PersonName;
use office::{Error, PersonId, Result};
use rules::Text;
use std::collections::{BTreeMap, HashMap};
use ui::Form;
use uuid::Uuid;
use wire::InstitutionNumber;

pub(super) fn routes() -> Routes {
    let (handlers, own) = (Allow::Everywhere(HANDLERS), Allow::SignedIn);
    let (one, mine) = ("/exchanges/answered/{answered}", "/my/exchange/answered/{answered}");
    Routes::default()
        .page("/exchanges/answered", handlers, log)
        .form("/exchanges/alarms/seen", handlers, "exchange.alarm_seen", post_seen)
        .page(one, handlers, show)
        .form(&format!("{one}/settlement"), handlers, "exchange.settle", post_settled)
        .page(mine, own, show_mine)
        .form(&format!("{mine}/contest"), own, "exchange.contest", post_contested)
}

/// A line about an answer of ours.
pub(super) struct AnsweredLine {
    pub(super) id: AnsweredId,
    pub(super) institution: String,
    pub(super) person: Option<PersonId>,
    /// The person's name, where it is somebody known here and the reader is not that person.
    pub(super) name: String,
    pub(super) purpose: &'static str,
    pub(super) basis: String,
    pub(super) channel: Option<String>,
    pub(super) given_on: Option<Date>,
    pub(super) text_version: Option<i32>,
    pub(super) consent_ref: Option<Uuid>,
    pub(super) outcome: &'static str,
    pub(super) results: usize,
    pub(super) case_ref: String,
    pub(super) at: Timestamp,
    pub(super) withdrawn_at: Option<Timestamp>,
    pub(super) contest: Option<Contest>,
    /// How many questions of the day it stands for.
    pub(super) times: i64,
}

impl AnsweredLine {
    pub(super) fn key(&self) -> String {
        format!("exchange-state-{}", dashed(self.outcome))
    }

    pub(super) fn purpose_key(&self) -> String {
        format!("exchange-purpose-{}", self.purpose)
    }

    pub(super) fn basis_key(&self) -> String {
        format!("exchange-basis-{}", self.basis)
    }

    pub(super) fn channel_key(&self) -> Option<String> {
        self.channel.as_ref().map(|channel| format!("exchange-channel-{}", dashed(channel)))
    }

    /// Where what is contested stands: nothing where nothing is.
    pub(super) fn contest_key(&self) -> Option<&'static str> {
        self.contest.as_ref().map(|contest| match contest.settled {
            None => ui::key("exchange-contest-waiting"),
            Some((_, true, _)) => ui::key("exchange-contest-upheld"),
            Some((_, false, _)) => ui::key("exchange-contest-dismissed"),
        })
    }
}

/// The newest answers.
pub(super) async fn answered_lines(signed: &Signed) -> Result<Vec<AnsweredLine>> {
    let mut conn = signed.read().await?;
    let found = answered::newest(&mut conn).await?;
    let persons: Vec<PersonId> = found.iter().filter_map(|one| one.person).collect();
    signed.look_each(&persons, "exchange").await?;
    lines(signed, found).await
}

/// How many lines of the answers about oneself a page has.
pub(super) const PAGE_SIZE: u32 = 50;

/// A page of the answers about the reader, from 1, and how many lines there are in all. Past the end is the
/// first page.
pub(super) async fn own_lines(signed: &Signed, page: u32) -> Result<(Vec<AnsweredLine>, u32)> {
    let (mut conn, person) = (signed.read().await?, signed.who.person);
    let offset = page.saturating_sub(1).saturating_mul(PAGE_SIZE);
    let (found, total) = answered::of_person(&mut conn, person, (PAGE_SIZE, offset)).await?;
    Ok((lines(signed, found).await?, total))
}

async fn lines(signed: &Signed, found: Vec<answered::Answered>) -> Result<Vec<AnsweredLine>> {
    let mut conn = signed.read().await?;
    let persons: Vec<PersonId> = found.iter().filter_map(|one| one.person).collect();
    let ids: Vec<AnsweredId> = found.iter().map(|one| one.id).collect();
    let names = office::people::store::names(&mut conn, &persons).await?;
    let mut contests = contests::of(&mut conn, &ids).await?;
    let institutions = institutions::names(&signed.node).await?;
    let lines = found.into_iter().map(|one| {
        let contest = contests.remove(&one.id);
        line(signed, one, contest, (&names, &institutions))
    });
    Ok(lines.collect())
}

/// Persons and institutions by what they are called.
type Names<'a> = (&'a HashMap<PersonId, PersonName>, &'a BTreeMap<InstitutionNumber, Text>);

fn line(
    signed: &Signed,
    one: answered::Answered,
    contest: Option<Contest>,
    (names, institutions): Names<'_>,
) -> AnsweredLine {
    let language = signed.who.language;
    AnsweredLine {
        id: one.id,
        institution: institution_name(&one.institution, institutions, signed),
        name: one
            .person
            .and_then(|person| names.get(&person))
            .map_or_else(String::new, |name| name.listed(language)),
        person: one.person,
        purpose: purpose_code(one.purpose),
        basis: one.basis,
        channel: one.channel,
        given_on: one.given_on,
        text_version: one.text_version,
        consent_ref: one.consent_ref,
        outcome: outcome_code(one.outcome),
        results: one.results,
        case_ref: one.case_ref,
        at: one.answered_at,
        withdrawn_at: one.withdrawn_at,
        contest,
        times: one.times,
    }
}

fn institution_name(
    number: &str,
    institutions: &BTreeMap<InstitutionNumber, Text>,
    signed: &Signed,
) -> String {
    number.parse().map_or_else(
        |_| number.to_owned(),
        |number| receipt::named(institutions, number).get(signed.who.language).to_owned(),
    )
}

/// Questions that were refused, as they are shown.
pub(super) struct AlarmLine {
    pub(super) institution: String,
    pub(super) alarm: Alarm,
}

impl AlarmLine {
    pub(super) fn key(&self) -> String {
        format!("exchange-alarm-{}", self.alarm.reason)
    }
}

pub(super) async fn alarm_lines(signed: &Signed) -> Result<Vec<AlarmLine>> {
    let mut conn = signed.read().await?;
    let institutions = institutions::names(&signed.node).await?;
    let found = alarms::read(&mut conn, false).await?.into_iter();
    let line = |alarm: Alarm| AlarmLine {
        institution: institution_name(&alarm.institution, &institutions, signed),
        alarm,
    };
    Ok(found.map(line).collect())
}

#[derive(Template)]
#[template(path = "exchange/log.html")]
struct LogPage {
    frame: ui::Frame,
    alarms: Vec<AlarmLine>,
    lines: Vec<AnsweredLine>,
}

async fn log(signed: Signed) -> Result<Response> {
    reader(&signed)?;
    page(&LogPage {
        alarms: alarm_lines(&signed).await?,
        lines: answered_lines(&signed).await?,
        frame: signed.frame("exchanges/answered"),
    })
}

/// Notes that somebody has seen an alarm.
pub(super) async fn seen(act: &mut office::Act, id: Uuid) -> Result<()> {
    super::handler(act)?;
    let noted = (act.now(), act.person()?);
    if alarms::see(act.conn(), id, noted).await? { Ok(()) } else { Err(Error::NotFound) }
}

async fn post_seen(posted: Posted) -> Result<Response> {
    let id: Uuid = posted.field("alarm").parse().map_err(|_| Error::NotFound)?;
    let mut act = posted.act().await?;
    seen(&mut act, id).await?;
    act.commit(Entry::new("exchange.alarm_seen", "exchange_alarm", id)).await?;
    Ok(done("/exchanges/answered", "done-exchange-alarm-seen"))
}

#[derive(Template)]
#[template(path = "exchange/answered.html")]
struct AnsweredPage {
    frame: ui::Frame,
    form: Form,
    line: AnsweredLine,
    /// Whether the reader is the person it is about.
    own: bool,
}

/// One answer as a reader may see it: the person herself, or whoever looks after the exchange.
pub(super) async fn one_line(signed: &Signed, id: AnsweredId, own: bool) -> Result<AnsweredLine> {
    let mut conn = signed.read().await?;
    let found = answered::one(&mut conn, id).await?.ok_or(Error::NotFound)?;
    if own && found.person != Some(signed.who.person) {
        return Err(Error::NotFound);
    }
    if !own {
        reader(signed)?;
        if let Some(person) = found.person {
            signed.look(person, "exchange").await?;
        }
    }
    lines(signed, vec![found]).await?.pop().ok_or(Error::NotFound)
}

async fn answered_page(
    signed: &Signed,
    id: AnsweredId,
    (own, form): (bool, Form),
) -> Result<Response> {
    let line = one_line(signed, id, own).await?;
    let path = if own { "my/exchange" } else { "exchanges/answered" };
    let status = if form.is_valid() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let labels =
        &[("because", "exchange-contest-because"), ("finding", "exchange-contest-finding")];
    let form = form.labels(labels);
    page_with(status, &AnsweredPage { frame: signed.frame(path), form, line, own })
}

async fn show(Path(id): Path<AnsweredId>, signed: Signed) -> Result<Response> {
    answered_page(&signed, id, (false, Form::new())).await
}

async fn show_mine(Path(id): Path<AnsweredId>, signed: Signed) -> Result<Response> {
    answered_page(&signed, id, (true, Form::new())).await
}

async fn post_contested(Path(id): Path<AnsweredId>, posted: Posted) -> Result<Response> {
    let form = posted.form();
    let mut act = posted.act().await?;
    match contest(&mut act, id, form.field("because")).await {
        Ok(()) => {
            act.commit(Entry::new("exchange.contest", "exchange_answered", id.0)).await?;
            Ok(done(&format!("/my/exchange/answered/{id}"), "done-exchange-contested"))
        }
        Err(error @ (Error::Invalid(_) | Error::Refused(_))) => {
            drop(act);
            let form = office::catalogue::refused(form, error)?;
            answered_page(&posted.signed, id, (true, form)).await
        }
        Err(error) => Err(error),
    }
}

async fn post_settled(Path(id): Path<AnsweredId>, posted: Posted) -> Result<Response> {
    let form = posted.form();
    let upheld = form.field("upheld") == "yes";
    let mut act = posted.act().await?;
    match settle(&mut act, id, upheld, form.field("finding")).await {
        Ok(()) => {
            let entry = Entry::new("exchange.settle", "exchange_answered", id.0);
            act.commit(entry.fact("upheld", upheld)).await?;
            Ok(done(&format!("/exchanges/answered/{id}"), "done-exchange-settled"))
        }
        Err(error @ (Error::Invalid(_) | Error::Refused(_))) => {
            drop(act);
            let form = office::catalogue::refused(form, error)?;
            answered_page(&posted.signed, id, (false, form)).await
        }
        Err(error) => Err(error),
    }
}
