//! To an invigilator: the engagement for a term, what it pays and what it asks.

pub mod samples;

use crate::blocks::{answer, contact, facts, heading, list, paragraph, same};
use crate::{Block, Count, Head, Letter, Term};
use rules::Text;
use rules::cited::according_to;
use serde::{Deserialize, Serialize};

/// The facts of the letter that engages an invigilator.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InvigilatorEngagement {
    /// Sender, addressee, references, signatures.
    pub head: Head,
    /// The term of the engagement.
    pub term: Term,
    /// Whether the invigilator may have charge of a room.
    pub head_invigilator: bool,
    /// The pay, in whole kroner an hour.
    pub hourly_pay: u32,
    /// The most hours in the term, where there is an agreement on it.
    pub hours_most: Option<u32>,
    /// The limits of the working time.
    pub working_time: WorkingTime,
}

/// The limits of an employee's working time, as the rule set has them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkingTime {
    /// The most hours a day.
    pub day_hours: u32,
    /// The most hours in seven days.
    pub week_hours: u32,
    /// The fewest hours off between two days.
    pub rest_hours: u32,
    /// The paragraphs.
    pub law: String,
}

impl Letter for InvigilatorEngagement {
    const KIND: &'static str = "invigilator_engagement";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        text!(
            nb: "Du er engasjert som eksamensvakt, {term}",
            nn: "Du er engasjert som eksamensvakt, {term}",
            en: "You are engaged as an invigilator, {term}";
            term = self.term
        )
    }

    fn body(&self) -> Vec<Block<Text>> {
        let mut body = vec![answer(self.engaged()), facts(self.terms())];
        body.push(heading(
            text!(nb: "Slik foregår det", nn: "Slik går det føre seg", en: "How it works"),
        ));
        body.push(list(duties()));
        body.push(paragraph(self.hours()));
        body.extend(contact(&self.head));
        body
    }
}

impl InvigilatorEngagement {
    fn engaged(&self) -> Text {
        if self.head_invigilator {
            return text!(
                nb: "Vi engasjerer deg som eksamensvakt og hovedvakt {term}.",
                nn: "Vi engasjerer deg som eksamensvakt og hovudvakt {term}.",
                en: "We engage you as an invigilator and head invigilator for {term}.";
                term = self.term
            );
        }
        text!(
            nb: "Vi engasjerer deg som eksamensvakt {term}.",
            nn: "Vi engasjerer deg som eksamensvakt {term}.",
            en: "We engage you as an invigilator for {term}.";
            term = self.term
        )
    }

    fn terms(&self) -> Vec<(Text, Text)> {
        let mut rows = vec![(
            text!(nb: "Timelønn", nn: "Timelønn", en: "Hourly pay"),
            text!(nb: "{pay} kroner", nn: "{pay} kroner", en: "NOK {pay}"; pay = self.hourly_pay),
        )];
        rows.extend(self.hours_most.map(|hours| {
            (
                text!(nb: "Timer, høyst", nn: "Timar, høgst", en: "Hours, at most"),
                same(hours.to_string()),
            )
        }));
        rows
    }

    fn hours(&self) -> Text {
        let time = &self.working_time;
        text!(
            nb: "Du blir ikke satt opp mer enn {day} timer om dagen og {week} timer på sju dager, og \
                 har minst {rest} timer fri mellom to dager, {law}.",
            nn: "Du blir ikkje sett opp meir enn {day} timar om dagen og {week} timar på sju dagar, og \
                 har minst {rest} timar fri mellom to dagar, {law}.",
            en: "You are not given more than {day} hours a day and {week} hours in seven days, and \
                 have at least {rest} hours off between two days, {law}.";
            day = Count(time.day_hours), week = Count(time.week_hours),
            rest = Count(time.rest_hours), law = according_to(&time.law)
        )
    }
}

fn duties() -> Vec<Text> {
    vec![
        text!(
            nb: "Si fra på siden din når du kan ta vakter. Vaktplanen lages bare av det du har sagt ja til.",
            nn: "Sei frå på sida di når du kan ta vakter. Vaktplanen blir laga berre av det du har sagt ja til.",
            en: "Say on your page when you are available. The schedule is made of nothing else."
        ),
        text!(
            nb: "Vaktplanen og hver endring i den får du i et eget brev.",
            nn: "Vaktplanen og kvar endring i han får du i eit eige brev.",
            en: "You get the schedule, and every change of it, in a letter of its own."
        ),
        text!(
            nb: "Etter vakten fører du timene på siden din. En annen attesterer dem før de lønnes.",
            nn: "Etter vakta fører du timane på sida di. Ein annan attesterer dei før dei blir lønte.",
            en: "After each turn you enter your hours on your page. Somebody else certifies them before they are paid."
        ),
        text!(
            nb: "Det du får vite om kandidatene, har du taushetsplikt om.",
            nn: "Det du får vite om kandidatane, har du teieplikt om.",
            en: "What you learn of the candidates is confidential."
        ),
    ]
}
