//! The letters of grading: the protocol for the archive, the grade to the student.

use super::protocol::ProtocolKind;
use super::protocol::status_text;
use super::results::Running;
use super::{Panel, Protocol, said, store};
use crate::calendar;
use crate::catalogue::Exam;
use crate::letters_out::{self, Channel, NewLetter};
use crate::{Act, Error, LetterId, Node, PersonId, ProtocolId, Result, papers};
use ::store::Entry;
use ::store::job::Job;
use jiff::civil::Date;
use letters::grade_protocol::{GradeProtocol, ProtocolRow, ProtocolSignature};
use letters::results_announced::{AppealRight, ExplanationRight, ResultsAnnounced};
use letters::{CommitteeMember, Moment, Right};
use rules::appeal::AppealDeadline;
use rules::explanation::ExplanationDeadline;
use rules::{Grade, Language, Rule, RuleSet, Text};
use serde_json::json;
use ui::key;

/// The job that writes letters about announced results: `{ "protocol": … }`.
pub const LETTERS_JOB: &str = "grading.letters";

/// How many letters one job writes before it leaves the rest to the next.
const LETTERS_PER_JOB: i64 = 200;

/// The same word in every language form.
fn same(word: &str) -> Text {
    Text::new(word, word, word)
}

/// A grade as it is told: a letter as it is, pass and fail in the reader's language.
pub(crate) fn grade_text(grade: Grade) -> Text {
    match grade {
        Grade::Letter(_) => same(grade.code()),
        Grade::Pass => said(key("grading-grade-pass")),
        Grade::Fail => said(key("grading-grade-fail")),
    }
}

/// A stored grade as a page tells it.
pub(crate) fn grade_shown(frame: &ui::Frame, code: &str) -> String {
    let told = Grade::from_code(code).map(grade_text);
    told.map_or_else(|| code.to_owned(), |text| frame.text(&text).to_owned())
}

/// Puts the person into the head; answers the language form the person reads.
pub(super) async fn address(
    act: &mut Act,
    head: &mut letters::Head,
    id: PersonId,
) -> Result<Language> {
    let person = crate::people::store::person(act.conn(), id).await?.ok_or(Error::NotFound)?;
    head.addressee = Some(letters_out::addressee(&person));
    Ok(person.language)
}

pub(super) async fn send<L: letters::Letter>(
    act: &mut Act,
    letter: &L,
    language: Language,
    person: PersonId,
    unit: crate::UnitId,
    subject: (&'static str, uuid::Uuid),
) -> Result<LetterId> {
    let channel = Channel::Email;
    let new =
        NewLetter { letter, language, person: Some(person), unit, subject, channel, copies: &[] };
    letters_out::send(act, new).await
}

/// The signed protocol as a document: the original for the archive, whose id is answered,
/// and a copy for each examiner (L-11).
pub(super) async fn protocol_documents(
    act: &mut Act,
    panel: &Panel,
    protocol: &Protocol,
) -> Result<LetterId> {
    let letter = protocol_document(act, panel, protocol).await?;
    let (unit, subject) = (panel.exam.unit, ("protocol", protocol.id.0));
    for member in &panel.members {
        let person = crate::people::store::person(act.conn(), member.person).await?;
        let language = person.map_or(Language::Nb, |person| person.language);
        send(act, &letter, language, member.person, unit, subject).await?;
    }
    to_archive(act, &letter, unit, subject).await
}

/// The case that a protocol of a new assessment belongs to.
pub(crate) struct InCase<'a> {
    /// Its number.
    pub(crate) number: &'a str,
    /// The provision that keeps it from public access.
    pub(crate) exempt_by: &'a str,
    /// What it is about, e.g. `("appeal", id)`.
    pub(crate) subject: (&'static str, uuid::Uuid),
}

/// The signed protocol as a document of its case, for the office alone: its examiners do not
/// learn the number of the case.
///
/// # Errors
/// Not found when there is no such protocol; our own fault when it is not what was sealed.
pub(crate) async fn protocol_in_case(
    act: &mut Act,
    id: ProtocolId,
    case: &InCase<'_>,
) -> Result<LetterId> {
    let protocol = store::protocol(act.conn(), id).await?.ok_or(Error::NotFound)?;
    let panel = Panel::load(act.conn(), protocol.committee).await?;
    let mut letter = protocol_document(act, &panel, &protocol).await?;
    letter.head.our_ref = Some(case.number.to_owned());
    letter.head.exemption_mark = Some(case.exempt_by.to_owned());
    to_archive(act, &letter, panel.exam.unit, case.subject).await
}

/// Leaves the document to the office itself, in the language form of its archive.
async fn to_archive(
    act: &mut Act,
    letter: &GradeProtocol,
    unit: crate::UnitId,
    subject: (&'static str, uuid::Uuid),
) -> Result<LetterId> {
    let new = NewLetter {
        letter,
        language: Language::Nb,
        person: None,
        unit,
        subject,
        channel: Channel::Internal,
        copies: &[],
    };
    letters_out::send(act, new).await
}

async fn protocol_document(
    act: &mut Act,
    panel: &Panel,
    protocol: &Protocol,
) -> Result<GradeProtocol> {
    let (node, today) = (act.node().clone(), act.today());
    let head = letters_out::head(act.conn(), &node, panel.exam.unit, "", today).await?;
    let content = protocol.content()?;
    let member = |member: &super::PanelMember| CommitteeMember {
        title: role(member.external),
        name: member.name.full(),
        institution: same(&member.workplace),
    };
    let row = |row: &super::Row| ProtocolRow {
        candidate_number: row.number.clone(),
        grade: row.grade.map_or_else(|| status_text(row.status), grade_text),
        remark: None,
    };
    let signature = |member: &super::PanelMember| {
        let signed = protocol.signed.iter().find(|signed| signed.person == member.person)?;
        Some(ProtocolSignature {
            name: member.name.full(),
            role: role(member.external),
            at: Moment(signed.at.to_zoned(::store::oslo()).datetime()),
            sha256: signed.sha256.clone(),
        })
    };
    Ok(GradeProtocol {
        head,
        course: panel.exam.letter_course(),
        term: panel.exam.letter_term(),
        held_on: panel.exam.date.unwrap_or(today),
        regrade: protocol.kind == ProtocolKind::Regrade,
        version: 1 + u32::from(protocol.rectifies.is_some()),
        committee: panel.members.iter().map(member).collect(),
        rows: content.rows.iter().map(row).collect(),
        content_sha256: protocol.sha256.clone(),
        signed: panel.members.iter().filter_map(signature).collect(),
    })
}

pub(super) fn role(external: bool) -> Text {
    if external { said(key("grading-role-external")) } else { said(key("grading-role-internal")) }
}

/// Runs [`LETTERS_JOB`]: writes the next letters and leaves the rest to another job.
///
/// # Errors
/// The database is away.
pub async fn letters_job(node: &Node, job: &Job) -> Result<()> {
    let id: Option<ProtocolId> =
        job.payload.get("protocol").and_then(|id| serde_json::from_value(id.clone()).ok());
    let id = id.ok_or_else(|| Error::Internal(anyhow::anyhow!("a job without its protocol")))?;
    let mut act = Act::of_stored_job(node, job).await?;
    let found = store::protocol(act.conn(), id).await?.ok_or(Error::NotFound)?;
    let panel = Panel::load(act.conn(), found.committee).await?;
    let results = store::results_for_letters(act.conn(), id, LETTERS_PER_JOB).await?;
    let announced = found.announced_at.ok_or(Error::NotFound)?;
    let announced = announced.to_zoned(::store::oslo()).date();
    let (node, law) = (act.node().clone(), act.node().rules_on(announced)?.clone());
    let told = Announced {
        head: letters_out::head(act.conn(), &node, panel.exam.unit, "", announced).await?,
        running: Running::of(act.conn(), results.iter().map(|result| (result.id, id))).await?,
        protocol: id,
        exam: &panel.exam,
        on: announced,
        law: &law,
        guide: guide_at(&mut act, panel.exam.id).await?,
    };
    for result in &results {
        told.tell(&mut act, result).await?;
    }
    if i64::try_from(results.len()).unwrap_or(0) == LETTERS_PER_JOB {
        let now = act.now();
        act.enqueue(LETTERS_JOB, json!({ "protocol": id }), now).await?;
    }
    let entry = Entry::new("grading.letters", "protocol", id.0).fact("letters", results.len());
    act.commit(entry).await
}

/// What is the same in all letters about one announcement.
struct Announced<'a> {
    head: letters::Head,
    running: Running,
    protocol: ProtocolId,
    exam: &'a Exam,
    on: Date,
    law: &'a RuleSet,
    /// Where the grading guide can be read, if there is one (N-09).
    guide: Option<Text>,
}

/// Where a student reads the grading guide of an exam once the grade is set; `None`
/// without a guide.
pub(crate) async fn guide_at(act: &mut Act, exam: crate::ExamId) -> Result<Option<Text>> {
    let documents = papers::store::in_force(act.conn(), exam).await?;
    let there = documents.iter().any(|document| document.kind == papers::Kind::Guide);
    Ok(there.then(|| said(key("grading-guide-at"))))
}

impl Announced<'_> {
    /// Tells one student the grade, and what can be done until when.
    async fn tell(&self, act: &mut Act, result: &store::ResultForLetter) -> Result<()> {
        let mut head = self.head.clone();
        let language = address(act, &mut head, result.person).await?;
        let deadline = |name| self.running.deadline(result.id, self.protocol, name);
        let letter = ResultsAnnounced {
            head,
            course: self.exam.letter_course(),
            term: self.exam.letter_term(),
            grade: grade_text(result.grade),
            announced: self.on,
            explanation: explanation_right(
                self.exam,
                self.law,
                deadline(ExplanationDeadline::NAME),
            ),
            appeal: appeal_right(self.law, deadline(AppealDeadline::NAME)),
            formal_complaint: super::formal_complaint(self.on, None, self.law),
            grading_guide: self.guide.as_ref().map(|place| place.get(language).to_owned()),
            ask_at: said(key("grading-ask-at")),
        };
        let subject = ("result", result.id.0);
        send(act, &letter, language, result.person, self.exam.unit, subject).await?;
        Ok(())
    }
}

fn right(deadline: calendar::Deadline) -> Option<Right> {
    let law = deadline.because.first().map_or_else(String::new, |reason| reason.law.clone());
    Some(Right { until: deadline.due_on?, law, because: deadline.because })
}

fn explanation_right(
    exam: &Exam,
    law: &RuleSet,
    deadline: Option<calendar::Deadline>,
) -> ExplanationRight {
    let section = law.sections.explanation.as_ref();
    let immediate =
        section.is_none_or(|section| section.immediately_for.value.contains(&exam.form));
    match (deadline.and_then(right), section) {
        (Some(right), Some(section)) if !immediate => {
            ExplanationRight::Until { right, given_within: section.due.period().into() }
        }
        (_, section) => ExplanationRight::Immediately {
            law: section.map_or_else(String::new, |s| s.immediately_for.law.clone()),
        },
    }
}

fn appeal_right(law: &RuleSet, deadline: Option<calendar::Deadline>) -> AppealRight {
    let section = law.sections.appeal.as_ref();
    let outcome = law.sections.regrade_outcome.as_ref();
    match deadline.and_then(right) {
        Some(right) => AppealRight::Until {
            right,
            up_or_down_law: outcome.map_or_else(String::new, |s| s.stands.law.clone()),
        },
        None => AppealRight::None {
            law: section.map_or_else(String::new, |s| s.not_verifiable.law.clone()),
        },
    }
}
