//! The student's own page: what she sits, and what she can sign up for.

use super::store::{Own, Status};
use super::{SignUp, Until, change_language, refused, sign_up, store, withdraw};
use crate::catalogue::when::is_handed_in;
use crate::catalogue::{self, Exam, words};
use crate::http::{Allow, Posted, Routes, Signed, done, page, page_with};
use crate::{Error, ExamId, RegistrationId, Result};
use ::store::Entry;
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::{Timestamp, civil::Date};
use rules::{Language, Term};
use ui::{Choice, Form};

pub(crate) fn routes() -> Routes {
    Routes::default()
        .page("/my", Allow::Student, my)
        .form("/my/registrations", Allow::Student, "registration.sign_up", post_sign_up)
        .form(
            "/my/registrations/{registration}/withdrawal",
            Allow::Student,
            "registration.withdraw",
            post_withdrawal,
        )
        .form(
            "/my/registrations/{registration}/language",
            Allow::Student,
            "registration.change_language",
            post_language,
        )
        .merge(super::on_behalf_pages::routes())
        .merge(super::api::routes())
}

/// One of my exams.
struct MyExam {
    own: Own,
    exam: Exam,
    withdrawal: Until,
    /// Until when the language form can be changed.
    change: Until,
    /// Until when one who has withdrawn signs up again.
    signup: Until,
}

impl MyExam {
    fn registered(&self) -> bool {
        self.own.status == Status::Registered
    }

    /// Whether its day has passed.
    fn is_past(&self, today: Date) -> bool {
        self.exam.date.is_some_and(|date| date < today)
    }

    /// What withdrawing means: whether, and until when, one can sign up again.
    fn withdrawn_means(&self, frame: &ui::Frame) -> String {
        let day = self.signup.day.map(|day| frame.long_date(day));
        match (self.signup.open, day) {
            (true, Some(day)) => frame.ta("registration-again-until", &[("date", &day)]),
            (true, None) => frame.t("registration-again-open"),
            (false, Some(day)) => frame.ta("registration-again-ended", &[("date", &day)]),
            (false, None) => frame.t("registration-again-never"),
        }
    }

    /// By when it was to be handed in, if that has passed and nothing came; an answer on paper may
    /// still be on its way through the desk.
    fn missed(&self, now: &Timestamp) -> Option<Timestamp> {
        let handed_in = is_handed_in(self.exam.form) && !self.own.delivered && !self.own.absent;
        self.exam.hand_in_until().filter(|until| handed_in && until < now)
    }

    /// Whether an answer can be handed in at this moment.
    fn may_hand_in(&self, now: &Timestamp) -> bool {
        let begun = self.exam.opens_at().is_none_or(|opens| opens <= *now);
        let open = self.exam.hand_in_until().is_some_and(|until| *now <= until);
        self.exam.has_answers() && begun && open && !self.own.absent
    }
}

/// An exam that I can sign up for.
pub(super) struct OpenExam {
    pub(super) exam: Exam,
    pub(super) until: Until,
}

#[derive(Template)]
#[template(path = "registration/my.html")]
struct MyPage {
    frame: ui::Frame,
    form: Form,

    now: Timestamp,
    today: Date,
    mine: Vec<MyExam>,
    open: Vec<OpenExam>,
    more: bool,
    languages: Vec<Choice>,
}

/// How many open exams the page offers at once.
const OFFERED_MAX: usize = 20;
/// How many exams ahead are asked for their deadlines.
const ASKED_MAX: i64 = 200;

/// The language forms to wish for.
pub(super) fn languages(frame: &ui::Frame) -> Vec<Choice> {
    Language::ALL
        .map(|language| Choice::new(language.tag(), frame.t(words::language_key(&language))))
        .to_vec()
}

/// This term and the next.
pub(super) fn terms_ahead(today: jiff::civil::Date) -> Vec<String> {
    let now = Term::of(today);
    vec![now.to_string(), now.next().to_string()]
}

async fn my_page(signed: &Signed, form: Form) -> Result<MyPage> {
    let today = signed.today();
    let mut conn = signed.read().await?;
    let owns = store::of_person(&mut conn, signed.who.person).await?;
    let ids: Vec<_> = owns.iter().map(|own| own.exam).collect();
    let mut owns: std::collections::HashMap<_, _> =
        owns.into_iter().map(|own| (own.exam, own)).collect();
    let mut mine = Vec::new();
    for exam in catalogue::store::exams_by_id(&mut conn, &ids).await? {
        if let Some(own) = owns.remove(&exam.id) {
            let withdrawal = Until::withdrawal(&signed.node, &exam, today)?;
            let change = Until::change(&signed.node, &exam, today)?;
            let signup = Until::signup(&signed.node, &exam, today)?;
            mine.push(MyExam { own, exam, withdrawal, change, signup });
        }
    }
    mine.sort_by_key(|one| one.is_past(today));
    let mut open = open_exams(signed, form.field("q").trim()).await?;
    let more = open.len() > OFFERED_MAX;
    open.truncate(OFFERED_MAX);
    let frame = signed.frame("my");
    let now = signed.node.now();
    Ok(MyPage { languages: languages(&frame), now, today, form, mine, open, more, frame })
}

/// The exams that this person can sign up for, in order of their day; `search` is a part of code
/// or name, or empty.
pub(super) async fn open_exams(signed: &Signed, search: &str) -> Result<Vec<OpenExam>> {
    let (me, today) = (signed.who.person, signed.today());
    let terms = terms_ahead(today);
    let mut conn = signed.read().await?;
    let ahead = store::exams_ahead(&mut conn, me, &terms, today, search, ASKED_MAX).await?;
    let mut open = Vec::new();
    for exam in catalogue::store::exams_by_id(&mut conn, &ahead).await? {
        let until = Until::signup(&signed.node, &exam, today)?;
        if until.open {
            open.push(OpenExam { exam, until });
        }
    }
    Ok(open)
}

async fn my(signed: Signed, Query(query): Query<Vec<(String, String)>>) -> Result<Response> {
    let form = Form::from_pairs(query).with("language", signed.who.language.tag());
    page(&my_page(&signed, form).await?)
}

async fn post_sign_up(posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let exam = form.id("exam").map(ExamId);
    let language = form.choice("language", &["nb", "nn", "en"]);
    if let (Some(exam), Some(language)) = (exam, language.as_deref().and_then(Language::from_tag)) {
        let mut act = posted.act().await?;
        let command = SignUp { exam, person: posted.signed.who.person, language };
        let id = match sign_up(&mut act, command).await {
            Ok(id) => id,
            Err(error) => {
                drop(act);
                return Err(refused::noted(&posted.signed, command, error).await);
            }
        };
        act.commit(Entry::new("registration.sign_up", "registration", id.0)).await?;
        return Ok(done("/my", "done-registration-signed-up"));
    }
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &my_page(&posted.signed, form).await?)
}

async fn post_withdrawal(Path(id): Path<RegistrationId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    withdraw(&mut act, id).await?;
    act.commit(Entry::new("registration.withdraw", "registration", id.0)).await?;
    Ok(done("/my", "done-registration-withdrawn"))
}

async fn post_language(Path(id): Path<RegistrationId>, posted: Posted) -> Result<Response> {
    let mut conn = posted.signed.read().await?;
    let own = store::registration(&mut conn, id).await?;
    own.filter(|own| own.person == posted.signed.who.person).ok_or(Error::NotFound)?;
    drop(conn);
    let mut form = posted.form();
    let language = form.choice("language", &["nb", "nn", "en"]);
    let Some(language) = language.as_deref().and_then(Language::from_tag) else {
        let again = my_page(&posted.signed, form).await?;
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &again);
    };
    let mut act = posted.act().await?;
    change_language(&mut act, id, language).await?;
    act.commit(Entry::new("registration.change_language", "registration", id.0)).await?;
    Ok(done("/my", "done-registration-language"))
}
