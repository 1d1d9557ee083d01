//! The proof: what the new committee was sent, with checksums, and what was withheld.

use super::case::{Case, CaseCommittee};
use super::store::{self, Item};
use super::{VIEWERS, package};
use crate::http::{Allow, Routes, Signed, page};
use crate::{AppealId, Result};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use rules::{Language, Text};

pub(crate) fn routes() -> Routes {
    Routes::default().page("/appeals/{appeal}/proof", Allow::Roles(VIEWERS), proof)
}

/// One package with its lines.
pub(super) struct Proof {
    pub(super) committee: CaseCommittee,
    pub(super) items: Vec<Item>,
}

#[derive(Template)]
#[template(path = "appeal/proof.html")]
struct ProofPage {
    frame: ui::Frame,
    case_number: String,
    about: String,
    id: AppealId,
    proofs: Vec<Proof>,
}

impl ProofPage {
    fn kind(&self, item: &Item) -> String {
        let name = item.name.as_deref().unwrap_or_default();
        self.frame.text(&item_name(&item.kind, name)).to_owned()
    }

    fn built(&self, proof: &Proof) -> String {
        let built = proof.committee.package.as_ref().map(package::built_at);
        built.map_or_else(String::new, |at| self.frame.date_time(at.0))
    }
}

/// What a kind of thing in a case is called.
pub(super) fn kind_name(kind: &str) -> Text {
    let key = match kind {
        "answer" => "appeal-kind-answer",
        "paper" => "appeal-kind-paper",
        "guide" => "appeal-kind-guide",
        "new_protocol" => "appeal-kind-new-protocol",
        "identity" => "appeal-kind-identity",
        "candidate_number" => "appeal-kind-candidate-number",
        "grade" => "appeal-kind-grade",
        "standpoints" => "appeal-kind-standpoints",
        "protocol" => "appeal-kind-protocol",
        "appeal" => "appeal-kind-appeal",
        "explanation" => "appeal-kind-explanation",
        "grounds" => "appeal-kind-grounds",
        other => return Text::new(other, other, other),
    };
    ui::messages::text(key, &[])
}

/// What a thing in a package is called; a paper or guide with the language form that its
/// file is named by.
pub(super) fn item_name(kind: &str, file_name: &str) -> Text {
    let kind = kind_name(kind);
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    let Some((_, form @ ("nb" | "nn" | "en"))) = stem.rsplit_once('-') else { return kind };
    let told = |language, what: &str| {
        ui::messages::format(
            language,
            "papers-in-language",
            &[("what", &what), ("language", &form)],
        )
    };
    Text {
        nb: told(Language::Nb, &kind.nb),
        nn: told(Language::Nn, &kind.nn),
        en: told(Language::En, &kind.en),
    }
}

/// The packages of a case, the first one first, for those who see the case.
pub(super) async fn proofs(signed: &Signed, id: AppealId) -> Result<(Case, Vec<Proof>)> {
    let mut conn = signed.read().await?;
    let mut case = Case::load(&mut conn, id, false).await?;
    case.require_access(&signed.who, VIEWERS)?;
    let mut proofs = Vec::new();
    for committee in std::mem::take(&mut case.committees) {
        if let Some(package) = &committee.package {
            let items = store::items(&mut conn, package.id).await?;
            proofs.push(Proof { committee, items });
        }
    }
    Ok((case, proofs))
}

async fn proof(signed: Signed, Path(id): Path<AppealId>) -> Result<Response> {
    let (case, proofs) = proofs(&signed, id).await?;
    let frame = signed.frame(format!("appeal/{}/proof", case.case_number));
    page(&ProofPage {
        frame,
        case_number: case.case_number,
        about: case.graded.about(),
        id,
        proofs,
    })
}
