//! How an oral is named in letters.

use super::plan::{Oral, Session};
use letters::{Course, Season, Term};
use office::Error;
use rules::Text;

/// The course as letters name it.
pub(super) fn course(oral: &Oral) -> Course {
    Course { code: oral.code.clone(), name: oral.name.clone() }
}

/// The term as letters name it.
pub(super) fn term(oral: &Oral) -> Term {
    let season = match oral.term.season {
        rules::Season::Spring => Season::Spring,
        rules::Season::Autumn => Season::Autumn,
    };
    Term { season, year: oral.term.year }
}

/// The room of a session, as people find it.
///
/// # Errors
/// Refused `no-room` where it has none.
pub(super) fn room(session: &Session) -> Result<String, Error> {
    if session.room.is_none() {
        return Err(crate::said::refused("no-room", "oral-refused-no-room", &[]));
    }
    Ok(session.room_name.clone())
}

/// The same words in every language form.
pub(super) fn same(words: &str) -> Text {
    Text::new(words, words, words)
}
