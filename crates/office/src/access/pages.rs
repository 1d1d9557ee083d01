//! "Who has looked at my data", and the administrator's page.

use crate::Result;
use crate::http::{Allow, Routes, Signed, page};
use askama::Template;
use axum::response::Response;
use std::collections::HashMap;
use uuid::Uuid;

pub(crate) fn routes() -> Routes {
    Routes::default().page("/my/looks", Allow::SignedIn, looks).merge(super::grant_pages::routes())
}

/// How many lines the page shows, newest first.
const LOOKS_SHOWN: u32 = 500;

/// One line of the log of looks, as the person concerned reads it: the looks of one person for one
/// purpose on one day.
pub(super) struct LookRow {
    /// The first of them.
    pub(super) first_at: jiff::Timestamp,
    /// The last of them.
    pub(super) at: jiff::Timestamp,
    pub(super) count: i64,
    pub(super) who: String,
    /// What for, as a word.
    pub(super) purpose: String,
}

impl LookRow {
    /// What for, in the reader's language.
    pub(super) fn told(&self, frame: &ui::Frame) -> String {
        frame.t(&format!("look-{}", self.purpose))
    }

    /// When: of several looks the hours of the first and the last.
    fn when(&self, frame: &ui::Frame) -> String {
        let [first, last] = [self.first_at, self.at].map(ui::in_norway);
        let (from, to) = (frame.time(first), frame.time(last));
        if from == to {
            return format!("{} {from}", frame.date(first.date()));
        }
        let day = frame.date(first.date());
        frame.ta("access-look-between", &[("day", &day), ("from", &from), ("to", &to)])
    }
}

#[derive(Template)]
#[template(path = "access/looks.html")]
struct LooksPage {
    frame: ui::Frame,
    looks: Vec<LookRow>,
}

/// Who has looked at my data, and for what.
async fn looks(signed: Signed) -> Result<Response> {
    let frame = signed.frame("my/looks");
    let looks = own_looks(&signed, &frame).await?;
    page(&LooksPage { frame, looks })
}

/// The latest looks at this person's data, newest first, those of a day together, each with who it was.
pub(super) async fn own_looks(signed: &Signed, frame: &ui::Frame) -> Result<Vec<LookRow>> {
    let rows =
        store::look::of_person(&signed.node.store().pool, signed.who.person.0, LOOKS_SHOWN).await?;
    let mut conn = signed.read().await?;
    let mut names: HashMap<Uuid, String> = HashMap::new();
    let mut looks = Vec::new();
    for row in rows {
        let who = match row.actor_id {
            Some(id) => match names.get(&id) {
                Some(known) => known.clone(),
                None => {
                    let name = crate::people::store::person(&mut conn, crate::PersonId(id)).await?;
                    let name = name.map_or_else(String::new, |it| it.name.shown(frame.language));
                    names.entry(id).or_insert(name).clone()
                }
            },
            None => frame.t("access-look-by-system"),
        };
        let (first_at, at, count) = (row.first_at, row.last_at, row.count);
        looks.push(LookRow { first_at, at, count, who, purpose: row.purpose });
    }
    Ok(looks)
}
