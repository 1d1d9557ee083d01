//! The examiner's pages: the committees one sits in, and grading by candidate number.

use super::protocol_pages::typed_grades;
use super::{
    Candidate, GivenGrade, GradeState, Panel, PanelMember, give_standpoints, record_agreement,
    sign_agreement, state, store,
};
use crate::catalogue::{self, Exam};
use crate::examiners::CommitteeKind;
use crate::examiners::{self, store::Request};
use crate::http::{Allow, Posted, Routes, Signed, done, files, page, page_with};
use crate::papers::{self, store::Document};
use crate::{CommitteeId, DocumentId, Error, Result};
use ::store::Entry;
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;
use rules::{Grade, Language, Reason};
use std::collections::HashMap;
use ui::{Choice, Form};
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let me = Allow::Examiner;
    Routes::default()
        .page("/examining", me, mine)
        .page("/examining/{committee}", me, work)
        .form("/examining/{committee}/standpoints", me, "standpoint.give", post_standpoints)
        .form("/examining/{committee}/agreements", me, "agreement.record", post_agreement)
        .form("/examining/{committee}/agreements/signatures", me, "agreement.sign", post_signature)
        .page("/examining/{committee}/answers/{number}/{file}", me, answer)
        .page("/examining/{committee}/documents/{document}", me, document)
}

/// One seat in the list.
struct SeatLine {
    seat: store::SeatRow,
    exam: Exam,
    because: Vec<Reason>,
}

#[derive(Template)]
#[template(path = "grading/examining.html")]
struct MinePage {
    frame: ui::Frame,
    /// What one is asked and has no seat for yet.
    requests: Vec<(Request, Exam)>,
    seats: Vec<SeatLine>,
}

async fn mine(signed: Signed) -> Result<Response> {
    let mut conn = signed.read().await?;
    let seats = store::seats_of(&mut conn, signed.who.person).await?;
    let requests = examiners::store::requests(&mut conn, signed.who.person).await?;
    let ids = seats.iter().map(|seat| seat.exam);
    let ids: Vec<_> = ids.chain(requests.iter().map(|request| request.exam)).collect();
    let exams = catalogue::store::exams_by_id(&mut conn, &ids).await?;
    let exams: HashMap<_, _> = exams.into_iter().map(|exam| (exam.id, exam)).collect();
    let line = |seat: store::SeatRow| {
        let exam = exams.get(&seat.exam)?.clone();
        let because = seat.because.clone().and_then(|json| serde_json::from_value(json).ok());
        Some(SeatLine { seat, exam, because: because.unwrap_or_default() })
    };
    let seats = seats.into_iter().filter_map(line).collect();
    // Answered and decided: then it is a seat, or nothing more to do.
    let open = |request: &Request| {
        request.answered_at.is_none() || (request.accepted == Some(true) && !request.decided)
    };
    let requests = requests.into_iter().filter(open).filter_map(|request| {
        let exam = exams.get(&request.exam)?.clone();
        Some((request, exam))
    });
    page(&MinePage { frame: signed.frame("examining"), requests: requests.collect(), seats })
}

/// How many candidates one page of the screen, or of the list for programs, holds.
pub(super) const PAGE_SIZE: u32 = 200;

/// One candidate on the examiner's screen.
pub(super) struct Line {
    pub(super) number: String,
    field: String,
    /// The field of the grade that three agree on.
    agreed_field: String,
    /// For a course that is the exception from blind grading.
    pub(super) name: Option<String>,
    pub(super) files: Vec<store::AnswerFile>,
    pub(super) mine: Option<Grade>,
    /// The others' grades with their seats, once both stand.
    pub(super) others: Vec<(i32, Option<Grade>)>,
    open: bool,
    pub(super) state: GradeState,
    /// What was agreed on, by how many it is signed, and whether by the reader.
    pub(super) agreed: Option<(Grade, usize, bool)>,
}

#[derive(Template)]
#[template(path = "grading/work.html")]
struct WorkPage {
    frame: ui::Frame,
    form: Form,
    list: ui::List,
    panel: Panel,
    position: i32,
    has_answers: bool,
    lines: Vec<Line>,
    grades: Vec<Grade>,
    /// The same to choose from.
    choices: Vec<Choice>,
    given: usize,
    total: usize,
    protocol: Option<super::Protocol>,
    can_seal: bool,
    documents: Vec<Document>,
}

impl WorkPage {
    fn grade(&self, grade: &Grade) -> String {
        super::letters::grade_text(*grade).get(self.frame.language).to_owned()
    }

    /// What one must know to begin: how many look at each answer, and when their grades show.
    fn hint_key(&self) -> &'static str {
        match (self.position, self.panel.members.len()) {
            (3, _) => ui::key("grading-work-hint-third"),
            (_, 1) => ui::key("grading-work-hint-alone"),
            _ => ui::key("grading-work-hint"),
        }
    }

    /// When the others' grades show.
    fn hidden_key(&self) -> &'static str {
        let third = self.position == 3;
        if third {
            ui::key("grading-others-hidden-third")
        } else {
            ui::key("grading-others-hidden")
        }
    }

    /// What was typed, else what stands.
    fn typed(&self, line: &Line) -> String {
        let posted = self.form.field(&line.field);
        match line.mine {
            Some(grade) if posted.is_empty() => grade.code().to_owned(),
            _ => posted.to_owned(),
        }
    }

    fn grades_offered(&self) -> String {
        self.grades.iter().map(|grade| grade.code()).collect::<Vec<_>>().join(", ")
    }

    /// What a file is, and in which language form where there may be several.
    fn file_kind(&self, kind: &str, language: &Option<Language>) -> String {
        let kind = self.frame.t(match kind {
            "paper" => ui::key("grading-file-paper"),
            "guide" => ui::key("grading-file-guide"),
            "new_protocol" => ui::key("grading-file-protocol"),
            _ => ui::key("grading-file-answer"),
        });
        match language {
            Some(form) => {
                let form = form.tag();
                self.frame.ta("papers-in-language", &[("what", &kind), ("language", &form)])
            }
            None => kind,
        }
    }

    fn document(&self, document: &Document) -> String {
        self.file_kind(&catalogue::words::word(&document.kind), &Some(document.language))
    }

    fn needs_agreement(&self, line: &Line) -> bool {
        self.protocol.is_none()
            && (matches!(line.state, GradeState::NeedsAgreement(_)) || line.agreed.is_some())
    }

    async fn of(
        signed: &Signed,
        id: CommitteeId,
        form: Form,
        query: &[(String, String)],
    ) -> Result<Self> {
        let mut conn = signed.read().await?;
        let panel = Panel::load(&mut conn, id).await?;
        let me = panel.require_seat(&signed.who)?.clone();
        let mut candidates = panel.candidates(&mut conn).await?;
        let protocol = store::protocol_of(&mut conn, id).await?;
        let without = store::without_number(&mut conn, id).await?;
        let ready =
            protocol.is_none() && is_ready(&mut conn, signed, &panel, &candidates, without).await?;
        candidates.retain(|candidate| candidate.is_shown_to(&panel, &me));
        let stands = |candidate: &&Candidate| candidate.standpoints.contains_key(&me.id);
        let (given, total) = (candidates.iter().filter(stands).count(), candidates.len());
        let path = format!("/examining/{id}");
        let list = ui::List::from_query(&path, query, &["number"], PAGE_SIZE);
        let list = list.of(u32::try_from(total).unwrap_or(u32::MAX));
        let shown = candidates.iter().skip(list.offset() as usize).take(PAGE_SIZE as usize);
        let shown: Vec<_> = shown.collect();
        let lines = lines(&mut conn, signed, &panel, &me, &shown).await?;
        Ok(Self {
            frame: signed.frame(format!("examining/{}", panel.exam.reference())),
            documents: documents(&mut conn, &panel, total).await?,
            can_seal: ready && total > 0,
            choices: panel.grades().into_iter().map(|grade| choice(signed, grade)).collect(),
            grades: panel.grades(),
            position: me.position,
            has_answers: me.has_answers,
            form,
            list,
            panel,
            lines,
            given,
            total,
            protocol,
        })
    }
}

fn choice(signed: &Signed, grade: Grade) -> Choice {
    Choice::new(grade.code(), super::letters::grade_text(grade).get(signed.who.language))
}

fn agreed_field(number: &str) -> String {
    format!("agreed-{number}")
}

/// These candidates as this examiner sees them. Noted as a look at whomever it names.
pub(super) async fn lines(
    conn: &mut sqlx::PgConnection,
    signed: &Signed,
    panel: &Panel,
    me: &PanelMember,
    shown: &[&Candidate],
) -> Result<Vec<Line>> {
    let names = names(conn, signed, panel, shown).await?;
    let numbers: Vec<String> = shown.iter().map(|one| one.number.clone()).collect();
    let mut files = store::answer_files(conn, panel.id, &numbers).await?;
    let line = |candidate: &&Candidate| {
        let files = files.remove(&candidate.number).unwrap_or_default();
        line(signed, panel, me, candidate, &names, files)
    };
    shown.iter().map(line).collect()
}

/// The paper and the grading guide (L-12), once there are answers to grade by them. The
/// committee of an appeal finds them in its package.
async fn documents(
    conn: &mut sqlx::PgConnection,
    panel: &Panel,
    answers: usize,
) -> Result<Vec<Document>> {
    if panel.kind != CommitteeKind::Ordinary || answers == 0 {
        return Ok(Vec::new());
    }
    Ok(papers::store::in_force(conn, panel.exam.id).await?)
}

type Names = HashMap<crate::RegistrationId, (crate::PersonId, crate::people::PersonName)>;

/// Names, for a course that is the exception from blind grading: each look is noted.
async fn names(
    conn: &mut sqlx::PgConnection,
    signed: &Signed,
    panel: &Panel,
    shown: &[&Candidate],
) -> Result<Names> {
    if !panel.exam.names_shown || panel.kind != CommitteeKind::Ordinary {
        return Ok(Names::new());
    }
    let shown: Vec<_> = shown.iter().map(|candidate| candidate.registration).collect();
    let names = store::names(conn, &shown).await?;
    let persons: Vec<_> = names.values().map(|(person, _)| *person).collect();
    signed.look_each(&persons, "grading").await?;
    Ok(names)
}

/// Whether the grade list could be sealed now.
async fn is_ready(
    conn: &mut sqlx::PgConnection,
    signed: &Signed,
    panel: &Panel,
    candidates: &[Candidate],
    without_number: u32,
) -> Result<bool> {
    let (_, decision) =
        super::protocol::control_of(&signed.node, panel, candidates, without_number)?;
    let over = super::hand_over::may_assess(panel, signed.node.now());
    if panel.appeal.is_some() || !over || decision.outcome.is_err() {
        return Ok(over && decision.outcome.is_ok());
    }
    let seated = examiners::judge_seated(conn, &signed.node, &panel.exam, panel.id).await?;
    Ok(seated.outcome.is_ok())
}

fn line(
    signed: &Signed,
    panel: &Panel,
    me: &PanelMember,
    candidate: &Candidate,
    names: &Names,
    files: Vec<store::AnswerFile>,
) -> Result<Line> {
    let open = candidate.is_open_to(panel, me);
    let others = panel.members.iter().filter(|other| other.id != me.id);
    let seen = |other: &PanelMember| {
        let grade = candidate.standpoints.get(&other.id).copied().filter(|_| open);
        (other.position, grade)
    };
    let agreed = candidate.agreement.as_ref().filter(|_| open);
    Ok(Line {
        number: candidate.number.clone(),
        field: format!("grade-{}", candidate.number),
        agreed_field: agreed_field(&candidate.number),
        name: names.get(&candidate.registration).map(|(_, name)| name.shown(signed.who.language)),
        files,
        mine: candidate.standpoints.get(&me.id).copied(),
        others: others.map(seen).filter(|(_, grade)| grade.is_some()).collect(),
        // Where the others stand shows in the outcome too: it waits until both stand.
        state: if open { state(&signed.node, panel, candidate)? } else { GradeState::Waiting },
        agreed: agreed.map(|agreed| {
            (agreed.grade, agreed.signed_by.len(), agreed.signed_by.contains(&me.person))
        }),
        open,
    })
}

async fn work(
    signed: Signed,
    Path(id): Path<CommitteeId>,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response> {
    page(&WorkPage::of(&signed, id, Form::new(), &query).await?)
}

async fn post_standpoints(Path(id): Path<CommitteeId>, posted: Posted) -> Result<Response> {
    let given: Vec<GivenGrade> = posted
        .fields
        .iter()
        .filter_map(|(field, value)| Some((field.strip_prefix("grade-")?, value.trim())))
        .filter(|(_, grade)| !grade.is_empty())
        .map(|(number, grade)| GivenGrade { number: number.to_owned(), grade: grade.to_owned() })
        .collect();
    let page_number = posted.field("page").parse().unwrap_or(1_u32);
    let mut act = posted.act().await?;
    match give_standpoints(&mut act, id, &given).await {
        Ok(count) => {
            act.commit(Entry::new("standpoint.give", "committee", id.0).fact("count", count))
                .await?;
            Ok(done(&format!("/examining/{id}?page={page_number}"), "done-standpoints-given"))
        }
        Err(Error::Invalid(faults)) => {
            drop(act);
            let mut form = posted.form();
            faults.into_iter().for_each(|fault| form.add_error(&fault.field, fault.text));
            let query = [("page".to_owned(), page_number.to_string())];
            let again = WorkPage::of(&posted.signed, id, form, &query).await?;
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &again)
        }
        Err(error) => posted.refused(error, typed_grades(&posted)),
    }
}

async fn post_agreement(Path(id): Path<CommitteeId>, posted: Posted) -> Result<Response> {
    let number = posted.field("number");
    let field = agreed_field(number);
    let page_number = posted.field("page").to_owned();
    let mut act = posted.act().await?;
    match record_agreement(&mut act, id, number, posted.field(&field)).await {
        Ok(agreement) => {
            let entry = Entry::new("agreement.record", "committee", id.0);
            act.commit(entry.fact("agreement", agreement.to_string())).await?;
            Ok(done(&format!("/examining/{id}?page={page_number}"), "done-agreement-recorded"))
        }
        Err(Error::Invalid(faults)) => {
            drop(act);
            let mut form = posted.form();
            faults.into_iter().for_each(|fault| form.add_error(&field, fault.text));
            let query = [("page".to_owned(), page_number)];
            let again = WorkPage::of(&posted.signed, id, form, &query).await?;
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &again)
        }
        Err(error) => Err(error),
    }
}

async fn post_signature(Path(id): Path<CommitteeId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    let seen = Some(posted.field("grade"));
    let agreement = sign_agreement(&mut act, id, posted.field("number"), seen).await?;
    let entry = Entry::new("agreement.sign", "committee", id.0);
    act.commit(entry.fact("agreement", agreement.to_string())).await?;
    Ok(done(&format!("/examining/{id}"), "done-agreement-signed"))
}

/// An answer, under its number and nothing else.
pub(super) async fn answer(
    signed: Signed,
    Path((id, number, file)): Path<(CommitteeId, String, Uuid)>,
) -> Result<Response> {
    let mut conn = signed.read().await?;
    let panel = Panel::load(&mut conn, id).await?;
    let me = panel.require_seat(&signed.who)?;
    let candidates = panel.candidates(&mut conn).await?;
    let shown = candidates.iter().filter(|candidate| candidate.is_shown_to(&panel, me));
    if !shown.into_iter().any(|candidate| candidate.number == number) {
        return Err(Error::NotFound);
    }
    let mut files = store::answer_files(&mut conn, id, std::slice::from_ref(&number)).await?;
    let files = files.remove(&number).unwrap_or_default();
    let found = files.into_iter().find(|found| found.file == file).ok_or(Error::NotFound)?;
    drop(conn);
    files::download(&signed.node, found.file, &format!("{number}-{}", found.kind)).await
}

/// The papers and grading guides of a committee, for who sits in it.
pub(super) async fn documents_of(signed: &Signed, id: CommitteeId) -> Result<Vec<Document>> {
    let mut conn = signed.read().await?;
    let panel = Panel::load(&mut conn, id).await?;
    let me = panel.require_seat(&signed.who)?;
    let answers = panel.candidates(&mut conn).await?;
    let answers = answers.iter().filter(|candidate| candidate.is_shown_to(&panel, me)).count();
    documents(&mut conn, &panel, answers).await
}

/// A paper or a grading guide, for who grades by it.
pub(super) async fn document(
    signed: Signed,
    Path((id, wanted)): Path<(CommitteeId, DocumentId)>,
) -> Result<Response> {
    let found = documents_of(&signed, id).await?;
    let found = found.into_iter().find(|found| found.id == wanted).ok_or(Error::NotFound)?;
    let word = catalogue::words::word(&found.kind);
    files::download(&signed.node, found.file, &format!("{word}-{}", found.language.tag())).await
}

impl SeatLine {
    /// The message key of what this committee does.
    fn kind_key(&self) -> &'static str {
        kind_key(&self.seat.kind)
    }

    /// The last day of what is still to be done: who has signed owes nothing more.
    fn due(&self) -> Option<Date> {
        self.seat.due_on.filter(|_| !(self.seat.sealed && self.seat.signed))
    }
}

/// The message key of a committee's kind.
pub(super) fn kind_key(kind: &CommitteeKind) -> &'static str {
    match kind {
        CommitteeKind::Ordinary => ui::key("grading-kind-ordinary"),
        CommitteeKind::Regrade => ui::key("grading-kind-regrade"),
        CommitteeKind::Further => ui::key("grading-kind-further"),
    }
}
