//! Documents that the tests share, and any document at all.

use elmo::{
    Achieved, Document, Identifier, Issuer, Kind, Learner, Opportunity, Period, Report, Scale,
    Words,
};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use rules::{Credits, Season, Term};

pub fn in_both(nb: &str, en: &str) -> Words {
    Words { nb: Some(nb.into()), en: Some(en.into()), ..Words::default() }
}

pub fn course(code: &str, credits: &str, grade: &str) -> Opportunity {
    let term = Term { year: 2026, season: Season::Spring };
    Opportunity {
        kind: Some(Kind::Course),
        identifiers: vec![
            Identifier::new(Opportunity::CODE, code),
            Identifier::new(Opportunity::VERSION, "1"),
        ],
        title: in_both("Emne & øving", "Course & practice"),
        url: Some("https://courses.invalid/?a=1&b=2".into()),
        description: in_both("Første linje\nandre <linje>", "Line"),
        achieved: Achieved {
            identifiers: vec![Identifier::new("local", format!("result-{code}"))],
            started: Some(date(2026, 1, 5)),
            date: Some(date(2026, 6, 10)),
            term: Some(term),
            period: Some(Period {
                title: in_both("2026 vår", "2026 spring"),
                start: date(2026, 1, 1),
                end: date(2026, 7, 31),
            }),
            grade: Some(grade.into()),
            scale: Some("a-f".into()),
            credits: Credits::parse(credits),
            level: Some(6),
            thesis: Words::default(),
        },
        parts: Vec::new(),
    }
}

/// A bachelor's degree of two courses, one of them with a thesis, and a course that stands alone.
pub fn document() -> Document {
    let mut thesis = course("HIS2900", "20", "B");
    thesis.achieved.thesis = in_both("Fiskere på «Finnmark»", "Fishermen");
    let mut degree = course("BA-HIS", "0", "bestått");
    degree.kind = Some(Kind::DegreeProgramme);
    degree.achieved.credits = None;
    degree.parts = vec![course("HIS1000", "7.5", "A"), thesis];
    Document {
        generated: "2026-11-23T10:00:00Z".parse().expect("a time"),
        learner: Learner {
            identifiers: vec![Identifier::new(Learner::NATIONAL_ID, "01819012345")],
            given_names: "Kari Synnøve".into(),
            family_name: "Nordmann".into(),
            born: Some(date(1990, 1, 1)),
        },
        reports: vec![Report {
            issuer: Issuer {
                country: Some("NO".into()),
                identifiers: vec![Identifier::new("local", "9186")],
                title: in_both("Universitetet i Nord", "University of the North"),
                url: "https://north.invalid/".into(),
            },
            opportunities: vec![degree, course("EXPHIL", "10", "C")],
            issued: "2026-11-23T09:59:59.5Z".parse().expect("a time"),
            scales: vec![Scale { id: "a-f".into(), description: in_both("A til F", "A to F") }],
        }],
    }
}

/// A line of any characters that XML can carry, with nothing to tidy up.
fn line() -> impl Strategy<Value = String> {
    "[^\\p{Cc}\\s\u{FFFE}\u{FFFF}]{1,6}( [^\\p{Cc}\\s\u{FFFE}\u{FFFF}]{1,6}){0,2}"
}

fn lines() -> impl Strategy<Value = String> {
    vec(line(), 1..3).prop_map(|lines| lines.join("\n"))
}

fn words(text: impl Strategy<Value = String> + Clone) -> impl Strategy<Value = Words> {
    let one = || option::of(text.clone());
    (one(), one(), one(), one()).prop_map(|(nb, nn, en, other)| Words { nb, nn, en, other })
}

fn title() -> impl Strategy<Value = Words> {
    (line(), words_of_lines()).prop_map(|(nb, words)| Words { nb: Some(nb), ..words })
}

fn words_of_lines() -> impl Strategy<Value = Words> {
    words(line().boxed())
}

fn identifiers(from: usize) -> impl Strategy<Value = Vec<Identifier>> {
    vec((line(), line()).prop_map(|(kind, value)| Identifier { kind, value }), from..3)
}

fn day() -> impl Strategy<Value = Date> {
    (1900_i16..=2199, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| date(year, month, day))
}

fn time() -> impl Strategy<Value = Timestamp> {
    let (first, last) = (-2_208_988_800_i64, 7_258_118_399);
    (first..=last, 0_i32..1_000_000_000).prop_map(|(second, nano)| {
        Timestamp::new(second, nano.min(if second < 0 { 0 } else { nano })).expect("in range")
    })
}

fn term() -> impl Strategy<Value = Term> {
    (1950_i16..=2199, prop_oneof![Just(Season::Spring), Just(Season::Autumn)])
        .prop_map(|(year, season)| Term { year, season })
}

fn period() -> impl Strategy<Value = Period> {
    (title(), day(), day()).prop_map(|(title, start, end)| Period { title, start, end })
}

fn credits() -> impl Strategy<Value = Option<Credits>> {
    (0..=1_000_000_u32)
        .prop_map(|mille| Credits::parse(&format!("{}.{:03}", mille / 1000, mille % 1000)))
}

fn achieved() -> impl Strategy<Value = Achieved> {
    let days = (option::of(day()), option::of(day()), option::of(term()), option::of(period()));
    let marks = (option::of("[A-E]|bestått|Godkjent"), option::of(line()), credits());
    let rest = (option::of(1_u8..=8), words_of_lines(), identifiers(0));
    (days, marks, rest).prop_map(|(days, marks, rest)| Achieved {
        identifiers: rest.2,
        started: days.0,
        date: days.1,
        term: days.2,
        period: days.3,
        grade: marks.0,
        scale: marks.1,
        credits: marks.2,
        level: rest.0,
        thesis: rest.1,
    })
}

fn alone() -> impl Strategy<Value = Opportunity> {
    let kind = option::of(prop::sample::select(&Kind::ALL[..]));
    let texts = (title(), option::of(line()), words(lines().boxed()));
    (kind, identifiers(0), texts, achieved()).prop_map(|(kind, identifiers, texts, achieved)| {
        let (title, url, description) = texts;
        Opportunity { kind, identifiers, title, url, description, achieved, parts: Vec::new() }
    })
}

fn opportunity() -> impl Strategy<Value = Opportunity> {
    let deeper = |inner| {
        (alone(), vec(inner, 1..4)).prop_map(|(mut above, parts)| {
            above.achieved.credits = None;
            above.parts = parts;
            above
        })
    };
    alone().prop_recursive(3, 12, 3, deeper)
}

/// Numbers the results, since two that share an identifier and differ are no document.
fn number(opportunities: &mut [Opportunity], next: &mut usize) {
    for one in opportunities {
        *next += 1;
        one.achieved.identifiers.insert(0, Identifier::new("result", next.to_string()));
        number(&mut one.parts, next);
    }
}

fn report() -> impl Strategy<Value = Report> {
    let issuer = (option::of("[A-Z]{2}"), identifiers(1), title(), line());
    let scales = vec((line(), words(lines().boxed())), 0..2);
    (issuer, vec(opportunity(), 0..3), time(), scales).prop_map(
        |((country, identifiers, title, url), mut opportunities, issued, scales)| {
            number(&mut opportunities, &mut 0);
            let scales = scales.into_iter().map(|(id, description)| Scale { id, description });
            let issuer = Issuer { country, identifiers, title, url };
            Report { issuer, opportunities, issued, scales: scales.collect() }
        },
    )
}

/// Any document that the writer lets out.
pub fn any_document() -> impl Strategy<Value = Document> {
    let learner = (identifiers(0), line(), line(), option::of(day()));
    (learner, vec(report(), 1..3), time()).prop_map(|(learner, reports, generated)| {
        let (identifiers, given_names, family_name, born) = learner;
        let learner = Learner { identifiers, given_names, family_name, born };
        Document { generated, learner, reports }
    })
}
