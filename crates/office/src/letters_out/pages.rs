//! The outbox of a unit, the person's own letters, and the PDF of each.

use super::store::{self, load};
use super::{Channel, LETTER_ROLES, mark_printed, readers};
use crate::http::{Allow, Posted, Routes, Signed, Visitor, done, page, wanted};
use crate::{Error, LetterId, Node, Result};
use ::store::Entry;
use ::store::file::{DatabaseFiles, Files, NoScanner};
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use std::sync::Arc;

pub(crate) fn routes() -> Routes {
    Routes::default()
        .page("/letters", Allow::Roles(LETTER_ROLES), outbox)
        .page("/letters/search", Allow::Roles(LETTER_ROLES), outbox)
        .search("/letters/search", Allow::Roles(LETTER_ROLES), search)
        .form("/letters/print", Allow::Roles(LETTER_ROLES), "letter.print", print)
        .page("/letters/{file}", Allow::SignedIn, pdf)
        .page("/my/letters", Allow::SignedIn, my_letters)
        .merge(super::api::routes())
}

pub(super) const PAGE_SIZE: u32 = 100;

/// One letter in a list.
pub(super) struct Row {
    pub(super) id: LetterId,
    pub(super) title: String,
    pub(super) to: String,
    pub(super) channel: String,
    pub(super) created_at: Timestamp,
    pub(super) sent_at: Option<Timestamp>,
    /// Whether there is a PDF, and the reader may open it.
    pub(super) rendered: bool,
    pub(super) told_at: Option<Timestamp>,
    pub(super) not_told: bool,
}

impl Row {
    fn new(frame: &ui::Frame, letter: store::Listed) -> Self {
        let to = letter.to.map(|name| name.listed(frame.language));
        let kind = kind_name(frame, &letter.kind);
        Self {
            id: letter.id,
            title: letter.about.map_or_else(|| kind.clone(), |code| format!("{kind}, {code}")),
            to: to.unwrap_or_else(|| frame.t("letters-out-to-archive")),
            channel: letter.channel,
            created_at: letter.created_at,
            sent_at: letter.sent_at,
            rendered: letter.rendered,
            told_at: letter.told_at,
            not_told: letter.not_told,
        }
    }

    /// How the letter came to its addressee, for the addressee.
    fn told(&self, frame: &ui::Frame) -> String {
        let on_paper = self.channel == Channel::Print.code();
        match (self.told_at, self.sent_at.filter(|_| on_paper)) {
            (Some(at), _) => frame.ta("letters-out-told-on", &[("at", &frame.moment(at))]),
            (_, Some(at)) => frame.ta("letters-out-posted-on", &[("at", &frame.moment(at))]),
            _ if on_paper => frame.t("letters-out-comes-on-paper"),
            _ => frame.t("letters-out-only-here"),
        }
    }

    /// Whether it can be chosen for printing.
    fn waits(&self) -> bool {
        self.rendered && self.sent_at.is_none() && self.channel == Channel::Print.code()
    }
}

#[derive(Template)]
#[template(path = "letters_out/outbox.html")]
struct OutboxPage {
    frame: ui::Frame,
    form: ui::Form,
    kinds: Vec<ui::Choice>,
    states: Vec<ui::Choice>,
    rows: Vec<Row>,
    list: ui::List,
}

impl OutboxPage {
    /// Whether any letter shown is still to be printed.
    fn any_waiting(&self) -> bool {
        self.rows.iter().any(Row::waits)
    }
}

/// The columns by which the list is sorted.
pub(super) const COLUMNS: &[&str] = &["-created", "to", "sent"];

/// The letters of the units whose exams one follows, newest first.
async fn outbox(signed: Signed, Query(query): Query<Vec<(String, String)>>) -> Result<Response> {
    let fields = wanted(query, &["kind", "state"]);
    let list = ui::List::from_query("/letters", &fields, COLUMNS, PAGE_SIZE);
    shown(&signed, list, ui::Form::from_pairs(fields)).await
}

/// Those that were looked for; what nobody is named in goes on to an address that can be kept.
async fn search(posted: Posted) -> Result<Response> {
    let fields = wanted(posted.fields, &["q", "kind", "state"]);
    let list = ui::List::from_form("/letters", &fields, COLUMNS, PAGE_SIZE);
    let form = ui::Form::from_pairs(fields);
    if form.field("q").is_empty() {
        return Ok(Redirect::to(&list.page_href(list.page)).into_response());
    }
    shown(&posted.signed, list, form).await
}

async fn shown(signed: &Signed, list: ui::List, form: ui::Form) -> Result<Response> {
    let frame = signed.frame("letters");
    let filter = store::Filter {
        kind: form.field("kind"),
        state: form.field("state"),
        q: form.field("q"),
        sort: &list.order(),
        limit: PAGE_SIZE,
        offset: list.offset(),
    };
    let (rows, total) = followed(signed, filter).await?;
    let rows = rows.into_iter().map(|row| Row::new(&frame, row)).collect();
    let scope = signed.who.scope(LETTER_ROLES);
    let mut conn = signed.read().await?;
    let kinds = store::kinds(&mut conn, &scope).await?;
    let kinds = kinds.into_iter().map(|kind| {
        let name = kind_name(&frame, &kind);
        ui::Choice::new(kind, name)
    });
    let states = [
        ("waiting", frame.t("letters-out-state-waiting")),
        ("sent", frame.t("letters-out-state-sent")),
        ("making", frame.t("letters-out-state-making")),
    ];
    let states = states.into_iter().map(|(value, text)| ui::Choice::new(value, text));
    page(&OutboxPage {
        kinds: kinds.collect(),
        states: states.collect(),
        list: list.of(total),
        frame,
        form,
        rows,
    })
}

/// The letters of the units whose exams this person follows, with how many there are; those that she may not open count as not yet made. Noted as a look at each addressee.
pub(super) async fn followed(
    signed: &Signed,
    filter: store::Filter<'_>,
) -> Result<(Vec<store::Listed>, u32)> {
    let mut conn = signed.read().await?;
    let scope = signed.who.scope(LETTER_ROLES);
    let (mut rows, total) = store::list(&mut conn, &scope, filter).await?;
    let persons: Vec<_> = rows.iter().filter_map(|row| row.person).collect();
    signed.look_each(&persons, "letters-out").await?;
    for row in &mut rows {
        let opens = row.place.as_ref().is_some_and(|at| signed.who.may(readers(&row.kind), at));
        row.rendered = row.rendered && opens;
    }
    Ok((rows, total))
}

/// What a kind of letter is called in lists.
pub(super) fn kind_name(frame: &ui::Frame, kind: &str) -> String {
    super::kind::name_key(kind).map_or_else(|| kind.to_owned(), |key| frame.t(key))
}

/// Notes that the chosen letters are printed and posted.
async fn print(posted: Posted) -> Result<Response> {
    let chosen: Vec<LetterId> = posted
        .fields
        .iter()
        .filter(|(name, _)| name == "letter")
        .filter_map(|(_, id)| id.parse().ok().map(LetterId))
        .collect();
    let mut act = posted.act().await?;
    let count = mark_printed(&mut act, &chosen).await?;
    let first = chosen.first().map_or_else(uuid::Uuid::nil, |letter| letter.0);
    act.commit(Entry::new("letter.print", "letter", first).fact("count", count)).await?;
    Ok(done("/letters", "done-letters-printed"))
}

async fn pdf(signed: Signed, Path(file): Path<String>) -> Result<Response> {
    open(&signed, letter_id(&file)?).await
}

/// The PDF of a letter, for the addressee, for those who follow the unit's letters and
/// for those who get a copy.
pub(super) async fn open(signed: &Signed, id: LetterId) -> Result<Response> {
    let mut conn = signed.read().await?;
    let letter = load(&mut conn, id).await?.ok_or(Error::NotFound)?;
    let own = letter.person == Some(signed.who.person);
    let may = own
        || signed.who.may(readers(&letter.kind), &letter.place)
        || store::gets_copy(&mut conn, id, &signed.who).await?;
    if !may {
        return Err(Error::NotFound);
    }
    if let Some(person) = letter.person {
        signed.look(person, "letters-out").await?;
    }
    download(&signed.node, id, &letter).await
}

/// The same in a demonstration, whose persons are invented.
pub(super) async fn demo_pdf(visitor: Visitor, Path(file): Path<String>) -> Result<Response> {
    let id = letter_id(&file)?;
    let mut conn = visitor.node.store().pool.acquire().await?;
    let letter = load(&mut conn, id).await?.ok_or(Error::NotFound)?;
    download(&visitor.node, id, &letter).await
}

fn letter_id(file: &str) -> Result<LetterId> {
    file.strip_suffix(".pdf").and_then(|id| id.parse().ok()).map(LetterId).ok_or(Error::NotFound)
}

async fn download(node: &Node, id: LetterId, letter: &store::Stored) -> Result<Response> {
    let file = letter.file.ok_or_else(not_ready)?;
    let files = DatabaseFiles::new(node.store().clone(), Arc::new(NoScanner));
    let bytes = files.read(file).await.map_err(|error| Error::Internal(error.into()))?;
    let name = format!("attachment; filename=\"{}-{id}.pdf\"", letter.kind);
    let head =
        [(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((head, bytes).into_response())
}

fn not_ready() -> Error {
    Error::refused(
        "letter-not-ready",
        rules::Text::new(
            "Brevet er under arbeid. Prøv igjen om litt.",
            "Brevet er under arbeid. Prøv igjen om litt.",
            "The letter is being made. Try again in a moment.",
        ),
    )
}

#[derive(Template)]
#[template(path = "letters_out/my.html")]
struct MyLettersPage {
    frame: ui::Frame,
    rows: Vec<Row>,
}

/// The letters that I have been sent.
async fn my_letters(signed: Signed) -> Result<Response> {
    let frame = signed.frame("my/letters");
    let mut conn = signed.read().await?;
    let rows = store::of_person(&mut conn, signed.who.person).await?;
    let rows = rows.into_iter().map(|row| Row::new(&frame, row)).collect();
    page(&MyLettersPage { frame, rows })
}
