//! The steps of an oral as forms.

use super::pages::{LABELS, oral_page, read_session};
use super::plan::{Sequence, Settings};
use super::{
    AwayTime, RUNNERS, Ready, SETTERS, away, back, end_session, place, publish, ready, reserve,
    session, set,
};
use crate::said::{clock, put_back};
use crate::{OralAwayId, OralSessionId};
use ::store::Entry;
use axum::extract::Path;
use axum::response::Response;
use office::http::{Allow, Posted, Routes, done};
use office::{Error, ExamId, PersonId, Result};
use ui::Form;

pub(super) fn routes() -> Routes {
    let (setters, runners) = (Allow::Roles(SETTERS), Allow::Roles(RUNNERS));
    let session = "/oral-sessions/{oral_session}";
    Routes::default()
        .form("/exams/{exam}/oral", runners, "oral.set", lengths)
        .form("/exams/{exam}/oral/sessions", setters, "oral.session", entered)
        .form("/exams/{exam}/oral/away", setters, "oral.away", is_away)
        .form("/oral-away/{oral_away}/remove", setters, "oral.back", is_back)
        .form("/exams/{exam}/oral/places", runners, "oral.place", placed)
        .form("/exams/{exam}/oral/publication", runners, "oral.publish", published)
        .form(&format!("{session}/room"), runners, "oral.room", reserved)
        .form(&format!("{session}/ready"), runners, "oral.ready", readied)
        .form(&format!("{session}/end"), setters, "oral.end", ended)
}

/// The version that a form was served with.
pub(super) fn version(posted: &Posted) -> i32 {
    posted.field("version").parse().unwrap_or_default()
}

fn to(exam: ExamId) -> String {
    format!("/exams/{exam}/oral")
}

/// Shows the page of the oral again with what was typed and what is wrong with it.
async fn again(posted: &Posted, exam: ExamId, form: Form, error: Error) -> Result<Response> {
    match error {
        error @ (Error::Invalid(_) | Error::Refused(_)) => {
            oral_page(&posted.signed, exam, Some(put_back(form, error)?)).await
        }
        error => posted.refused(error, posted.typed(LABELS)),
    }
}

async fn lengths(Path(exam): Path<ExamId>, posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let numbers =
        super::entered::LIMITS.map(|(field, least, most)| form.number(field, least..=most));
    let sequence = form.choice("sequence", &["lot", "list"]);
    let ([Some(minutes), Some(between), Some(after), Some(pause)], Some(sequence)) =
        (numbers, sequence)
    else {
        return oral_page(&posted.signed, exam, Some(form)).await;
    };
    let small = |value: i64| i32::try_from(value).unwrap_or(i32::MAX);
    let new = Settings {
        version: version(&posted),
        minutes: small(minutes),
        between_minutes: small(between),
        break_after: small(after),
        break_minutes: small(pause),
        sequence: if sequence == "list" { Sequence::List } else { Sequence::Lot },
    };
    let mut act = posted.act().await?;
    match set(&mut act, exam, &new).await {
        Ok(()) => {
            act.commit(Entry::new("oral.set", "exam", exam.0)).await?;
            Ok(done(&to(exam), "done-oral-set"))
        }
        Err(error) => {
            drop(act);
            again(&posted, exam, form, error).await
        }
    }
}

async fn entered(Path(exam): Path<ExamId>, posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let Some(new) = read_session(&mut form, version(&posted)) else {
        return oral_page(&posted.signed, exam, Some(form)).await;
    };
    let mut act = posted.act().await?;
    match session(&mut act, exam, &new).await {
        Ok(id) => {
            let entry = Entry::new("oral.session", "oral_session", id.0);
            act.commit(entry.fact("exam", exam.to_string())).await?;
            Ok(done(&to(exam), "done-oral-session"))
        }
        Err(error) => {
            drop(act);
            again(&posted, exam, form, error).await
        }
    }
}

async fn is_away(Path(exam): Path<ExamId>, posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let (who, day) = (form.id("examiner"), form.date("away_day"));
    let (from, until) = (clock(&mut form, "away_from"), clock(&mut form, "away_until"));
    let (Some(who), Some(day), Some(from), Some(until)) = (who, day, from, until) else {
        return oral_page(&posted.signed, exam, Some(form)).await;
    };
    let new = AwayTime {
        version: version(&posted),
        examiner: PersonId(who),
        from: day.to_datetime(from),
        until: day.to_datetime(until),
    };
    let mut act = posted.act().await?;
    match away(&mut act, exam, &new).await {
        Ok(id) => {
            let entry = Entry::new("oral.away", "oral_away", id.0);
            act.commit(entry.fact("exam", exam.to_string())).await?;
            Ok(done(&to(exam), "done-oral-away"))
        }
        Err(error) => {
            drop(act);
            again(&posted, exam, form, error).await
        }
    }
}

async fn is_back(Path(id): Path<OralAwayId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    match back(&mut act, id, version(&posted)).await {
        Ok(exam) => {
            act.commit(Entry::new("oral.back", "oral_away", id.0)).await?;
            Ok(done(&to(exam), "done-oral-back"))
        }
        Err(error) => posted.refused(error, Vec::new()),
    }
}

async fn placed(Path(exam): Path<ExamId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    match place(&mut act, exam, version(&posted)).await {
        Ok((placed, left)) => {
            let entry = Entry::new("oral.place", "exam", exam.0);
            act.commit(entry.fact("placed", placed).fact("left", left)).await?;
            Ok(done(&to(exam), if left > 0 { "done-oral-left" } else { "done-oral-placed" }))
        }
        Err(error) => posted.refused(error, Vec::new()),
    }
}

async fn published(Path(exam): Path<ExamId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    match publish(&mut act, exam, version(&posted)).await {
        Ok(told) => {
            let entry = Entry::new("oral.publish", "exam", exam.0);
            let entry = entry.fact("candidates", told.candidates);
            act.commit(entry.fact("examiners", told.examiners)).await?;
            Ok(done(&to(exam), "done-oral-published"))
        }
        Err(error) => posted.refused(error, Vec::new()),
    }
}

async fn reserved(Path(id): Path<OralSessionId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    match reserve(&mut act, id, version(&posted), posted.field("room")).await {
        Ok(exam) => {
            act.commit(Entry::new("oral.room", "oral_session", id.0)).await?;
            Ok(done(&to(exam), "done-oral-room"))
        }
        Err(error) => posted.refused(error, posted.typed(LABELS)),
    }
}

async fn readied(Path(id): Path<OralSessionId>, posted: Posted) -> Result<Response> {
    let step = match posted.field("step") {
        word if word == Ready::Cleared.word() => Ready::Cleared,
        _ => Ready::SetUp,
    };
    let mut act = posted.act().await?;
    match ready(&mut act, id, version(&posted), step).await {
        Ok(exam) => {
            let entry = Entry::new("oral.ready", "oral_session", id.0);
            act.commit(entry.fact("step", step.word())).await?;
            Ok(done(&to(exam), "done-oral-ready"))
        }
        Err(error) => posted.refused(error, Vec::new()),
    }
}

async fn ended(Path(id): Path<OralSessionId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    match end_session(&mut act, id, version(&posted), posted.field("why")).await {
        Ok(exam) => {
            act.commit(Entry::new("oral.end", "oral_session", id.0)).await?;
            Ok(done(&to(exam), "done-oral-ended"))
        }
        Err(error) => posted.refused(error, posted.typed(LABELS)),
    }
}
