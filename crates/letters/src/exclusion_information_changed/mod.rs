//! To whoever was told of an exclusion by letter: an appeal has changed the decision, or reversed it.

pub mod samples;

use crate::blocks::{answer, contact, every, facts, heading, list, paragraph, same};
use crate::misconduct::{Body, Ordered};
use crate::{Block, Deadline, Head, Letter};
use jiff::civil::Date;
use rules::Text;
use serde::{Deserialize, Serialize};

/// The facts of the letter about a changed exclusion.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExclusionInformationChanged {
    /// Sender, addressee, references, signatures.
    pub head: Head,
    /// The student's name.
    pub student: String,
    /// The national id, for an institution; the unit that reported needs none.
    pub national_id: Option<String>,
    /// The body whose decision was appealed against.
    pub first_body: Body,
    /// The day of its meeting.
    pub first_decided_on: Date,
    /// Its own number of the case.
    pub first_case_number: String,
    /// The body that decided on the appeal.
    pub body: Body,
    /// The day of its meeting.
    pub met_on: Date,
    /// Its own number of the case.
    pub case_number: String,
    /// What holds from now on; nothing where the decision is reversed.
    pub ordered: Vec<Ordered>,
}

impl Letter for ExclusionInformationChanged {
    const KIND: &'static str = "exclusion_information_changed";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        text!(
            nb: "Et vedtak om utestenging er endret etter klage",
            nn: "Eit vedtak om utestenging er endra etter klage",
            en: "A decision on exclusion has been changed after an appeal"
        )
    }

    fn body(&self) -> Vec<Block<Text>> {
        let mut body = vec![answer(self.change()), facts(self.case())];
        if self.ordered.is_empty() {
            body.push(paragraph(text!(
                nb: "Vedtaket skal ikke lenger hindre studenten i noe. Slett det dere har fått vite \
                     om det.",
                nn: "Vedtaket skal ikkje lenger hindre studenten i noko. Slett det de har fått vite \
                     om det.",
                en: "The decision is no longer to bar the student from anything. Delete what you \
                     have been told of it."
            )));
        } else {
            let here = &self.head.sender.institution;
            body.push(heading(text!(
                nb: "Dette gjelder nå", nn: "Dette gjeld no", en: "What holds now"
            )));
            body.push(list(self.ordered.iter().map(|ordered| ordered.point(here))));
            body.push(paragraph(text!(
                nb: "Rett det dere har notert. Bruk opplysningene bare til å gjennomføre vedtaket, \
                     og slett dem når perioden er ute. Avgjørelsen er endelig.",
                nn: "Rett det de har notert. Bruk opplysningane berre til å gjennomføre vedtaket, \
                     og slett dei når perioden er ute. Avgjerda er endeleg.",
                en: "Correct what you have noted. Use the information only to carry out the \
                     decision, and delete it when the period is over. The decision is final."
            )));
        }
        body.extend(contact(&self.head));
        body
    }
}

impl ExclusionInformationChanged {
    fn change(&self) -> Text {
        let (body, first, on) = (self.body.first(), &self.first_body, self.first_decided_on);
        if self.ordered.is_empty() {
            return text!(
                nb: "{body} har opphevet vedtaket som {first} gjorde {on}, og som vi skrev til dere \
                     om.",
                nn: "{body} har oppheva vedtaket som {first} gjorde {on}, og som vi skreiv til dykk \
                     om.",
                en: "{body} has reversed the decision of {first} of {on}, about which we wrote to \
                     you.";
                body = body, first = first, on = on
            );
        }
        text!(
            nb: "{body} har endret vedtaket som {first} gjorde {on}, og som vi skrev til dere om.",
            nn: "{body} har endra vedtaket som {first} gjorde {on}, og som vi skreiv til dykk om.",
            en: "{body} has changed the decision of {first} of {on}, about which we wrote to you.";
            body = body, first = first, on = on
        )
    }

    fn case(&self) -> Vec<(Text, Text)> {
        let number = || text!(nb: "Saksnummer", nn: "Saksnummer", en: "Case number");
        let mut rows =
            vec![(text!(nb: "Student", nn: "Student", en: "Student"), same(&self.student))];
        rows.extend(self.national_id.as_ref().map(|id| {
            let named =
                text!(nb: "Fødselsnummer", nn: "Fødselsnummer", en: "National identity number");
            (named, same(id))
        }));
        rows.push((number(), same(&self.first_case_number)));
        rows.push((
            text!(
                nb: "Klagen avgjort", nn: "Klaga avgjord", en: "Appeal decided"
            ),
            every(&Deadline(self.met_on)),
        ));
        rows.push((
            text!(
                nb: "Saksnummer i klagesaken",
                nn: "Saksnummer i klagesaka",
                en: "Case number of the appeal"
            ),
            same(&self.case_number),
        ));
        rows
    }
}
