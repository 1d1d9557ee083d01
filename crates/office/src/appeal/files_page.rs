//! The files that may go to a new committee: whoever builds the package opens them here, and
//! says of each what a machine cannot see.

use super::case::Case;
use super::package::copy_field;
use super::proof_page::kind_name;
use super::store::{self, AtHand};
use super::{Build, HANDLERS, HandMade};
use crate::http::{Allow, Routes, Signed, Upload, files};
use crate::{AppealId, Error, Result};
use axum::extract::Path;
use axum::response::Response;
use rules::Text;
use uuid::Uuid;

pub(crate) fn routes() -> Routes {
    Routes::default().page("/appeals/{appeal}/files/{file}", Allow::Roles(HANDLERS), open)
}

/// A file on the form that builds the package.
pub(super) struct Line {
    pub(super) id: Uuid,
    pub(super) text: String,
    /// The field for a copy, for a paper or guide that cannot be sent as it is.
    pub(super) copy_field: Option<String>,
    /// An answer that cannot be sent as it is.
    pub(super) answer_copy: bool,
    /// Put in after the announcement.
    pub(super) late: bool,
    to_confirm: bool,
}

/// What a file at hand is called: *Answer 1 (PDF)*. Those at hand are sorted by kind, answers first.
pub(super) fn file_name(position: usize, file: &AtHand) -> Text {
    let which =
        if file.kind == "answer" { (position + 1).to_string() } else { file.language.clone() };
    let format = files::extension(&file.media_type).to_uppercase();
    let Text { nb, nn, en } = kind_name(&file.kind);
    let named = |kind: String| format!("{kind} {which} ({format})");
    Text::new(named(nb), named(nn), named(en))
}

/// The files at hand, in words.
pub(super) fn lines(frame: &ui::Frame, at_hand: &[AtHand]) -> Vec<Line> {
    let line = |(position, file): (usize, &AtHand)| {
        let answer = file.kind == "answer";
        let foreign = !file.can_be_blinded();
        Line {
            id: file.id,
            text: frame.text(&file_name(position, file)).to_owned(),
            copy_field: (foreign && !answer).then(|| copy_field(file.id)),
            answer_copy: foreign && answer,
            late: file.late,
            to_confirm: file.needs_look(),
        }
    };
    at_hand.iter().enumerate().map(line).collect()
}

/// The files that an officer may have to confirm.
pub(super) fn to_confirm(lines: &[Line]) -> Vec<ui::Choice> {
    let lines = lines.iter().filter(|line| line.to_confirm);
    lines.map(|line| ui::Choice::new(line.id.to_string(), line.text.clone())).collect()
}

/// The field in which a copy of the whole answer comes.
pub(super) const ANSWER_COPY: &str = "answer_copy";

/// What a form says, a page's or a program's.
pub(super) fn build_of(fields: &[(String, String)], files: &[Upload]) -> Build {
    let made =
        |file: &Upload| HandMade { media_type: file.media_type.clone(), bytes: file.bytes.clone() };
    let confirmed = fields.iter().filter(|(name, _)| name == "confirmed");
    let confirmed = confirmed.filter_map(|(_, id)| id.trim().parse().ok()).collect();
    let answer_copy = files.iter().find(|file| file.field == ANSWER_COPY).map(made);
    let document_copies = files.iter().filter_map(|file| {
        let id = file.field.strip_prefix("copy-")?.parse().ok()?;
        Some((id, made(file)))
    });
    Build { confirmed, answer_copy, document_copies: document_copies.collect() }
}

/// A file that may go to the new committee, for those who handle the case; the student can read
/// that they have looked (O-07).
pub(super) async fn open(
    signed: Signed,
    Path((id, file)): Path<(AppealId, Uuid)>,
) -> Result<Response> {
    let mut conn = signed.read().await?;
    let case = Case::load(&mut conn, id, false).await?;
    case.require_access(&signed.who, HANDLERS)?;
    let at_hand = store::at_hand(&mut conn, &case).await?;
    let found = at_hand.files.iter().find(|one| one.id == file).ok_or(Error::NotFound)?;
    signed.look_at(case.graded.person, "appeal-answer", file).await?;
    let name = if found.kind == "answer" {
        "answer".to_owned()
    } else {
        format!("{}-{}", found.kind, found.language)
    };
    files::download(&signed.node, file, &name).await
}
