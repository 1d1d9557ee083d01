//! A protocol on the screen and in print: who signs, receives, announces and puts right.

use super::announcement::appeal_until;
use super::protocol::ProtocolKind;
use super::protocol::{may_seal, status_text};
use super::{
    ANNOUNCERS, Content, Correction, GRADING_VIEWERS, Panel, Protocol, Rectification, Row,
    announce, letters, receive, rectify, sign, store, withdraw,
};
use crate::catalogue;
use crate::examiners::CommitteeKind;
use crate::http::{Allow, Posted, Routes, Signed, Typed, done, page, page_with};
use crate::people::PersonName;
use crate::{Error, PersonId, ProtocolId, Result};
use ::store::Entry;
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;
use std::collections::HashMap;
use ui::{Crumb, Form, key};

pub(super) fn routes() -> Routes {
    let staff = Allow::Roles(ANNOUNCERS);
    Routes::default()
        // Examiners of the committee and those who follow the exam; checked behind the guard.
        .page("/protocols/{protocol}", Allow::SignedIn, show)
        .form("/protocols/{protocol}/signatures", Allow::Examiner, "protocol.sign", post_sign)
        .form("/protocols/{protocol}/receipts", staff, "protocol.receive", post_receive)
        .form("/protocols/{protocol}/announcements", staff, "protocol.announce", post_announce)
        .form(
            "/protocols/{protocol}/withdrawals",
            Allow::SignedIn,
            "protocol.withdraw",
            post_withdraw,
        )
        .form(
            "/protocols/{protocol}/rectifications",
            Allow::SignedIn,
            "protocol.rectify",
            post_rectify,
        )
}

/// The message key of a protocol's kind.
pub(super) fn kind_key(kind: &ProtocolKind) -> &'static str {
    match kind {
        ProtocolKind::Original => key("grading-protocol-original"),
        ProtocolKind::Rectification => key("grading-protocol-rectification"),
        ProtocolKind::Regrade => key("grading-protocol-regrade"),
    }
}

/// The message key of where a protocol stands.
pub(super) fn stand_key(protocol: &Protocol) -> &'static str {
    match (protocol.withdrawn_at, protocol.received_at, protocol.announced_at) {
        (Some(_), ..) => key("grading-stand-withdrawn"),
        (_, _, Some(_)) => key("grading-stand-announced"),
        (_, Some(_), None) => key("grading-stand-received"),
        _ => key("grading-stand-sealed"),
    }
}

/// How many lines one page of the screen holds: a signed list stands whole on one page, but
/// for the very largest.
const PAGE_SIZE: u32 = 1000;

/// One candidate's line as shown.
struct Line {
    number: String,
    field: String,
    name: Option<String>,
    grade: String,
}

/// What is announced, before it is done: it cannot be undone.
struct Announcing {
    /// How many results, each of a student of its own.
    count: usize,
    /// Until when they can be appealed.
    until: Option<Date>,
}

/// One examiner's line under the list.
pub(super) struct Signer {
    pub(super) person: PersonId,
    position: usize,
    pub(super) name: PersonName,
    pub(super) external: bool,
    pub(super) at: Option<jiff::Timestamp>,
}

#[derive(Template)]
#[template(path = "grading/protocol.html")]
struct ProtocolPage {
    frame: ui::Frame,
    form: Form,
    list: ui::List,
    protocol: Protocol,
    panel: Panel,
    lines: Vec<Line>,
    signers: Vec<Signer>,
    may_sign: bool,
    may_receive: bool,
    /// What an announcement today would mean, for those who may announce it.
    announcing: Option<Announcing>,
    may_withdraw: bool,
    may_rectify: bool,
    examiner: bool,
    /// How many students are written to about their grade, once it is announced.
    letters: Option<i64>,
}

impl ProtocolPage {
    async fn of(
        signed: &Signed,
        id: ProtocolId,
        form: Form,
        query: &[(String, String)],
    ) -> Result<Self> {
        let mut conn = signed.read().await?;
        let protocol = store::protocol(&mut conn, id).await?.ok_or(Error::NotFound)?;
        let panel = Panel::load(&mut conn, protocol.committee).await?;
        let who = &signed.who;
        let examiner = panel.seat_of(who.person).is_some();
        panel.require_sight(&mut conn, who, GRADING_VIEWERS).await?;
        let staff = who.may(ANNOUNCERS, &panel.exam.place) && !examiner;
        let alive = protocol.withdrawn_at.is_none();
        let open = alive && protocol.received_at.is_none();
        let content = protocol.content()?;
        let path = format!("/protocols/{id}");
        let list = ui::List::from_query(&path, query, &["number"], PAGE_SIZE);
        let list = list.of(u32::try_from(content.rows.len()).unwrap_or(u32::MAX));
        let rows = content.rows.iter().skip(list.offset() as usize).take(PAGE_SIZE as usize);
        let lines = lines(&mut conn, signed, &panel, rows.collect()).await?;
        let letters = match protocol.announced_at {
            Some(_) if staff => Some(store::count_results(&mut conn, id).await?),
            _ => None,
        };
        let may_announce = staff
            && alive
            && protocol.kind != ProtocolKind::Regrade
            && protocol.received_at.is_some()
            && protocol.announced_at.is_none();
        let mut frame = signed.frame(format!("protocols/{}", panel.exam.reference()));
        if who.may(GRADING_VIEWERS, &panel.exam.place) {
            frame.breadcrumb = catalogue::pages::crumbs(&frame);
            let (text, id) = (frame.term(panel.exam.reference()), panel.exam.id);
            frame.breadcrumb.push(Crumb { text, href: format!("/exams/{id}/grading") });
        }
        Ok(Self {
            frame,
            letters,
            may_sign: open && examiner && !panel.withdrawn && !protocol.signed_by(who.person),
            may_receive: open
                && staff
                && protocol.kind != ProtocolKind::Regrade
                && protocol.is_signed_by_all(&content),
            announcing: if may_announce {
                let law = signed.node.rules_on(signed.today())?;
                let until = appeal_until(&panel.exam, signed.today(), law);
                Some(Announcing {
                    count: content.rows.iter().filter(|row| row.grade.is_some()).count(),
                    until: until.map(|(day, _)| day),
                })
            } else {
                None
            },
            may_withdraw: open && may_seal(who, &panel),
            may_rectify: protocol.announced_at.is_some()
                && protocol.kind != ProtocolKind::Regrade
                && may_seal(who, &panel),
            signers: signers(&panel, &protocol, &content),
            form: form.labels(&[("reason", "grading-reason")]),
            examiner,
            list,
            lines,
            protocol,
            panel,
        })
    }
}

/// Numbers and grades; names only where the course is graded by name, each look noted.
async fn lines(
    conn: &mut sqlx::PgConnection,
    signed: &Signed,
    panel: &Panel,
    rows: Vec<&Row>,
) -> Result<Vec<Line>> {
    let mut names = HashMap::new();
    if panel.exam.names_shown && panel.kind == CommitteeKind::Ordinary {
        let shown: Vec<_> = rows.iter().map(|row| row.registration).collect();
        names = store::names(conn, &shown).await?;
        let persons: Vec<_> = names.values().map(|(person, _)| *person).collect();
        signed.look_each(&persons, "grading").await?;
    }
    let language = signed.who.language;
    let line = |row: &Row| {
        let grade = row.grade.map_or_else(|| status_text(row.status), letters::grade_text);
        Line {
            field: format!("grade-{}", row.number),
            number: row.number.clone(),
            name: names.get(&row.registration).map(|(_, name)| name.shown(language)),
            grade: grade.get(language).to_owned(),
        }
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Who signs a protocol, for all who may see it.
pub(super) fn signers(panel: &Panel, protocol: &Protocol, content: &Content) -> Vec<Signer> {
    let signer = |(at, examiner): (usize, &super::protocol::Examiner)| {
        let member = panel.seat_of(examiner.person);
        let signed = protocol.signed.iter().find(|signed| signed.person == examiner.person);
        Signer {
            person: examiner.person,
            position: at + 1,
            name: member.map_or_else(|| PersonName::new("", "", true), |m| m.name.clone()),
            external: examiner.external,
            at: signed.map(|signed| signed.at),
        }
    };
    content.examiners.iter().enumerate().map(signer).collect()
}

async fn show(
    signed: Signed,
    Path(id): Path<ProtocolId>,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response> {
    page(&ProtocolPage::of(&signed, id, Form::new(), &query).await?)
}

fn back(id: ProtocolId, message: &str) -> Response {
    done(&format!("/protocols/{id}"), message)
}

/// A signature is confirmed anew each time, and binds the fingerprint that was shown.
async fn post_sign(Path(id): Path<ProtocolId>, posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    if !form.checked("confirm") {
        form.add_error("confirm", ui::messages::text("grading-error-confirm", &[]));
        let again = ProtocolPage::of(&posted.signed, id, form, &[]).await?;
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &again);
    }
    let mut act = posted.act().await?;
    let sha256 = posted.field("sha256");
    sign(&mut act, id, sha256).await?;
    act.commit(Entry::new("protocol.sign", "protocol", id.0).fact("sha256", sha256)).await?;
    Ok(back(id, "done-protocol-signed"))
}

async fn post_receive(Path(id): Path<ProtocolId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    receive(&mut act, id).await?;
    act.commit(Entry::new("protocol.receive", "protocol", id.0)).await?;
    Ok(back(id, "done-protocol-received"))
}

async fn post_announce(Path(id): Path<ProtocolId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    let count = announce(&mut act, id).await?;
    act.commit(Entry::new("protocol.announce", "protocol", id.0).fact("results", count)).await?;
    Ok(back(id, "done-results-announced"))
}

async fn post_withdraw(Path(id): Path<ProtocolId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    withdraw(&mut act, id).await?;
    act.commit(Entry::new("protocol.withdraw", "protocol", id.0)).await?;
    Ok(back(id, "done-protocol-withdrawn"))
}

async fn post_rectify(Path(id): Path<ProtocolId>, posted: Posted) -> Result<Response> {
    let corrections = posted.fields.iter().filter_map(|(field, value)| {
        let (number, grade) = (field.strip_prefix("grade-")?, value.trim());
        let correction = Correction { number: number.to_owned(), grade: grade.to_owned() };
        (!grade.is_empty()).then_some(correction)
    });
    let wanted = Rectification {
        reason: posted.field("reason").to_owned(),
        corrections: corrections.collect(),
    };
    let shown = [("page".to_owned(), posted.field("page").to_owned())];
    let mut act = posted.act().await?;
    match rectify(&mut act, id, &wanted).await {
        Ok(new) => {
            let entry = Entry::new("protocol.rectify", "protocol", new.0);
            act.commit(entry.fact("rectifies", id.to_string())).await?;
            Ok(back(new, "done-protocol-sealed"))
        }
        Err(Error::Invalid(faults)) => {
            drop(act);
            let mut form = posted.form();
            faults.into_iter().for_each(|fault| form.add_error(&fault.field, fault.text));
            let again = ProtocolPage::of(&posted.signed, id, form, &shown).await?;
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &again)
        }
        Err(error) => {
            let mut typed = posted.typed(&[("reason", key("grading-reason"))]);
            typed.extend(typed_grades(&posted));
            posted.refused(error, typed)
        }
    }
}

/// The grades that were typed, each with its candidate's number.
pub(super) fn typed_grades(posted: &Posted) -> Vec<Typed> {
    let language = posted.signed.who.language;
    let typed = posted.fields.iter().filter_map(|(field, value)| {
        let (number, value) = (field.strip_prefix("grade-")?, value.trim().to_owned());
        let label =
            ui::messages::format(language, key("grading-grade-for"), &[("number", &number)]);
        (!value.is_empty()).then_some(Typed { label, value })
    });
    typed.collect()
}
