//! What was granted to me.

use super::pages::in_words;
use super::store::{self, Listed, Whose};
use askama::Template;
use axum::response::Response;
use office::Result;
use office::http::{Allow, Routes, Signed, page};

pub(super) fn routes() -> Routes {
    Routes::default().page("/my/accommodations", Allow::Student, mine)
}

#[derive(Template)]
#[template(path = "accommodation/mine.html")]
struct MinePage {
    frame: ui::Frame,
    granted: Vec<Listed>,
}

impl MinePage {
    fn what(&self, one: &Listed) -> String {
        in_words(&self.frame, &one.granted)
    }
}

/// What was granted to the reader.
pub(super) async fn own(signed: &Signed) -> Result<Vec<Listed>> {
    let mut conn = signed.read().await?;
    Ok(store::list(&mut conn, Whose::Own(signed.who.person)).await?)
}

async fn mine(signed: Signed) -> Result<Response> {
    let granted = own(&signed).await?;
    page(&MinePage { frame: signed.frame("my/accommodations"), granted })
}
