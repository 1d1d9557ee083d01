//! The page of one person: what counts, the degrees, and the form for a new one.

use super::pages::{list_page, nobody};
use super::store::{self, Counting, Degree};
use super::{ExternalPart, KEEPERS, NewDegree, enter, reach, said};
use ::store::Entry;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use office::catalogue::refused;
use office::http::{Allow, Posted, Routes, Signed, done, page_with};
use office::{Error, PersonId, RegistrationId, Result};
use ui::{Choice, Form, key};

pub(super) fn routes() -> Routes {
    let keepers = Allow::Roles(KEEPERS);
    Routes::default().search("/degrees/find", keepers, person).form(
        "/degrees",
        keepers,
        "degree.enter",
        post_entered,
    )
}

#[derive(Template)]
#[template(path = "degrees/person.html")]
struct PersonPage {
    frame: ui::Frame,
    form: Form,
    name: String,
    /// What counts and is passed.
    passed: Vec<Counting>,
    degrees: Vec<Degree>,
    results: Vec<Choice>,
    units: Vec<Choice>,
    levels: Vec<Choice>,
}

const LABELS: &[(&str, &str)] = &[
    ("national_id", "degrees-national-id"),
    ("unit", "degrees-unit"),
    ("code", "degrees-code"),
    ("name_nb", "degrees-name-nb"),
    ("name_nn", "degrees-name-nn"),
    ("name_en", "degrees-name-en"),
    ("level", "degrees-level"),
    ("credits", "degrees-credits"),
    ("conferred_on", "degrees-conferred-on"),
    ("results", "degrees-results"),
    ("external", "degrees-external"),
];

/// Whoever has the national id that was typed, if the reader's unit has to do with that person; looked at,
/// and so noted. Of anybody else it is not told that she is known here.
pub(super) async fn found(signed: &Signed, national_id: &str) -> Result<PersonId> {
    let mut conn = signed.read().await?;
    let digits: String = national_id.chars().filter(|c| !c.is_whitespace()).collect();
    let person = office::people::store::person_of(&mut conn, &digits).await?.ok_or_else(nobody)?;
    let scope = signed.who.scope(KEEPERS);
    if !reach::reaches(&mut conn, &signed.node, person, &scope).await? {
        return Err(nobody());
    }
    signed.look(person, "degree").await?;
    Ok(person)
}

async fn shown(signed: &Signed, form: Form) -> Result<Response> {
    let person = match found(signed, form.field("national_id")).await {
        Ok(person) => person,
        Err(error) => return list_page(signed, refused(form, error)?).await,
    };
    let mut conn = signed.read().await?;
    let mut passed = store::counting(&mut conn, person).await?;
    passed.retain(|one| one.grade.passed());
    let name = store::name_of(&mut conn, person).await?;
    let scope = signed.who.scope(KEEPERS);
    let units = office::catalogue::units(&mut conn, &scope).await?;
    let frame = signed.frame("degrees/person");
    let result = |one: &Counting| {
        let (name, grade) = (frame.text(&one.name), one.grade.code());
        let words = format!("{} {name}, {}: {grade}", one.code, frame.term(one.term));
        Choice::new(one.registration.to_string(), words)
    };
    let unit =
        |one: office::catalogue::Filter| Choice::new(one.value, frame.text(&one.name).to_owned());
    let level =
        |level: i16| Choice::new(level.to_string(), frame.t(&format!("degrees-level-{level}")));
    let status = if form.is_valid() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page_with(
        status,
        &PersonPage {
            form: form.labels(LABELS),
            name: name.map_or_else(String::new, |name| name.shown(signed.who.language)),
            degrees: store::of_person(&mut conn, person).await?,
            results: passed.iter().map(result).collect(),
            units: units.into_iter().map(unit).collect(),
            levels: super::enter::LEVELS.map(level).collect(),
            passed,
            frame,
        },
    )
}

async fn person(posted: Posted) -> Result<Response> {
    shown(&posted.signed, posted.form()).await
}

/// The degree that was typed; its faults stand at its fields.
fn read(form: &mut Form) -> Option<NewDegree> {
    let external = form.optional("external").unwrap_or_default();
    let lines = external.lines().map(str::trim).filter(|line| !line.is_empty());
    let external: Option<Vec<_>> = lines.map(ExternalPart::read).collect();
    if external.is_none() {
        form.add_error("external", said(key("degrees-error-external")));
    }
    let level = form.number("level", 5..=8);
    let (national_id, unit) = (form.required("national_id"), form.required("unit"));
    let (code, credits) = (form.required("code"), form.required("credits"));
    let names = ["name_nb", "name_nn", "name_en"].map(|name| form.required(name));
    let conferred_on = form.date("conferred_on");
    let [name_nb, name_nn, name_en] = names;
    let results = form.all("results").filter_map(|id| id.parse().ok().map(RegistrationId));
    let read = NewDegree {
        results: results.collect(),
        diploma_sent: form.checked("diploma_sent"),
        national_id: national_id?,
        unit: unit?,
        code: code?,
        name_nb: name_nb?,
        name_nn: name_nn?,
        name_en: name_en?,
        level: i16::try_from(level?).ok()?,
        credits: credits?,
        conferred_on: conferred_on?,
        external: external?,
    };
    form.is_valid().then_some(read)
}

async fn post_entered(posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let Some(new) = read(&mut form) else { return shown(&posted.signed, form).await };
    let mut act = posted.act().await?;
    match enter(&mut act, &new).await {
        Ok(id) => {
            act.commit(Entry::new("degree.enter", "degree", id.0)).await?;
            Ok(done(&format!("/degrees/{id}"), "done-degree-entered"))
        }
        Err(error @ (Error::Invalid(_) | Error::Refused(_))) => {
            drop(act);
            shown(&posted.signed, refused(form, error)?).await
        }
        Err(error) => Err(error),
    }
}
