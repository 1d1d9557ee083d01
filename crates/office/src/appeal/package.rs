//! What a new committee gets: built from a whitelist, under a fresh number.

use super::blind::{Identity, NotBlind, blind};
use super::case::Case;
use super::proof_page::item_name;
use super::{HANDLERS, State, letter, store};
use crate::access::Principal;
use crate::catalogue;
use crate::examiners::letters::{Terms, contract, orientation};
use crate::http::files::DOCUMENTS;
use crate::letters_out::{self, Channel, NewLetter, keep};
use crate::{Act, AppealId, CommitteeId, Error, Node, PackageId, Result};
use ::store::file::{DatabaseFiles, Files, NoScanner};
use letters::Moment;
use letters::regrade_cover::RegradeCover;
use rules::regrade::package::{RegradePackage, RegradePackageFacts, Sendable};
use rules::{Rule, Text};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use uuid::Uuid;

/// What the officer says when a package is built.
#[derive(Default)]
pub struct Build {
    /// Files of formats that the machine cannot blind, which the officer has looked at.
    pub confirmed: Vec<Uuid>,
    /// A copy of the answer without the student's name, made by hand: media type and bytes.
    pub answer_copy: Option<(String, Vec<u8>)>,
}

/// A package whose files are ready and stored; [`build`] makes it count.
pub struct Prepared {
    appeal: AppealId,
    committee: CommitteeId,
    pub(in crate::appeal) number: String,
    pub(in crate::appeal) items: Vec<store::NewItem>,
}

/// Makes the blind copies, before the act that points to them: writing acts are short.
///
/// # Errors
/// Not found outside one's scope; refused `wrong-state`, by the rule `guide-missing`,
/// `answer-missing`, and `confirm-format`, `identity-in-answer` where a file would tell
/// who wrote it.
pub async fn prepare(node: &Node, who: &Principal, id: AppealId, how: &Build) -> Result<Prepared> {
    let mut conn = node.store().pool.acquire().await?;
    let case = Case::load(&mut conn, id, false).await?;
    case.require_access(who, HANDLERS)?;
    let committee = open_committee(&case)?;
    let at_hand = store::at_hand(&mut conn, &case).await?;
    let identity = store::identity(&mut conn, &case).await?;
    let number = store::fresh_number(&mut conn, &case).await?;
    drop(conn);
    let law = node.rule_set(&case.rule_set)?;
    let kinds = at_hand.files.iter().map(|file| file.kind.clone());
    let kinds = kinds.chain([Sendable::NewProtocol.code().to_owned()]);
    let facts = RegradePackageFacts { items: kinds.chain(at_hand.other.iter().cloned()).collect() };
    let decision = RegradePackage::decide(&facts, law);
    let sorted =
        decision.outcome.map_err(|refusal| Error::because(refusal, decision.because.clone()))?;
    let mut items = Vec::new();
    for sendable in sorted.send {
        if sendable == Sendable::NewProtocol {
            items.push(new_protocol(node, &case, &number).await?);
        }
        let files = at_hand.files.iter().filter(|file| file.kind == sendable.code());
        for (position, file) in files.enumerate() {
            let name = name(sendable, &number, file, position);
            items.push(copy(node, file, name, &identity, how).await?);
        }
    }
    let provision =
        law.sections.regrade_package.as_ref().map(|section| section.whitelist.law.clone());
    let provision = provision.unwrap_or_default();
    items.extend(sorted.withheld.iter().map(|kind| store::NewItem::withheld(kind, &provision)));
    Ok(Prepared { appeal: id, committee, number, items })
}

/// The committee at work, if it still has no package.
fn open_committee(case: &Case) -> Result<CommitteeId> {
    case.require(&[State::Accepted, State::Further])?;
    let waiting = case.committee().filter(|committee| {
        committee.package.is_none()
            && (case.state == State::Accepted || committee.kind == "further")
    });
    let refused = || Error::refused("no-committee", ui::messages::text("appeal-no-committee", &[]));
    waiting.map(|committee| committee.id).ok_or_else(refused)
}

fn name(kind: Sendable, number: &str, file: &store::AtHand, position: usize) -> String {
    let extension = match file.media_type.as_str() {
        "application/pdf" => "pdf",
        "text/plain" => "txt",
        "image/png" => "png",
        "image/jpeg" => "jpg",
        "application/zip" => "zip",
        "application/vnd.oasis.opendocument.text" => "odt",
        _ => "docx",
    };
    match kind {
        Sendable::Answer => format!("{number}-answer-{}.{extension}", position + 1),
        other => format!("{}-{}.{extension}", other.code(), file.language),
    }
}

async fn copy(
    node: &Node,
    file: &store::AtHand,
    name: String,
    identity: &Identity,
    how: &Build,
) -> Result<store::NewItem> {
    let replaced = how.answer_copy.as_ref().filter(|_| file.kind == Sendable::Answer.code());
    let (media_type, bytes) = match replaced {
        Some((media_type, bytes)) => (media_type.clone(), bytes.clone()),
        None => {
            let files = DatabaseFiles::new(node.store().clone(), Arc::new(NoScanner));
            let bytes = files.read(file.id).await.map_err(|error| Error::Internal(error.into()))?;
            (file.media_type.clone(), bytes)
        }
    };
    let confirmed = how.confirmed.contains(&file.id);
    // Only the student's own work can tell who the student is.
    let nobody = Identity { words: Vec::new(), candidate_number: None };
    let identity = if file.kind == Sendable::Answer.code() { identity } else { &nobody };
    let blinded = blind(&media_type, &bytes, identity, confirmed).map_err(not_blind)?;
    included(node, &file.kind, name, &media_type, &blinded.bytes, blinded.treatment).await
}

fn not_blind(why: NotBlind) -> Error {
    match why {
        NotBlind::NeedsConfirmation => {
            Error::refused("confirm-format", ui::messages::text("appeal-confirm-format", &[]))
        }
        NotBlind::DamagedImage => {
            Error::refused("damaged-image", ui::messages::text("appeal-damaged-image", &[]))
        }
        NotBlind::NamesTheStudent => Error::refused(
            "identity-in-answer",
            ui::messages::text("appeal-identity-in-answer", &[]),
        ),
    }
}

/// An empty protocol under the fresh number. What is signed is the electronic one; this
/// says which answer it is for (O-18).
async fn new_protocol(node: &Node, case: &Case, number: &str) -> Result<store::NewItem> {
    let course = &case.graded.course;
    let text = format!(
        "Vurderingsprotokoll / Vurderingsprotokoll / Grade protocol\n\n\
         {} {}\n{} / {} / {}\n\n\
         Kandidatnummer / Candidate number: {number}\n\n\
         Karakter / Grade: ________\n\n\
         Sensor 1 / Examiner 1: ______________________________\n\
         Sensor 2 / Examiner 2: ______________________________\n",
        course.code, case.graded.term, course.name.nb, course.name.nn, course.name.en,
    );
    let treatment =
        Text::new("laget for denne pakken", "laga for denne pakka", "made for this package");
    let name = format!("{number}-protocol.txt");
    let kind = Sendable::NewProtocol.code();
    included(node, kind, name, "text/plain", text.as_bytes(), treatment).await
}

async fn included(
    node: &Node,
    kind: &str,
    name: String,
    media_type: &str,
    bytes: &[u8],
    treatment: Text,
) -> Result<store::NewItem> {
    let file = keep(node, media_type, DOCUMENTS, bytes).await?;
    Ok(store::NewItem {
        kind: kind.to_owned(),
        file: Some(store::NewFile {
            id: file,
            name,
            size_bytes: i32::try_from(bytes.len()).unwrap_or(i32::MAX),
            sha256: hex::encode(Sha256::digest(bytes)),
        }),
        why: treatment,
    })
}

/// Makes the prepared package the committee's, with the proof of what it holds.
///
/// # Errors
/// As [`prepare`], when somebody else has built one meanwhile.
pub async fn build(act: &mut Act, prepared: Prepared) -> Result<PackageId> {
    let case = Case::open(act, prepared.appeal, HANDLERS).await?;
    if open_committee(&case)? != prepared.committee {
        return Err(Error::refused("wrong-state", ui::messages::text("appeal-wrong-state", &[])));
    }
    // Random, not of the time: the id appears where the new committee sees it.
    let id = PackageId(Uuid::new_v4());
    let proof = proof_sha256(&prepared);
    store::insert_package(act, id, &prepared, prepared.committee, prepared.appeal, &proof).await?;
    Ok(id)
}

/// One checksum over the whole list of what is sent.
fn proof_sha256(prepared: &Prepared) -> String {
    let mut digest = Sha256::new();
    digest.update(&prepared.number);
    for file in prepared.items.iter().filter_map(|item| item.file.as_ref()) {
        digest.update(format!("\n{} {}", file.sha256, file.name));
    }
    hex::encode(digest.finalize())
}

/// Hands the package over: each member of the committee is written to, and the time is
/// kept (O-20).
///
/// # Errors
/// Not found outside one's scope; refused `wrong-state`, `no-package`.
pub async fn send(act: &mut Act, appeal: AppealId) -> Result<()> {
    let case = Case::open(act, appeal, HANDLERS).await?;
    case.require(&[State::Accepted, State::Further])?;
    let ready =
        case.committee().and_then(|committee| Some((committee, committee.package.as_ref()?)));
    let Some((committee, package)) = ready.filter(|(_, package)| package.sent_at.is_none()) else {
        return Err(Error::refused("no-package", ui::messages::text("appeal-no-package", &[])));
    };
    store::set_sent(act, &case, package.id).await?;
    let law = case.law(act)?;
    let answer = letter::answer_due(act, &case, &law).await?;
    let (node, today) = (act.node().clone(), act.today());
    let sent = store::items(act.conn(), package.id).await?;
    let sent: Vec<Text> = sent
        .into_iter()
        .filter_map(|item| {
            let name = item.name?;
            let kind = item_name(&item.kind, &name);
            let with = |kind: String| format!("{kind} ({name})");
            Some(Text { nb: with(kind.nb), nn: with(kind.nn), en: with(kind.en) })
        })
        .collect();
    for member in &committee.members {
        let examiner = crate::people::store::person(act.conn(), member.person)
            .await?
            .ok_or(Error::NotFound)?;
        // Without the case's number: it is the student's, and the package has its own.
        let mut head = letters_out::head(act.conn(), &node, case.graded.unit, "", today).await?;
        head.addressee = Some(letters_out::addressee(&examiner));
        head.signatures = vec![letters_out::signature_of_handler(act.who()?)];
        let email = head.sender.email.clone();
        let cover = RegradeCover {
            head,
            course: case.graded.course.clone(),
            term: case.graded.letter_term(),
            candidate_number: package.candidate_number.clone(),
            answer: without_reasons(&answer),
            sent: sent.clone(),
            wording: letter::wording(&law)?,
            return_to: Text::new(email.clone(), email.clone(), email),
        };
        let new = NewLetter {
            letter: &cover,
            language: examiner.language,
            person: Some(examiner.id),
            unit: case.graded.unit,
            subject: ("regrade_package", package.id.0),
            channel: Channel::Email,
            copies: &[],
        };
        letters_out::send(act, new).await?;
        if member.external {
            papers_to_external(act, &case, examiner.id, &answer, package.id).await?;
        }
    }
    Ok(())
}

/// An external examiner also gets a contract and the orientation (O-19). Where the new
/// grade is due without undue delay there is no day to contract for.
async fn papers_to_external(
    act: &mut Act,
    case: &Case,
    examiner: crate::PersonId,
    answer: &letters::appeal_received::AnswerDue,
    package: PackageId,
) -> Result<()> {
    use letters::appeal_received::AnswerDue;
    let exam = catalogue::store::exam(act.conn(), case.graded.exam).await?;
    let exam = exam.ok_or(Error::NotFound)?;
    let subject = ("regrade_package", package.0);
    if let AnswerDue::By { date, law, .. } = answer.clone() {
        let terms = Terms { candidates: 1, deadline: date, law, fee: "" };
        contract(act, &exam, examiner, terms, subject).await?;
    }
    orientation(act, &exam, examiner, subject).await
}

/// The day alone: how it was counted says when the appeal came in.
fn without_reasons(
    answer: &letters::appeal_received::AnswerDue,
) -> letters::appeal_received::AnswerDue {
    use letters::appeal_received::AnswerDue;
    match answer.clone() {
        AnswerDue::By { date, law, .. } => AnswerDue::By { date, law, because: Vec::new() },
        soon => soon,
    }
}

/// When the package was built, as people in Norway read it.
pub(super) fn built_at(package: &store::PackageRow) -> Moment {
    Moment(package.built_at.to_zoned(::store::oslo()).datetime())
}
