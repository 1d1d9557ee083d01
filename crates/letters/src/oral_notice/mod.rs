//! To a candidate: when and where the own oral exam is.

pub mod samples;

use crate::blocks::{answer, contact, list, on, same};
use crate::blocks::{facts, paragraph};
use crate::{Block, Course, Deadline, Head, Letter, Moment, Term};
use jiff::civil::DateTime;
use rules::Text;
use serde::{Deserialize, Serialize};

/// The facts of a notice to one candidate.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OralNotice {
    /// Sender, addressee, references, signatures.
    pub head: Head,
    /// The course.
    pub course: Course,
    /// The term of the examination.
    pub term: Term,
    /// When the candidate's own exam begins.
    pub begins: DateTime,
    /// How long it lasts, in minutes.
    pub minutes: u32,
    /// The room.
    pub room: String,
    /// What the last notice said, where it said otherwise.
    pub before: Option<Place>,
}

/// A time and a place.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// When it began.
    pub begins: DateTime,
    /// The room.
    pub room: String,
}

impl Letter for OralNotice {
    const KIND: &'static str = "oral_notice";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        if self.before.is_some() {
            return text!(
                nb: "Ny tid eller nytt sted for eksamenen din i {course}, {term}",
                nn: "Ny tid eller ny stad for eksamenen din i {course}, {term}",
                en: "New time or place of your exam in {course}, {term}";
                course = self.course, term = self.term
            );
        }
        text!(
            nb: "Tid og sted for eksamenen din i {course}, {term}",
            nn: "Tid og stad for eksamenen din i {course}, {term}",
            en: "Time and place of your exam in {course}, {term}";
            course = self.course, term = self.term
        )
    }

    fn body(&self) -> Vec<Block<Text>> {
        let mut body = vec![answer(text!(
            nb: "Eksamenen din begynner {at} i {room}.",
            nn: "Eksamenen din byrjar {at} i {room}.",
            en: "Your exam begins on {at} in {room}.";
            at = Moment(self.begins), room = self.room
        ))];
        body.extend(self.before.as_ref().map(|before| {
            paragraph(text!(
                nb: "Dette gjelder i stedet for {at} i {room}, som vi skrev før.",
                nn: "Dette gjeld i staden for {at} i {room}, som vi skreiv før.",
                en: "This takes the place of {at} in {room}, which we wrote before.";
                at = Moment(before.begins), room = before.room
            ))
        }));
        body.push(facts([
            (text!(nb: "Dag", nn: "Dag", en: "Day"), on(self.begins.date())),
            (text!(nb: "Rom", nn: "Rom", en: "Room"), same(&*self.room)),
            (
                text!(nb: "Varighet", nn: "Lengd", en: "Duration"),
                text!(nb: "{m} minutter", nn: "{m} minutt", en: "{m} minutes"; m = self.minutes),
            ),
        ]));
        body.push(list([
            text!(
                nb: "Møt ved rommet ti minutter før, med legitimasjon.",
                nn: "Møt ved rommet ti minutt før, med legitimasjon.",
                en: "Be at the room ten minutes before, with proof of identity."
            ),
            text!(
                nb: "Kan du ikke møte {day}, så si fra før eksamenen begynner.",
                nn: "Kan du ikkje møte {day}, så sei frå før eksamenen byrjar.",
                en: "If you cannot come on {day}, tell us before the exam begins.";
                day = Deadline(self.begins.date())
            ),
        ]));
        body.extend(contact(&self.head));
        body
    }
}
