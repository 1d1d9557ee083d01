//! What a new committee gets: built from a whitelist, under a fresh number.

use super::blind::{Identity, Look, NotBlind, blind};
use super::case::Case;
use super::files_page::file_name;
use super::proof_page::item_name;
use super::{HANDLERS, State, letter, store};
use crate::access::Principal;
use crate::catalogue;
use crate::examiners::CommitteeKind;
use crate::examiners::letters::{Terms, contract, orientation};
use crate::http::files::{DOCUMENTS, extension, files};
use crate::letters_out::{self, Channel, NewLetter, keep};
use crate::{Act, AppealId, CommitteeId, Error, Node, PackageId, Result};
use ::store::file::Files;
use letters::Moment;
use letters::regrade_cover::RegradeCover;
use rules::regrade::package::{RegradePackage, RegradePackageFacts, Sendable};
use rules::{Language, Rule, Text};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// What the officer says when a package is built.
#[derive(Default)]
pub struct Build {
    /// Files that show what no machine can read, which the officer has opened and looked at.
    pub confirmed: Vec<Uuid>,
    /// A copy of the whole answer without the student's name, made by hand.
    pub answer_copy: Option<HandMade>,
    /// Copies of papers and guides in formats that cannot be blinded, each with the file it
    /// takes the place of.
    pub document_copies: Vec<(Uuid, HandMade)>,
}

/// A copy that the officer has made: PDF or plain text.
#[derive(Clone)]
pub struct HandMade {
    /// What kind of file it is said to be.
    pub media_type: String,
    /// Its content.
    pub bytes: Vec<u8>,
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
/// `answer-missing`; `needs-copy`, `confirm-format`, `damaged-image`, `identity-in-answer` where
/// a file would tell who wrote it, or nobody knows; `look-first` for confirming what one has not
/// opened, with every such file by name. A copy that is neither PDF nor text is invalid.
pub async fn prepare(node: &Node, who: &Principal, id: AppealId, how: &Build) -> Result<Prepared> {
    let mut conn = node.store().pool.acquire().await?;
    let case = Case::load(&mut conn, id, false).await?;
    case.require_access(who, HANDLERS)?;
    let committee = open_committee(&case)?;
    let at_hand = store::at_hand(&mut conn, &case).await?;
    let identity = store::identity(&mut conn, &case).await?;
    let number = store::fresh_number(&mut conn, &case).await?;
    let opened = store::opened(&mut conn, &case, who.person).await?;
    drop(conn);
    require_opened(&at_hand.files, how, &opened)?;
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
        // The copy made by hand stands for the whole answer.
        let whole = sendable == Sendable::Answer && how.answer_copy.is_some();
        for (position, file) in files.take(if whole { 1 } else { usize::MAX }).enumerate() {
            let copy = copy(node, file, &identity, how).await?;
            let name = name(sendable, &number, file, position, &copy.media_type);
            items.push(included(node, &file.kind, name, copy).await?);
        }
    }
    let provision =
        law.sections.regrade_package.as_ref().map(|section| section.whitelist.law.clone());
    let provision = provision.unwrap_or_default();
    items.extend(sorted.withheld.iter().map(|kind| store::NewItem::withheld(kind, &provision)));
    Ok(Prepared { appeal: id, committee, number, items })
}

/// Nobody vouches for a file by having opened another one: each that is confirmed was opened by
/// the one who confirms it.
fn require_opened(at_hand: &[store::AtHand], how: &Build, opened: &[Uuid]) -> Result<()> {
    let unseen = at_hand
        .iter()
        .enumerate()
        .filter(|(_, file)| how.confirmed.contains(&file.id) && !opened.contains(&file.id));
    let names: Vec<Text> = unseen.map(|(position, file)| file_name(position, file)).collect();
    if names.is_empty() {
        return Ok(());
    }
    let said = |language| {
        let names: Vec<&str> = names.iter().map(|name| name.get(language)).collect();
        let files = names.join(", ");
        ui::messages::format(language, ui::key("appeal-look-first"), &[("files", &files)])
    };
    let text = Text::new(said(Language::Nb), said(Language::Nn), said(Language::En));
    Err(Error::refused("look-first", text))
}

/// The committee at work, if it still has no package.
fn open_committee(case: &Case) -> Result<CommitteeId> {
    case.require(&[State::Accepted, State::Further])?;
    let waiting = case.committee().filter(|committee| {
        committee.package.is_none()
            && (case.state == State::Accepted || committee.kind == CommitteeKind::Further)
    });
    let refused = || Error::refused("no-committee", ui::messages::text("appeal-no-committee", &[]));
    waiting.map(|committee| committee.id).ok_or_else(refused)
}

fn name(
    kind: Sendable,
    number: &str,
    file: &store::AtHand,
    position: usize,
    media_type: &str,
) -> String {
    let extension = extension(media_type);
    match kind {
        Sendable::Answer => format!("{number}-answer-{}.{extension}", position + 1),
        other => format!("{}-{}.{extension}", other.code(), file.language),
    }
}

/// A blind copy, ready to be kept.
struct Copy {
    media_type: String,
    bytes: Vec<u8>,
    treatment: Text,
}

async fn copy(node: &Node, file: &store::AtHand, identity: &Identity, how: &Build) -> Result<Copy> {
    let answer = file.kind == Sendable::Answer.code();
    let (field, made) = if answer {
        ("answer_copy".to_owned(), how.answer_copy.as_ref())
    } else {
        let made = how.document_copies.iter().find(|(id, _)| *id == file.id);
        (copy_field(file.id), made.map(|(_, made)| made))
    };
    let original = match made {
        Some(made) => made.checked(&field)?,
        None => {
            let bytes = files(node).read(file.id).await;
            let bytes = bytes.map_err(|error| Error::Internal(error.into()))?;
            HandMade { media_type: file.media_type.clone(), bytes }
        }
    };
    // Paper and guide from before the announcement were the same for all candidates: only the
    // student's own work, and what came later, can tell who the student is.
    let frozen = !answer && !file.late;
    let nobody = Identity { words: Vec::new(), candidate_number: None };
    let identity = if frozen { &nobody } else { identity };
    let look = match (made, how.confirmed.contains(&file.id)) {
        (Some(_), _) => Look::OwnCopy,
        (None, true) => Look::Done,
        (None, false) if frozen => Look::NotAsked,
        (None, false) if file.late => return Err(not_blind(NotBlind::NeedsConfirmation)),
        (None, false) => Look::Missing,
    };
    let HandMade { media_type, bytes } = original;
    let blinded = blind(&media_type, &bytes, identity, look).map_err(not_blind)?;
    Ok(Copy { media_type, bytes: blinded.bytes, treatment: blinded.treatment })
}

/// The field of the form in which the copy of this paper or guide comes.
pub(super) fn copy_field(file: Uuid) -> String {
    format!("copy-{file}")
}

impl HandMade {
    /// The copy, if it is of a kind that can be blinded and read.
    fn checked(&self, field: &str) -> Result<Self> {
        let media_type = self.media_type.split(';').next().unwrap_or_default().trim();
        if !matches!(media_type, "application/pdf" | "text/plain") {
            return Err(Error::field(field, ui::messages::text("appeal-copy-format", &[])));
        }
        Ok(Self { media_type: media_type.to_owned(), bytes: self.bytes.clone() })
    }
}

fn not_blind(why: NotBlind) -> Error {
    match why {
        NotBlind::NeedsConfirmation => {
            Error::refused("confirm-format", ui::messages::text("appeal-confirm-format", &[]))
        }
        NotBlind::NeedsCopy => {
            Error::refused("needs-copy", ui::messages::text("appeal-needs-copy", &[]))
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
    let copy = Copy { media_type: "text/plain".to_owned(), bytes: text.into_bytes(), treatment };
    included(node, kind, name, copy).await
}

async fn included(node: &Node, kind: &str, name: String, copy: Copy) -> Result<store::NewItem> {
    let file = keep(node, &copy.media_type, DOCUMENTS, &copy.bytes).await?;
    Ok(store::NewItem {
        kind: kind.to_owned(),
        file: Some(store::NewFile {
            id: file,
            name,
            size_bytes: i32::try_from(copy.bytes.len()).unwrap_or(i32::MAX),
            sha256: hex::encode(Sha256::digest(&copy.bytes)),
        }),
        why: copy.treatment,
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
