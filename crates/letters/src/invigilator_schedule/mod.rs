//! To an invigilator: when and where the turns are, and what has changed since the last letter.

pub mod samples;

use crate::blocks::{answer, contact, paragraph, same};
use crate::{Block, Deadline, Head, Letter, Term};
use jiff::civil::DateTime;
use rules::Text;
use serde::{Deserialize, Serialize};

/// The facts of a schedule.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InvigilatorSchedule {
    /// Sender, addressee, references, signatures.
    pub head: Head,
    /// The term.
    pub term: Term,
    /// Whether an earlier letter said otherwise.
    pub changed: bool,
    /// Every turn that stands and every one that is gone since the last letter, in order of time.
    pub turns: Vec<Turn>,
}

/// One turn.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Turn {
    /// When the invigilator comes.
    pub from: DateTime,
    /// When the turn is over.
    pub until: DateTime,
    /// The room.
    pub room: String,
    /// Whether it is the charge of the room.
    pub head_invigilator: bool,
    /// What has become of it since the last letter.
    pub news: News,
}

/// What has become of a turn since the last letter.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum News {
    /// It stands as it was told.
    AsTold,
    /// It is new.
    New,
    /// It is gone.
    Cancelled,
}

impl Letter for InvigilatorSchedule {
    const KIND: &'static str = "invigilator_schedule";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        if self.changed {
            return text!(
                nb: "Vaktplanen din er endret, {term}",
                nn: "Vaktplanen din er endra, {term}",
                en: "Your schedule has changed, {term}";
                term = self.term
            );
        }
        text!(
            nb: "Vaktplanen din, {term}",
            nn: "Vaktplanen din, {term}",
            en: "Your schedule, {term}";
            term = self.term
        )
    }

    fn body(&self) -> Vec<Block<Text>> {
        let mut body = vec![answer(self.what_is_new())];
        body.push(self.table());
        body.push(paragraph(text!(
            nb: "Tidene er når du skal være i rommet og når du er ferdig. Kan du ikke komme, så si fra \
                 samme dag som du får vite det.",
            nn: "Tidene er når du skal vere i rommet og når du er ferdig. Kan du ikkje kome, så sei frå \
                 same dag som du får vite det.",
            en: "The times say when you must be in the room and when you are done. If you cannot come, \
                 tell us the day that you learn of it."
        )));
        body.extend(contact(&self.head));
        body
    }
}

impl InvigilatorSchedule {
    fn what_is_new(&self) -> Text {
        if !self.changed {
            return text!(
                nb: "Dette er vaktene dine {term}.",
                nn: "Dette er vaktene dine {term}.",
                en: "These are your turns in {term}.";
                term = self.term
            );
        }
        if self.turns.iter().all(|turn| turn.news == News::Cancelled) {
            return text!(
                nb: "Du har ingen vakter igjen {term}.",
                nn: "Du har ingen vakter att {term}.",
                en: "You have no turns left in {term}.";
                term = self.term
            );
        }
        text!(
            nb: "Vaktplanen din er endret siden forrige brev. Det nye er merket i tabellen.",
            nn: "Vaktplanen din er endra sidan førre brev. Det nye er merkt i tabellen.",
            en: "Your schedule has changed since the last letter. The table marks what is new."
        )
    }

    fn table(&self) -> Block<Text> {
        Block::Table {
            caption: text!(nb: "Vaktene dine", nn: "Vaktene dine", en: "Your turns"),
            columns: vec![
                text!(nb: "Dag", nn: "Dag", en: "Day"),
                text!(nb: "Tid", nn: "Tid", en: "Time"),
                text!(nb: "Rom", nn: "Rom", en: "Room"),
                text!(nb: "Oppgave", nn: "Oppgåve", en: "Task"),
                text!(nb: "Nytt", nn: "Nytt", en: "News"),
            ],
            rows: self.turns.iter().map(Turn::row).collect(),
        }
    }
}

impl Turn {
    fn row(&self) -> Vec<Text> {
        let task = if self.head_invigilator {
            text!(nb: "Hovedvakt", nn: "Hovudvakt", en: "Head invigilator")
        } else {
            text!(nb: "Vakt", nn: "Vakt", en: "Invigilator")
        };
        let news = match self.news {
            News::AsTold => same("–"),
            News::New => text!(nb: "Ny", nn: "Ny", en: "New"),
            News::Cancelled => text!(nb: "Avlyst", nn: "Avlyst", en: "Cancelled"),
        };
        let day = text!(nb: "{d}", nn: "{d}", en: "{d}"; d = Deadline(self.from.date()));
        vec![day, hours(self.from, self.until), same(&*self.room), task, news]
    }
}

/// `08.30–13.30`, in English `08:30–13:30`.
fn hours(from: DateTime, until: DateTime) -> Text {
    let written = |between: char| {
        let one = |at: DateTime| format!("{:02}{between}{:02}", at.hour(), at.minute());
        format!("{}–{}", one(from), one(until))
    };
    Text::new(written('.'), written('.'), written(':'))
}
