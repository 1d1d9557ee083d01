//! The proof: what the new committee was sent, with checksums, and what was withheld.

use super::case::{Case, CaseCommittee};
use super::store::{self, Item};
use super::{VIEWERS, package};
use crate::http::{Allow, Routes, Signed, page};
use crate::{AppealId, Result};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;

pub(crate) fn routes() -> Routes {
    Routes::default().page("/appeals/{appeal}/proof", Allow::Roles(VIEWERS), proof)
}

/// One package with its lines.
struct Proof {
    committee: CaseCommittee,
    items: Vec<Item>,
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
        kind_text(&self.frame, &item.kind)
    }

    fn built(&self, proof: &Proof) -> String {
        let built = proof.committee.package.as_ref().map(package::built_at);
        built.map_or_else(String::new, |at| self.frame.date_time(at.0))
    }
}

/// What a kind of thing in a case is called.
fn kind_text(frame: &ui::Frame, kind: &str) -> String {
    match kind {
        "answer" => frame.t("appeal-kind-answer"),
        "paper" => frame.t("appeal-kind-paper"),
        "guide" => frame.t("appeal-kind-guide"),
        "new_protocol" => frame.t("appeal-kind-new-protocol"),
        "identity" => frame.t("appeal-kind-identity"),
        "candidate_number" => frame.t("appeal-kind-candidate-number"),
        "grade" => frame.t("appeal-kind-grade"),
        "standpoints" => frame.t("appeal-kind-standpoints"),
        "protocol" => frame.t("appeal-kind-protocol"),
        "appeal" => frame.t("appeal-kind-appeal"),
        "explanation" => frame.t("appeal-kind-explanation"),
        "grounds" => frame.t("appeal-kind-grounds"),
        other => other.to_owned(),
    }
}

async fn proof(signed: Signed, Path(id): Path<AppealId>) -> Result<Response> {
    let mut conn = signed.read().await?;
    let case = Case::load(&mut conn, id, false).await?;
    signed.require(VIEWERS, &case.graded.place)?;
    let mut proofs = Vec::new();
    for committee in case.committees {
        if let Some(package) = &committee.package {
            let items = store::items(&mut conn, package.id).await?;
            proofs.push(Proof { committee, items });
        }
    }
    let frame = signed.frame(format!("appeal/{}/proof", case.case_number));
    page(&ProofPage {
        frame,
        case_number: case.case_number,
        about: case.graded.about(),
        id,
        proofs,
    })
}
