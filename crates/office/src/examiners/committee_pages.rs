//! The committee of an exam: proposed, appointed, added to.

use super::committee::{SEATS, free_seat, may_join};
use super::store::{self, Asked, Examiner, OpenProposal, Standing};
use super::{
    Appointment, BOARD, EXAMINER_VIEWERS, PROPOSERS, Proposal, ProposedMember, Seat, appoint,
    judge, propose, withdraw_proposal,
};
use crate::catalogue::tabs::{ExamTab, tabs};
use crate::catalogue::{self, Exam, exam_for};
use crate::http::{Allow, Posted, Routes, Signed, done, page, page_with};
use crate::people::PersonName;
use crate::{CommitteeId, Error, ExamId, PersonId, Result};
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use rules::{Decision, Refusal, Text};
use ui::{Choice, Form};

pub(super) fn routes() -> Routes {
    Routes::default()
        .page("/exams/{exam}/committee", Allow::Roles(EXAMINER_VIEWERS), show)
        .form(
            "/exams/{exam}/committee/proposals",
            Allow::Roles(PROPOSERS),
            "committee.propose",
            post_proposal,
        )
        .form(
            "/exams/{exam}/committee/withdrawals",
            Allow::Roles(PROPOSERS),
            "committee.withdraw_proposal",
            post_withdrawal,
        )
        .form(
            "/exams/{exam}/committee/appointments",
            Allow::Roles(BOARD),
            "committee.appoint",
            post_appointment,
        )
}

/// The largest register that the form offers to choose from.
const OFFERED_MAX: u32 = 2000;

/// The fields of one seat in the form.
struct SeatField {
    /// The seat that is to be filled, from 1.
    seat: i32,
    /// Whether the form needs it.
    needed: bool,
    member: String,
    supervisor: String,
}

impl SeatField {
    /// The `number`th of the form, from 1.
    fn of(number: usize, seat: i32) -> Self {
        Self {
            seat,
            needed: number == 1,
            member: format!("member-{number}"),
            supervisor: format!("supervisor-{number}"),
        }
    }
}

/// One line of a committee or a proposal.
struct Line {
    position: i32,
    name: PersonName,
    workplace: String,
    external: bool,
    supervisor: bool,
    /// Once seated: when, and in which of the board's cases.
    appointed: Option<(jiff::civil::Date, String)>,
    /// What the examiner has answered, if the office has asked.
    asked: Option<Asked>,
}

impl Line {
    fn answer(&self, frame: &ui::Frame) -> String {
        let Some(asked) = &self.asked else { return String::new() };
        match (asked.answered_at, asked.accepted) {
            (Some(at), Some(true)) if asked.entered => {
                frame.ta("examiners-has-accepted-otherwise", &[("at", &frame.moment(at))])
            }
            (Some(at), Some(true)) => {
                frame.ta("examiners-has-accepted", &[("at", &frame.moment(at))])
            }
            (Some(_), _) => frame.ta("examiners-has-declined", &[("reason", &asked.reason)]),
            _ => frame.t("examiners-has-not-answered"),
        }
    }
}

/// A proposal with what the rule says of it.
struct Waiting {
    id: uuid::Uuid,
    third: bool,
    proposed_at: jiff::Timestamp,
    proposed_by: String,
    dispensation: String,
    lines: Vec<Line>,
    because: Vec<rules::Reason>,
    /// Every reason why it cannot be appointed today.
    refusals: Vec<Text>,
    own: bool,
}

impl Waiting {
    /// Whether somebody proposed has supervised a candidate.
    fn supervised(&self) -> bool {
        self.lines.iter().any(|line| line.supervisor)
    }

    fn lines(&self) -> &[Line] {
        &self.lines
    }
}

#[derive(Template)]
#[template(path = "examiners/committee.html")]
struct CommitteePage {
    frame: ui::Frame,
    exam: Exam,
    tabs: Vec<ExamTab>,
    committee: Option<store::CommitteeRow>,
    seated: Vec<Line>,
    /// Who has declined and sits nowhere.
    gone: Vec<Line>,
    waiting: Option<Waiting>,
    form: Form,
    examiners: Vec<Choice>,
    fields: Vec<SeatField>,
    proposer: bool,
    /// Why nobody can join the committee now, if so.
    full: Option<Text>,
    board: bool,
}

impl CommitteePage {
    fn seated(&self) -> &[Line] {
        &self.seated
    }

    fn gone(&self) -> &[Line] {
        &self.gone
    }

    async fn of(signed: &Signed, exam: Exam, form: Form) -> Result<Self> {
        let mut conn = signed.read().await?;
        let mut frame = signed.frame(format!("exams/{}/committee", exam.code));
        frame.breadcrumb = catalogue::pages::crumbs(&frame);
        let all = store::examiners(&mut conn, "", OFFERED_MAX, 0).await?;
        let committee = store::ordinary(&mut conn, exam.id).await?;
        let asked = store::asked(&mut conn, exam.id).await?;
        let (seats, seated) = match &committee {
            Some(committee) => {
                let seats = store::seats(&mut conn, committee.id).await?;
                let seated = seated(&mut conn, committee.id, lines(&seats, &all, &asked)).await?;
                (seats, seated)
            }
            None => (Vec::new(), Vec::new()),
        };
        let waiting = match store::open_proposal(&mut conn, exam.id).await? {
            Some(open) => Some(waiting(&mut conn, signed, &exam, open, &all, &asked).await?),
            None => None,
        };
        let gone = gone(&seats, waiting.as_ref(), &asked);
        let full = match &committee {
            Some(committee) if seats.len() < SEATS => {
                cannot_join(&mut conn, committee.id, free_seat(&seats)).await?
            }
            _ => None,
        };
        let (first, many) = match committee {
            Some(_) => (free_seat(&seats), 1),
            None => (1, SEATS),
        };
        let form =
            form.labels(&[("case_ref", "examiners-case-ref"), ("member-1", "examiners-seat")]);
        Ok(Self {
            tabs: tabs(signed, exam.id, "/committee"),
            proposer: signed.who.may(PROPOSERS, &exam.place) && seated.len() < SEATS,
            full,
            board: signed.who.may(BOARD, &exam.place),
            seated,
            gone: lines(&gone, &all, &asked),
            examiners: all.iter().map(|examiner| choice(&frame, examiner)).collect(),
            fields: (1..=many)
                .zip(first..)
                .map(|(number, seat)| SeatField::of(number, seat))
                .collect(),
            frame,
            exam,
            committee,
            waiting,
            form,
        })
    }
}

fn choice(frame: &ui::Frame, examiner: &Examiner) -> Choice {
    let kind = if examiner.external { "examiners-external" } else { "examiners-internal" };
    let name = examiner.name.listed(frame.language);
    let text = format!("{name} ({}, {})", examiner.workplace, frame.t(kind));
    Choice::new(examiner.person.to_string(), text)
}

/// Those who were asked, said no, and are not proposed any more.
fn gone(seats: &[Seat], waiting: Option<&Waiting>, asked: &[Asked]) -> Vec<Seat> {
    let here = |one: &&Asked| {
        one.accepted == Some(false)
            && waiting.is_none_or(|waiting| waiting.id != one.proposal)
            && seats.iter().all(|seat| seat.person != one.person)
    };
    let seat = |one: &Asked| Seat {
        person: one.person,
        position: one.position,
        external: one.external,
        supervisor: false,
    };
    asked.iter().filter(here).map(seat).collect()
}

fn lines(seats: &[Seat], all: &[Examiner], asked: &[Asked]) -> Vec<Line> {
    let line = |seat: &Seat| {
        let examiner = all.iter().find(|examiner| examiner.person == seat.person);
        Line {
            position: seat.position,
            name: examiner.map_or_else(|| PersonName::new("", "", true), |e| e.name.clone()),
            workplace: examiner.map_or_else(String::new, |examiner| examiner.workplace.clone()),
            external: seat.external,
            supervisor: seat.supervisor,
            appointed: None,
            asked: asked.iter().rev().find(|one| one.person == seat.person).cloned(),
        }
    };
    seats.iter().map(line).collect()
}

/// Those who sit, each with the appointment.
async fn seated(
    conn: &mut sqlx::PgConnection,
    id: CommitteeId,
    mut lines: Vec<Line>,
) -> Result<Vec<Line>> {
    for seat in store::appointed(conn, id).await? {
        if let Some(line) = lines.iter_mut().find(|line| line.position == seat.position) {
            line.appointed = Some((seat.on, seat.case_ref));
        }
    }
    Ok(lines)
}

/// A proposal with what the rule says of it.
pub(super) struct Judged {
    pub(super) seats: Vec<Seat>,
    pub(super) because: Vec<rules::Reason>,
    /// All that keeps the board from appointing it.
    pub(super) refusals: Vec<Text>,
}

/// Asks the rule of a proposal that waits.
pub(super) async fn judged(
    conn: &mut sqlx::PgConnection,
    signed: &Signed,
    exam: &Exam,
    open: &OpenProposal,
) -> Result<Judged> {
    let members: Vec<(Seat, Standing)> =
        store::with_standing(conn, open.id, open.third_for).await?;
    let Decision { outcome, because, .. } =
        judge(&signed.node, exam, &members, &open.dispensation)?;
    let mut refusals: Vec<Text> = match outcome {
        Ok(_) => Vec::new(),
        Err(refusal) if refusal.all.is_empty() => vec![refusal.text],
        Err(refusal) => refusal.all.into_iter().map(|refusal| refusal.text).collect(),
    };
    if let Some(committee) = open.third_for {
        for seat in store::proposed(conn, open.id).await? {
            refusals.extend(cannot_join(conn, committee, seat.position).await?);
        }
    }
    let seats = members.into_iter().map(|(seat, _)| seat).collect();
    Ok(Judged { seats, because, refusals })
}

async fn waiting(
    conn: &mut sqlx::PgConnection,
    signed: &Signed,
    exam: &Exam,
    open: OpenProposal,
    all: &[Examiner],
    asked: &[Asked],
) -> Result<Waiting> {
    let Judged { seats, because, refusals } = judged(conn, signed, exam, &open).await?;
    let by = crate::people::store::person(conn, open.proposed_by).await?;
    let language = signed.who.language;
    Ok(Waiting {
        id: open.id,
        third: open.third_for.is_some(),
        proposed_at: open.proposed_at,
        proposed_by: by.map_or_else(String::new, |by| by.name.shown(language)),
        dispensation: open.dispensation,
        lines: lines(&seats, all, asked),
        because,
        refusals,
        own: open.proposed_by == signed.who.person,
    })
}

/// Why nobody can take this seat of the committee now, if so.
async fn cannot_join(
    conn: &mut sqlx::PgConnection,
    committee: CommitteeId,
    position: i32,
) -> Result<Option<Text>> {
    match may_join(position, &store::seat_open(conn, committee, position).await?) {
        Err(Error::Refused(refused)) => Ok(Some(refused.text)),
        other => other.map(|()| None),
    }
}

async fn show(signed: Signed, Path(id): Path<ExamId>) -> Result<Response> {
    let exam = exam_for(&signed, id, EXAMINER_VIEWERS).await?;
    page(&CommitteePage::of(&signed, exam, Form::new()).await?)
}

/// Reads the seats of the form; those left empty do not count.
fn read(form: &Form) -> Proposal {
    let seat = |seat: usize| {
        let examiner = form.optional(&format!("member-{seat}"))?.parse().ok().map(PersonId)?;
        let supervisor = form.checked(&format!("supervisor-{seat}"));
        Some(ProposedMember { examiner, supervisor })
    };
    let dispensation = form.optional("dispensation").unwrap_or_default();
    let fee = form.optional("fee").unwrap_or_default();
    Proposal { members: (1..=SEATS).filter_map(seat).collect(), dispensation, fee }
}

async fn post_proposal(Path(id): Path<ExamId>, posted: Posted) -> Result<Response> {
    let form = posted.form();
    let mut act = posted.act().await?;
    match propose(&mut act, id, &read(&form)).await {
        Ok(proposal) => {
            let entry = Entry::new("committee.propose", "exam", id.0);
            act.commit(entry.fact("proposal", proposal.to_string())).await?;
            Ok(done(&format!("/exams/{id}/committee"), "done-committee-proposed"))
        }
        Err(error) => again(&posted, id, "member-1", error).await,
    }
}

async fn post_withdrawal(Path(id): Path<ExamId>, posted: Posted) -> Result<Response> {
    let proposal = posted.form().id("proposal").ok_or(Error::NotFound)?;
    let mut act = posted.act().await?;
    withdraw_proposal(&mut act, id, proposal).await?;
    let entry = Entry::new("committee.withdraw_proposal", "committee_proposal", proposal);
    act.commit(entry).await?;
    Ok(done(&format!("/exams/{id}/committee"), "done-committee-proposal-withdrawn"))
}

async fn post_appointment(Path(id): Path<ExamId>, posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let proposal = form.id("proposal").ok_or(Error::NotFound)?;
    let case_ref = form.field("case_ref").to_owned();
    let mut act = posted.act().await?;
    match appoint(&mut act, id, &Appointment { proposal, case_ref }).await {
        Ok(committee) => {
            let entry = Entry::new("committee.appoint", "committee", committee.0);
            act.commit(entry.fact("exam", id.to_string())).await?;
            Ok(done(&format!("/exams/{id}/committee"), "done-committee-appointed"))
        }
        Err(error) => again(&posted, id, "case_ref", error).await,
    }
}

/// Shows the page again with what was wrong, each reason of a refusal in its turn.
async fn again(posted: &Posted, id: ExamId, field: &str, error: Error) -> Result<Response> {
    let mut form = posted.form();
    match error {
        Error::Invalid(faults) => {
            for fault in faults {
                let at = if fault.field == "members" { field } else { &fault.field };
                form.add_error(at, fault.text);
            }
        }
        Error::Refused(refused) => {
            let refused = *refused;
            let all = refused.all;
            form.refuse("", &Refusal { all, ..Refusal::new(refused.code, refused.text) });
        }
        other => return Err(other),
    }
    let exam = exam_for(&posted.signed, id, EXAMINER_VIEWERS).await?;
    let again = CommitteePage::of(&posted.signed, exam, form).await?;
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &again)
}
