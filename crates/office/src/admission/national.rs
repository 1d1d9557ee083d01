//! Applications of the national admission, from its file: all or nothing, and every bad line is
//! named by its field and value. What is there already is left as it is.

use super::IMPORTERS;
use super::apply::consented;
use super::store::national::{self as known, Known};
use super::store::{self, FromNational};
use crate::import::{Allowed, At, Columns, Fault, Field, Fields, Value, date, read_bytes};
use crate::people::PlaceCode;
use crate::{Act, ApplicationId, Error, FieldError, Result};
use jiff::civil::Date;
use rules::national_id::NationalId;
use rules::{Language, Text};
use std::collections::{BTreeMap, HashMap};

/// What the file is called where a line of it is named.
const FILE: &str = "applications.csv";

const COLUMNS: Columns = Columns {
    required: &[
        "reference",
        "national_id",
        "given_name",
        "family_name",
        "received_on",
        "programme",
        "starts_on",
        "priority",
    ],
    optional: &["email", "address", "language", "results_may_be_fetched"],
};

const LANGUAGE: Allowed = Allowed::OneOfOr("nb, nn, en", "nb");
const YES_NO: Allowed = Allowed::OneOfOr("J, N", "N");
/// The most choices of one application.
const PRIORITY_MAX: usize = 99;

/// A line: one choice of an applicant.
pub(super) struct Row {
    at: At,
    reference: String,
    pub(super) national_id: String,
    pub(super) given_name: String,
    pub(super) family_name: String,
    pub(super) email: String,
    pub(super) address: Vec<String>,
    pub(super) language: Language,
    received_on: Date,
    programme: String,
    starts_on: Date,
    priority: i32,
    results_may_be_fetched: bool,
}

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// How many applications were new.
    pub added: usize,
    /// How many were there already.
    pub known: usize,
}

/// Takes in a file of the national admission. Persons are found by their national id, or made.
///
/// # Errors
/// Not found for whoever may not. Invalid at `file`: every bad line, in the order of the lines.
pub async fn import_national(act: &mut Act, file: &[u8]) -> Result<Imported> {
    let institution = PlaceCode(act.node().institution().number.clone());
    act.who()?.require(IMPORTERS, &institution)?;
    let mut faults = Vec::new();
    let rows = read_bytes(file, FILE, &COLUMNS, &mut faults, row);
    let known = known::known(act.conn(), &references(&rows), &programmes(&rows)).await?;
    let applications = together(&rows, &known, &mut faults);
    if !faults.is_empty() || rows.is_empty() {
        faults.sort();
        return Err(Error::Invalid(told(&faults)));
    }
    let mut imported = Imported::default();
    for (reference, rows) in applications {
        if known.references.contains(reference) {
            imported.known += 1;
        } else {
            write(act, reference, &rows, &known).await?;
            imported.added += 1;
        }
    }
    Ok(imported)
}

fn row(fields: &mut Fields<'_>) -> Option<Row> {
    let reference = fields.required("reference");
    let id = fields.parse_hidden("national_id", Allowed::NationalId, |v| NationalId::parse(v).ok());
    let given_name = fields.required("given_name");
    let family_name = fields.required("family_name");
    let language = fields.optional("language", LANGUAGE, Language::from_tag);
    let received_on = fields.parse("received_on", Allowed::Day, date);
    let programme = fields.required("programme");
    let starts_on = fields.parse("starts_on", Allowed::Day, date);
    let priority = fields.parse("priority", Allowed::Whole(1, PRIORITY_MAX), |value| {
        value.parse::<i32>().ok().filter(|one| (1..=99).contains(one))
    });
    let may = fields.optional("results_may_be_fetched", YES_NO, |value| match value {
        "J" => Some(true),
        "N" => Some(false),
        _ => None,
    });
    let lines = fields.text("address");
    let lines = lines.split('|').map(str::trim).filter(|line| !line.is_empty());
    Some(Row {
        at: fields.at,
        reference: reference?,
        national_id: id?.expose().to_owned(),
        given_name: given_name?,
        family_name: family_name?,
        email: fields.text("email"),
        address: lines.map(ToOwned::to_owned).collect(),
        language: language?.unwrap_or(Language::Nb),
        received_on: received_on?,
        programme: programme?,
        starts_on: starts_on?,
        priority: priority?,
        results_may_be_fetched: may?.unwrap_or(false),
    })
}

fn references(rows: &[Row]) -> Vec<String> {
    rows.iter().map(|row| row.reference.clone()).collect()
}

fn programmes(rows: &[Row]) -> Vec<String> {
    rows.iter().map(|row| row.programme.clone()).collect()
}

/// The lines by application, with every fault that no single line shows.
fn together<'r>(
    rows: &'r [Row],
    known: &Known,
    faults: &mut Vec<Fault>,
) -> BTreeMap<&'r str, Vec<&'r Row>> {
    let mut applications: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        let mut fault = |field, value: Value, allowed| {
            faults.push(Fault {
                file: FILE.to_owned(),
                line: row.at.line,
                field: Field::Column(field),
                value,
                allowed,
            });
        };
        if !known.programmes.contains(&row.programme) {
            fault("programme", row.programme.as_str().into(), Allowed::Programme);
        } else if !known.starts.contains_key(&(row.programme.clone(), row.starts_on)) {
            fault("starts_on", row.starts_on.to_string().into(), Allowed::StudyStart);
        }
        let others = applications.entry(&row.reference).or_default();
        for other in others.iter() {
            let once = || Allowed::Once(other.at.line);
            if other.national_id != row.national_id {
                fault("national_id", Value::NationalId, Allowed::AsInLine(other.at.line));
            }
            if other.priority == row.priority {
                fault("priority", row.priority.to_string().into(), once());
            }
            if (&other.programme, other.starts_on) == (&row.programme, row.starts_on) {
                fault("programme", row.programme.as_str().into(), once());
            }
        }
        others.push(row);
    }
    applications
}

/// Every fault as a line of its own, at the file.
fn told(faults: &[Fault]) -> Vec<FieldError> {
    let empty = Fault {
        file: FILE.to_owned(),
        line: 0,
        field: Field::File,
        value: Value::from(""),
        allowed: Allowed::Something,
    };
    let faults = if faults.is_empty() { std::slice::from_ref(&empty) } else { faults };
    let error = |fault: &Fault| {
        let [nb, nn, en] = Language::ALL.map(|language| fault.told(language));
        FieldError { field: "file".to_owned(), text: Text::new(nb, nn, en) }
    };
    faults.iter().map(error).collect()
}

async fn write(act: &mut Act, reference: &str, rows: &[&Row], known: &Known) -> Result<()> {
    let Some(first) = rows.first() else { return Ok(()) };
    let person = known::person(act.conn(), first).await?;
    let id = ApplicationId::new();
    let new = FromNational {
        person,
        reference,
        received_on: first.received_on,
        results_may_be_fetched: first.results_may_be_fetched,
    };
    store::insert_national(act.conn(), id, &new).await?;
    for row in rows {
        let start = known.starts.get(&(row.programme.clone(), row.starts_on));
        let start = *start.ok_or(Error::NotFound)?;
        store::insert_choice(act.conn(), id, start, row.priority).await?;
    }
    if first.results_may_be_fetched { consented(act, id).await } else { Ok(()) }
}

/// The study starts of programmes, by code and day.
pub(super) type Starts = HashMap<(String, Date), crate::StudyStartId>;
