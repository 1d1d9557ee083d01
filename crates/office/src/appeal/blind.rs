//! Makes a copy of a file that tells nothing of who wrote it, or says that it cannot.
//!
//! No file passes as it came. What a machine can read is searched for the student; what only an
//! eye can read is left to an officer who has opened it; and a format that cannot be taken apart
//! here is never sent: a copy as PDF or text takes its place.

use super::blind_image::without_metadata;
use super::blind_pdf::{self, Copied};
use rules::Text;

/// A copy without metadata.
pub(super) struct Blinded {
    pub(super) bytes: Vec<u8>,
    /// What was done to it, for the proof page.
    pub(super) treatment: Text,
}

/// What must not stand in what a new committee reads.
pub(super) struct Identity {
    /// Name, student number and national id, as they are written.
    pub(super) words: Vec<String>,
    /// The candidate number of the first grading; a name for the student as well.
    pub(super) candidate_number: Option<String>,
}

/// Whether an officer has looked at what no machine can read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// Nobody has, and somebody must.
    Missing,
    /// An officer has opened the file and says that it tells nothing.
    Done,
    /// Nobody need: the file was the same for all candidates before anybody appealed.
    NotAsked,
    /// An officer has made the file herself.
    OwnCopy,
}

/// Why a file could not be blinded by the machine.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NotBlind {
    /// It shows something that no machine can read: an officer looks and confirms.
    NeedsConfirmation,
    /// Its metadata cannot be removed here: a copy in another format must take its place.
    NeedsCopy,
    /// The text names the student: a copy without the name must be made by hand.
    NamesTheStudent,
    /// An image whose parts cannot be told apart, so that nobody knows what it carries.
    DamagedImage,
}

/// Removes what a file carries beside its content, and sees to it that somebody has read the rest.
pub(super) fn blind(
    media_type: &str,
    bytes: &[u8],
    identity: &Identity,
    look: Look,
) -> Result<Blinded, NotBlind> {
    let copied = match media_type {
        "application/pdf" => blind_pdf::copy(bytes).ok_or(NotBlind::NeedsCopy)?,
        "text/plain" => text(bytes).ok_or(NotBlind::NeedsCopy)?,
        image if image.starts_with("image/") => {
            let bytes = without_metadata(image, bytes).ok_or(NotBlind::DamagedImage)?;
            Copied { bytes, read: String::new(), shows_more: true }
        }
        _ => return Err(NotBlind::NeedsCopy),
    };
    let Copied { bytes, read, shows_more } = copied;
    if identity.stands_in(&read) || identity.stands_in(&String::from_utf8_lossy(&bytes)) {
        return Err(NotBlind::NamesTheStudent);
    }
    let treatment = match look {
        Look::OwnCopy => own_copy(),
        Look::Missing if shows_more => return Err(NotBlind::NeedsConfirmation),
        Look::Done if shows_more => confirmed_by_officer(),
        Look::Missing | Look::Done | Look::NotAsked => removed(),
    };
    Ok(Blinded { bytes, treatment })
}

impl Identity {
    fn stands_in(&self, text: &str) -> bool {
        // A name may be broken over two lines.
        let text = text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
        self.words.iter().any(|word| !word.is_empty() && text.contains(&word.to_lowercase()))
            || self.candidate_number.as_ref().is_some_and(|number| names_candidate(&text, number))
    }
}

/// Whether the number stands after the word candidate (kandidatnummer 14, Candidate no. 14):
/// a number by itself may be anything.
fn names_candidate(text: &str, number: &str) -> bool {
    ["kandidat", "candidate"].iter().any(|word| {
        text.match_indices(word).any(|(at, _)| {
            let after: String = text[at..].chars().take(word.len() + 24).collect();
            after.split(|c: char| !c.is_ascii_digit()).any(|digits| digits == number)
        })
    })
}

fn removed() -> Text {
    Text::new("metadata fjernet", "metadata fjerna", "metadata removed")
}

fn confirmed_by_officer() -> Text {
    Text::new(
        "metadata fjernet; saksbehandler har sett at filen ikke røper noe",
        "metadata fjerna; saksbehandlar har sett at fila ikkje røper noko",
        "metadata removed; the case officer has seen that the file tells nothing",
    )
}

fn own_copy() -> Text {
    Text::new(
        "kopi som saksbehandler har laget; metadata fjernet",
        "kopi som saksbehandlar har laga; metadata fjerna",
        "a copy that the case officer has made; metadata removed",
    )
}

/// Plain text: the characters alone, without byte order mark and with the same line ends.
fn text(bytes: &[u8]) -> Option<Copied> {
    let text = std::str::from_utf8(bytes).ok()?;
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    Some(Copied { bytes: text.clone().into_bytes(), read: text, shows_more: false })
}
