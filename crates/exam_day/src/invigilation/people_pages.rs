//! The invigilators of a term, and one of them.

use super::pages::{Wish, look, term_of};
use super::people::{HOURS_MAX, PAY_MAX};
use super::store::{self, AvailableRow, Invigilator, Whom};
use super::{
    Available, CENTRAL, Engage, NewInvigilator, available, engage, enter, no_longer_available,
};
use crate::said::{clock, put_back};
use crate::{AvailabilityId, InvigilatorId};
use ::store::Entry;
use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use office::http::{Allow, Posted, Routes, Signed, done, page};
use office::{Error, Result};
use rules::{Language, Term};
use ui::{Choice, Form, key};

pub(super) fn routes() -> Routes {
    let (one, own) = ("/invigilation/people/{invigilator}", Allow::SignedIn);
    Routes::default()
        .page("/invigilation/people", CENTRAL, people)
        .form("/invigilation/people", CENTRAL, "invigilator.enter", entered)
        .page(one, CENTRAL, show)
        .form(&format!("{one}/engagement"), CENTRAL, "invigilator.engage", engaged)
        .form(&format!("{one}/availability"), own, "invigilator.available", stated)
        .form(
            "/invigilation/availability/{availability}/remove",
            own,
            "invigilator.no_longer_available",
            removed,
        )
}

#[derive(Template)]
#[template(path = "invigilation/people.html")]
struct PeoplePage {
    frame: ui::Frame,
    form: Form,
    term: Term,
    people: Vec<Invigilator>,
    languages: Vec<Choice>,
}

async fn people_page(signed: &Signed, term: Term, form: Form) -> Result<Response> {
    let mut conn = signed.read().await?;
    let people = store::people(&mut conn, term, Whom::default()).await?;
    look(signed, people.iter().map(|one| one.person).collect()).await?;
    let frame = signed.frame("invigilation");
    let labels = [
        ("given_name", key("invigilation-given-name")),
        ("family_name", key("invigilation-family-name")),
        ("email", key("invigilation-email")),
        ("language", key("invigilation-language")),
    ];
    let languages = frame.languages().map(|(language, name)| Choice::new(language.tag(), name));
    page(&PeoplePage {
        form: form.labels(&labels),
        term,
        people,
        languages: languages.into(),
        frame,
    })
}

async fn people(signed: Signed, Query(wish): Query<Wish>) -> Result<Response> {
    let term = wish.term(&signed);
    people_page(&signed, term, Form::new().with("language", "nb")).await
}

async fn entered(posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let term = of_page(&posted);
    let [given, family, email] =
        ["given_name", "family_name", "email"].map(|name| form.required(name));
    let language = form.choice("language", &["nb", "nn", "en"]);
    let (Some(given_name), Some(family_name), Some(email), Some(language)) =
        (given, family, email, language)
    else {
        return people_page(&posted.signed, term, form).await;
    };
    let language = Language::from_tag(&language).unwrap_or(Language::Nb);
    let new =
        NewInvigilator { given_name, family_name, email, language, head: form.checked("head") };
    let mut act = posted.act().await?;
    match enter(&mut act, &new).await {
        Ok(id) => {
            act.commit(Entry::new("invigilator.enter", "invigilator", id.0)).await?;
            Ok(done(&format!("/invigilation/people/{id}?term={term}"), "done-invigilation-entered"))
        }
        Err(error) => {
            drop(act);
            people_page(&posted.signed, term, put_back(form, error)?).await
        }
    }
}

#[derive(Template)]
#[template(path = "invigilation/person.html")]
struct PersonPage {
    frame: ui::Frame,
    form: Form,
    time: Form,
    term: Term,
    one: Invigilator,
    available: Vec<AvailableRow>,
}

const LABELS: &[(&str, &str)] = &[
    ("hourly_pay", key("invigilation-pay")),
    ("hours_most", key("invigilation-hours-most")),
    ("day", key("invigilation-day")),
    ("from", key("invigilation-from")),
    ("until", key("invigilation-until")),
];

/// One invigilator as a term has her, and when she can.
pub(super) async fn one(
    signed: &Signed,
    id: InvigilatorId,
    term: Term,
) -> Result<(Invigilator, Vec<AvailableRow>)> {
    let mut conn = signed.read().await?;
    let whom = Whom { id: Some(id), ..Whom::default() };
    let found = store::people(&mut conn, term, whom).await?;
    let one = found.into_iter().next().ok_or(Error::NotFound)?;
    let available = store::availability(&mut conn, term, Some(id)).await?;
    look(signed, vec![one.person]).await?;
    Ok((one, available))
}

async fn person_page(
    signed: &Signed,
    id: InvigilatorId,
    term: Term,
    (form, time): (Form, Form),
) -> Result<Response> {
    let (one, available) = one(signed, id, term).await?;
    let number = |number: Option<i32>| number.map(|one| one.to_string()).unwrap_or_default();
    let form = form
        .with("hourly_pay", number(one.hourly_pay))
        .with("hours_most", number(one.hours_most))
        .labels(LABELS);
    let time = time.named("time").labels(LABELS);
    page(&PersonPage { frame: signed.frame("invigilation"), form, time, term, one, available })
}

async fn show(
    signed: Signed,
    Path(id): Path<InvigilatorId>,
    Query(wish): Query<Wish>,
) -> Result<Response> {
    let term = wish.term(&signed);
    person_page(&signed, id, term, (Form::new(), Form::new())).await
}

async fn engaged(Path(id): Path<InvigilatorId>, posted: Posted) -> Result<Response> {
    let term = term_of(&posted)?;
    let mut form = posted.form();
    let pay = form.number("hourly_pay", 1..=i64::from(PAY_MAX));
    let most = match form.optional("hours_most") {
        None => Some(None),
        Some(_) => form.number("hours_most", 1..=i64::from(HOURS_MAX)).map(Some),
    };
    let (Some(pay), Some(most)) = (pay, most) else {
        return person_page(&posted.signed, id, term, (form, Form::new())).await;
    };
    let small = |number: i64| i32::try_from(number).unwrap_or(i32::MAX);
    let new = Engage { term, hourly_pay: small(pay), hours_most: most.map(small) };
    let mut act = posted.act().await?;
    match engage(&mut act, id, &new).await {
        Ok(()) => {
            let entry = Entry::new("invigilator.engage", "invigilator", id.0);
            act.commit(entry.fact("term", term.to_string())).await?;
            let back = format!("/invigilation/people/{id}?term={term}");
            Ok(done(&back, "done-invigilation-engaged"))
        }
        Err(error) => {
            drop(act);
            let form = put_back(form, error)?;
            person_page(&posted.signed, id, term, (form, Form::new())).await
        }
    }
}

async fn stated(Path(id): Path<InvigilatorId>, posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let (day, from, until) =
        (form.date("day"), clock(&mut form, "from"), clock(&mut form, "until"));
    let (Some(day), Some(from), Some(until)) = (day, from, until) else {
        return again(&posted, id, form).await;
    };
    let mut act = posted.act().await?;
    match available(&mut act, id, Available { day, from, until }).await {
        Ok(_) => {
            let entry = Entry::new("invigilator.available", "invigilator", id.0);
            act.commit(entry.fact("day", day.to_string())).await?;
            Ok(done(&back(&posted, id), "done-invigilation-available"))
        }
        Err(error) => {
            drop(act);
            again(&posted, id, put_back(form, error)?).await
        }
    }
}

/// The page that the form stands on: her own, or that of those who keep the invigilators.
async fn again(posted: &Posted, id: InvigilatorId, form: Form) -> Result<Response> {
    if posted.field("own") == "yes" {
        return super::my_pages::shown(&posted.signed, form).await;
    }
    posted.signed.who.has_everywhere(super::KEEPERS).then_some(()).ok_or(Error::NotFound)?;
    person_page(&posted.signed, id, of_page(posted), (Form::new(), form)).await
}

fn back(posted: &Posted, id: InvigilatorId) -> String {
    if posted.field("own") == "yes" {
        return "/my/invigilation".to_owned();
    }
    format!("/invigilation/people/{id}?term={}", of_page(posted))
}

/// The term of the page that a form stands on; today's where it names none.
fn of_page(posted: &Posted) -> Term {
    term_of(posted).unwrap_or_else(|_| Term::of(posted.signed.today()))
}

async fn removed(Path(id): Path<AvailabilityId>, posted: Posted) -> Result<Response> {
    let whose = posted.form().id("invigilator").map(InvigilatorId).ok_or(Error::NotFound)?;
    let mut act = posted.act().await?;
    no_longer_available(&mut act, id).await?;
    let entry = Entry::new("invigilator.no_longer_available", "invigilator", whose.0);
    act.commit(entry).await?;
    Ok(done(&back(&posted, whose), "done-invigilation-unavailable"))
}
