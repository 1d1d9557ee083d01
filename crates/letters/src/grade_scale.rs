//! The grading scales as examiners are told of them.
//!
//! The descriptions are the national ones, common to all institutions and levels.

use crate::{Block, blocks::same};
use rules::Text;

/// The letter scale as a table: grade, name, general description.
pub(crate) fn letter_scale() -> Block<Text> {
    Block::Table {
        caption: text!(
            nb: "Bokstavskalaen: A til E er bestått, F er ikke bestått.",
            nn: "Bokstavskalaen: A til E er bestått, F er ikkje bestått.",
            en: "The letter scale: A to E is a pass, F is a fail."
        ),
        columns: vec![
            text!(nb: "Karakter", nn: "Karakter", en: "Grade"),
            text!(nb: "Betegnelse", nn: "Nemning", en: "Name"),
            text!(nb: "Generell beskrivelse", nn: "Generell omtale", en: "General description"),
        ],
        rows: [("A", a()), ("B", b()), ("C", c()), ("D", d()), ("E", e()), ("F", f())]
            .into_iter()
            .map(|(grade, [name, description])| vec![same(grade), name, description])
            .collect(),
    }
}

fn a() -> [Text; 2] {
    [
        text!(nb: "Fremragende", nn: "Framifrå", en: "Excellent"),
        text!(
            nb: "Fremragende prestasjon som klart utmerker seg. Kandidaten viser svært god \
                 vurderingsevne og stor grad av selvstendighet.",
            nn: "Framifrå prestasjon som klart utmerkjer seg. Kandidaten viser svært god \
                 vurderingsevne og stor grad av sjølvstende.",
            en: "An excellent performance, clearly outstanding. The candidate shows very good \
                 judgement and a high degree of independence."
        ),
    ]
}

fn b() -> [Text; 2] {
    [
        text!(nb: "Meget god", nn: "Mykje god", en: "Very good"),
        text!(
            nb: "Meget god prestasjon. Kandidaten viser meget god vurderingsevne og selvstendighet.",
            nn: "Mykje god prestasjon. Kandidaten viser mykje god vurderingsevne og sjølvstende.",
            en: "A very good performance. The candidate shows sound judgement and independence."
        ),
    ]
}

fn c() -> [Text; 2] {
    [
        text!(nb: "God", nn: "God", en: "Good"),
        text!(
            nb: "Jevnt god prestasjon som er tilfredsstillende på de fleste områder. Kandidaten \
                 viser god vurderingsevne og selvstendighet på de viktigste områdene.",
            nn: "Jamt god prestasjon som er tilfredsstillande på dei fleste områda. Kandidaten \
                 viser god vurderingsevne og sjølvstende på dei viktigaste områda.",
            en: "A consistently good performance, satisfactory in most areas. The candidate shows \
                 good judgement and independence in the most important areas."
        ),
    ]
}

fn d() -> [Text; 2] {
    [
        text!(nb: "Nokså god", nn: "Nokså god", en: "Satisfactory"),
        text!(
            nb: "En akseptabel prestasjon med noen vesentlige mangler. Kandidaten viser en viss \
                 grad av vurderingsevne og selvstendighet.",
            nn: "Ein akseptabel prestasjon med nokre vesentlege manglar. Kandidaten viser ein viss \
                 grad av vurderingsevne og sjølvstende.",
            en: "An acceptable performance with some significant shortcomings. The candidate shows \
                 a certain degree of judgement and independence."
        ),
    ]
}

fn e() -> [Text; 2] {
    [
        text!(nb: "Tilstrekkelig", nn: "Tilstrekkeleg", en: "Sufficient"),
        text!(
            nb: "Prestasjonen tilfredsstiller minimumskravene, men heller ikke mer. Kandidaten \
                 viser liten vurderingsevne og selvstendighet.",
            nn: "Prestasjonen tilfredsstiller minimumskrava, men heller ikkje meir. Kandidaten \
                 viser lita vurderingsevne og lite sjølvstende.",
            en: "The performance meets the minimum requirements, but no more. The candidate shows \
                 little judgement and independence."
        ),
    ]
}

fn f() -> [Text; 2] {
    [
        text!(nb: "Ikke bestått", nn: "Ikkje bestått", en: "Fail"),
        text!(
            nb: "Prestasjon som ikke tilfredsstiller de faglige minimumskravene. Kandidaten viser \
                 både manglende vurderingsevne og selvstendighet.",
            nn: "Prestasjon som ikkje tilfredsstiller dei faglege minimumskrava. Kandidaten viser \
                 både manglande vurderingsevne og manglande sjølvstende.",
            en: "A performance that does not meet the minimum academic requirements. The candidate \
                 shows a lack of both judgement and independence."
        ),
    ]
}
