//! "Who has looked at my data", and the administrator's page.

use crate::Result;
use crate::http::{Allow, Routes, Signed, page};
use askama::Template;
use axum::response::Response;

pub(crate) fn routes() -> Routes {
    Routes::default().page("/my/looks", Allow::SignedIn, looks).merge(super::grant_pages::routes())
}

/// How many looks the page shows, newest first.
const LOOKS_SHOWN: u32 = 500;

/// One line of the log of looks, as the person concerned reads it.
pub(super) struct LookRow {
    pub(super) at: jiff::Timestamp,
    pub(super) who: String,
    /// What for, as a word.
    pub(super) purpose: String,
}

impl LookRow {
    /// What for, in the reader's language.
    pub(super) fn told(&self, frame: &ui::Frame) -> String {
        frame.t(&format!("look-{}", self.purpose))
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

/// The latest looks at this person's data, newest first, each with who it was.
pub(super) async fn own_looks(signed: &Signed, frame: &ui::Frame) -> Result<Vec<LookRow>> {
    let rows =
        store::look::of_person(&signed.node.store().pool, signed.who.person.0, LOOKS_SHOWN).await?;
    let mut conn = signed.read().await?;
    let mut looks = Vec::new();
    for row in rows {
        let who = match row.actor_id {
            Some(id) => crate::people::store::person(&mut conn, crate::PersonId(id))
                .await?
                .map_or_else(String::new, |person| person.name.shown(frame.language)),
            None => frame.t("access-look-by-system"),
        };
        looks.push(LookRow { at: row.at, who, purpose: row.purpose });
    }
    Ok(looks)
}
