//! What counts of a person, as a document for another institution: qualifications with the courses that
//! they rest on, and courses that belong to none.

use crate::degrees::{Counting, Degree, Part};
use elmo::{
    Achieved, Document, Identifier, Issuer, Kind, Learner, Opportunity, Period, Report, Scale,
    Words,
};
use jiff::Timestamp;
use jiff::civil::Date;
use office::{Node, Result};
use rules::{GradeScale, Season, Term, Text};
use uuid::Uuid;

/// Whose list an identifier stands in: the institution's own.
pub(super) const LOCAL: &str = "local";
/// The scales as results name them.
const LETTERS: &str = "a-f";
const PASS_FAIL: &str = "pass-fail";
/// Where the institution is.
const COUNTRY: &str = "NO";

/// The person, as a document names her.
pub(super) struct Whose {
    pub(super) national_id: String,
    pub(super) given_names: String,
    pub(super) family_name: String,
    pub(super) born: Option<Date>,
}

/// What is handed out: passed, in force, announced, and nothing else.
pub(super) struct HandedOut {
    pub(super) results: Vec<Counting>,
    pub(super) degrees: Vec<Degree>,
}

impl HandedOut {
    /// Of what counts, that which is passed, and the degrees that stand.
    pub(super) fn of(mut results: Vec<Counting>, mut degrees: Vec<Degree>) -> Self {
        results.retain(|one| one.grade.passed());
        degrees.retain(|degree| degree.withdrawn.is_none());
        Self { results, degrees }
    }

    /// The ids of the results and of the degrees, as they stand in the document.
    pub(super) fn ids(&self) -> (Vec<Uuid>, Vec<Uuid>) {
        let results = self.results.iter().map(|one| one.registration.0);
        (results.collect(), self.degrees.iter().map(|degree| degree.id.0).collect())
    }
}

/// The document of one person, as of now.
///
/// # Errors
/// Our own fault: it cannot be written.
pub(super) fn document(
    node: &Node,
    whose: &Whose,
    handed: &HandedOut,
    (web, now): (&str, Timestamp),
) -> Result<String> {
    let institution = node.institution();
    let report = Report {
        issuer: Issuer {
            country: Some(COUNTRY.to_owned()),
            identifiers: vec![Identifier::new(LOCAL, &institution.number)],
            title: words(&institution.name),
            url: web_address(web),
        },
        opportunities: opportunities(handed),
        issued: now,
        scales: scales(handed),
    };
    let learner = Learner {
        identifiers: vec![Identifier::new(Learner::NATIONAL_ID, &whose.national_id)],
        given_names: whose.given_names.clone(),
        family_name: whose.family_name.clone(),
        born: whose.born,
    };
    let document = Document { generated: now, learner, reports: vec![report] };
    elmo::write(&document).map_err(|refused| {
        office::Error::Internal(anyhow::anyhow!("results are not written: {}", refused.name()))
    })
}

fn web_address(web: &str) -> String {
    if web.contains("://") { web.to_owned() } else { format!("https://{web}/") }
}

/// Qualifications first, each with what it rests on, then the courses that belong to none.
fn opportunities(handed: &HandedOut) -> Vec<Opportunity> {
    let of = |part: &Part| match part {
        Part::Own(id) => handed.results.iter().find(|one| one.registration == *id),
        // What another institution has is its own to hand out.
        Part::External(..) => None,
    };
    let mut found: Vec<Opportunity> = Vec::new();
    for degree in &handed.degrees {
        found.push(qualification(degree, degree.parts.iter().filter_map(of)));
    }
    let alone = handed.results.iter().filter(|one| {
        !handed.degrees.iter().any(|degree| degree.parts.contains(&Part::Own(one.registration)))
    });
    found.extend(alone.map(course));
    found
}

fn qualification<'a>(degree: &Degree, rests_on: impl Iterator<Item = &'a Counting>) -> Opportunity {
    let parts: Vec<_> = rests_on.map(course).collect();
    Opportunity {
        kind: Some(Kind::DegreeProgramme),
        identifiers: vec![Identifier::new(LOCAL, &degree.code)],
        title: words(&degree.name),
        url: None,
        description: Words::default(),
        achieved: Achieved {
            identifiers: vec![Identifier::new(LOCAL, degree.id.to_string())],
            date: Some(degree.conferred_on),
            // Credits stand at what is below, where there is anything.
            credits: parts.is_empty().then_some(degree.credits),
            level: Some(degree.level),
            ..Achieved::default()
        },
        parts,
    }
}

fn course(one: &Counting) -> Opportunity {
    Opportunity {
        kind: Some(Kind::Course),
        identifiers: vec![
            Identifier::new(Opportunity::CODE, &one.code),
            Identifier::new(Opportunity::VERSION, &one.version),
        ],
        title: words(&one.name),
        url: None,
        description: one.about.as_ref().map(words).unwrap_or_default(),
        achieved: Achieved {
            identifiers: vec![Identifier::new(LOCAL, one.registration.to_string())],
            started: None,
            date: Some(one.announced_at.to_zoned(::store::oslo()).date()),
            term: Some(one.term),
            period: Some(period(one.term)),
            grade: Some(one.grade.code().to_owned()),
            scale: Some(scale(one).to_owned()),
            credits: Some(one.credits),
            level: Some(if one.is_master { 7 } else { 6 }),
            thesis: one.thesis.as_ref().map(words).unwrap_or_default(),
        },
        parts: Vec::new(),
    }
}

fn scale(one: &Counting) -> &'static str {
    match one.grade.scale() {
        GradeScale::PassFail => PASS_FAIL,
        _ => LETTERS,
    }
}

fn scales(handed: &HandedOut) -> Vec<Scale> {
    let all = [(LETTERS, "exchange-scale-letters"), (PASS_FAIL, "exchange-scale-pass-fail")];
    let used = all.into_iter().filter(|(id, _)| handed.results.iter().any(|one| scale(one) == *id));
    let scale = |(id, key): (&str, &str)| Scale {
        id: id.to_owned(),
        description: words(&ui::messages::text(key, &[])),
    };
    used.map(scale).collect()
}

fn period(term: Term) -> Period {
    let (year, end) = (term.year, term.next().first_day());
    let title = match term.season {
        Season::Spring => {
            Text::new(format!("{year} vår"), format!("{year} vår"), format!("{year} spring"))
        }
        Season::Autumn => {
            Text::new(format!("{year} høst"), format!("{year} haust"), format!("{year} autumn"))
        }
    };
    let start = term.first_day();
    Period { title: words(&title), start, end: end.yesterday().unwrap_or(end) }
}

/// The forms that are there: nothing is filled from another language.
fn words(text: &Text) -> Words {
    let form = |text: &str| (!text.trim().is_empty()).then(|| text.to_owned());
    Words { nb: form(&text.nb), nn: form(&text.nn), en: form(&text.en), other: None }
}
