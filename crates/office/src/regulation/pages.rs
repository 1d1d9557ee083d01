//! The page of the institution's regulation: what counts, what waits, and the form.

use super::labels::{label_key, unit_key};
use super::{Change, EDITORS, NewRegulation, READERS, approve, changes, propose, reject, store};
use crate::http::{Allow, Posted, Routes, Signed, done, page, page_with};
use crate::{Error, RegulationId, Result};
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;
use rules::calendar::Period;
use rules::{Bound, Number};
use std::collections::BTreeMap;
use ui::Form;

pub(crate) fn routes() -> Routes {
    let editors = Allow::Roles(EDITORS);
    Routes::default()
        .page("/regulations", Allow::Roles(READERS), show)
        .form("/regulations", editors, "regulation.propose", post_proposal)
        .form("/regulations/{regulation}/approval", editors, "regulation.approve", post_approval)
        .form("/regulations/{regulation}/rejection", editors, "regulation.reject", post_rejection)
        .merge(super::api::routes())
}

/// The largest number that a regulation may set.
const NUMBER_MAX: i64 = 400;

/// A proposal that waits.
struct Waiting {
    id: RegulationId,
    valid_from: Date,
    case_ref: String,
    changes: Vec<Change>,
    own: bool,
}

#[derive(Template)]
#[template(path = "regulation/regulations.html")]
struct RegulationsPage {
    frame: ui::Frame,
    form: Form,
    in_force: Vec<(Date, String)>,
    waiting: Option<Waiting>,
    numbers: Vec<Number>,
    editor: bool,
}

impl RegulationsPage {
    /// What a number is called; the field itself where nobody has named it.
    fn label(&self, number: &Number) -> String {
        label_key(&number.field).map_or_else(|| number.field.clone(), |key| self.frame.t(key))
    }

    /// The numbers under a heading, those that the law settles last.
    fn of_group(&self, sections: &[&str]) -> Vec<&Number> {
        let place = |number: &Number| {
            sections.iter().position(|section| number.field.split('.').next() == Some(section))
        };
        let mut found: Vec<_> = self.numbers.iter().filter(|one| place(one).is_some()).collect();
        found.sort_by_key(|number| (self.fixed(number), place(number)));
        found
    }

    /// What a number counts, as it stands after so many.
    fn unit(&self, number: &Number, count: i64) -> String {
        match (number.unit, u16::try_from(count)) {
            (Some(unit), Ok(value)) => {
                let text = Period { value, unit }.text();
                let words = text.get(self.frame.language).split_once(' ');
                words.map_or_else(String::new, |(_, unit)| unit.to_owned())
            }
            _ => unit_key(&number.field)
                .map_or_else(String::new, |key| self.frame.ta(key, &[("count", &count)])),
        }
    }

    /// So many of what a number counts.
    fn counted(&self, number: &Number, count: i64) -> String {
        format!("{} {}", self.frame.number(count), self.unit(number, count))
    }

    /// A number with what it counts.
    fn value(&self, number: &Number) -> String {
        self.counted(number, number.value)
    }

    /// The number that counts today, its paragraph, and what the Act leaves free.
    fn hint(&self, number: &Number) -> String {
        let (law, value) = (self.frame.law(&number.law), self.value(number));
        let Some(limit) = &number.limit else {
            return self.frame.ta("regulation-now", &[("value", &value), ("law", &law)]);
        };
        // A paragraph that both rest on is told once.
        let now = if limit.law == number.law {
            self.frame.ta("regulation-now-by-law", &[("value", &value)])
        } else {
            self.frame.ta("regulation-now", &[("value", &value), ("law", &law)])
        };
        format!("{now} {}", self.limit(number))
    }

    /// What the law forbids, in words; empty where it leaves the institution free.
    fn limit(&self, number: &Number) -> String {
        let Some(limit) = &number.limit else { return String::new() };
        let (law, value) = (self.frame.law(&limit.law), self.counted(number, limit.value));
        let key = match limit.kind {
            Bound::NoLess => ui::key("regulation-limit-least"),
            Bound::NoMore => ui::key("regulation-limit-most"),
            Bound::Fixed => return self.frame.ta("regulation-limit-fixed", &[("law", &law)]),
        };
        self.frame.ta(key, &[("value", &value), ("law", &law)])
    }

    /// Where a number comes from and what the law leaves free, for those who read it only.
    fn source(&self, number: &Number) -> String {
        let limit = self.limit(number);
        let law = self.frame.law(&number.law);
        if number.limit.as_ref().is_some_and(|limit| limit.law == number.law) {
            limit
        } else {
            format!("{law}. {limit}").trim_end().to_owned()
        }
    }

    fn fixed(&self, number: &Number) -> bool {
        number.limit.as_ref().is_some_and(|limit| limit.kind == Bound::Fixed)
    }
}

async fn regulations_page(signed: &Signed, form: Form) -> Result<RegulationsPage> {
    let mut conn = signed.read().await?;
    let in_force = store::in_force(&mut conn).await?;
    let waiting = match store::waiting(&mut conn).await? {
        Some(edit) => Some(Waiting {
            changes: changes(&signed.node, &edit)?,
            id: edit.id,
            valid_from: edit.valid_from,
            case_ref: edit.case_ref,
            own: edit.proposed_by == signed.who.person,
        }),
        None => None,
    };
    // The numbers on top of which the next edit builds: those that count last.
    let last = in_force.first().map_or(signed.today(), |(from, _)| (*from).max(signed.today()));
    let numbers = signed.node.rules_on(last)?.numbers();
    let mut form = form.labels(&[
        ("valid_from", "regulation-valid-from"),
        ("case_ref", "regulation-case-ref"),
        ("numbers", "regulation-numbers"),
    ]);
    for number in &numbers {
        form = form.with(&number.field, number.value.to_string());
    }
    let (frame, editor) = (signed.frame("regulations"), signed.who.has(EDITORS));
    Ok(RegulationsPage { frame, form, in_force, waiting, numbers, editor })
}

async fn show(signed: Signed) -> Result<Response> {
    page(&regulations_page(&signed, Form::new()).await?)
}

/// The fields of the form that hold numbers, as they were typed.
fn typed(posted: &Posted, form: &mut Form) -> Result<BTreeMap<String, i64>> {
    let signed = &posted.signed;
    let names: Vec<String> =
        signed.node.rules_on(signed.today())?.numbers().into_iter().map(|n| n.field).collect();
    let mut numbers = BTreeMap::new();
    for name in names {
        if form.optional(&name).is_some() {
            numbers.extend(form.number(&name, 0..=NUMBER_MAX).map(|value| (name, value)));
        }
    }
    Ok(numbers)
}

async fn post_proposal(posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let (valid_from, case_ref) = (form.date("valid_from"), form.required("case_ref"));
    let numbers = typed(&posted, &mut form)?;
    if let (Some(valid_from), Some(case_ref), true) = (valid_from, case_ref, form.is_valid()) {
        let mut act = posted.act().await?;
        match propose(&mut act, &NewRegulation { valid_from, case_ref, numbers }).await {
            Ok(id) => {
                act.commit(Entry::new("regulation.propose", "regulation", id.0)).await?;
                return Ok(done("/regulations", "done-regulation-proposed"));
            }
            Err(Error::Invalid(faults)) => {
                for fault in faults {
                    form.add_error(&fault.field, fault.text);
                }
            }
            Err(error) => return Err(error),
        }
    }
    let again = regulations_page(&posted.signed, form).await?;
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &again)
}

async fn post_approval(Path(id): Path<RegulationId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    approve(&mut act, id).await?;
    act.commit(Entry::new("regulation.approve", "regulation", id.0)).await?;
    Ok(done("/regulations", "done-regulation-approved"))
}

async fn post_rejection(Path(id): Path<RegulationId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    reject(&mut act, id).await?;
    act.commit(Entry::new("regulation.reject", "regulation", id.0)).await?;
    Ok(done("/regulations", "done-regulation-rejected"))
}
