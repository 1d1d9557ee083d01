//! To whoever was told of an exclusion by letter: an appeal has changed the decision, or reversed it, or what
//! was told of it is corrected.

pub mod samples;

use crate::blocks::{answer, contact, every, facts, heading, list, paragraph, same};
use crate::misconduct::{Body, Measure, Ordered};
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
    /// What the first decision was on.
    #[serde(default)]
    pub measure: Measure,
    /// Whether what was entered is corrected, without an appeal: `body`, `met_on` and `case_number` are the
    /// first decision's.
    #[serde(default)]
    pub corrected: bool,
}

impl Letter for ExclusionInformationChanged {
    const KIND: &'static str = "exclusion_information_changed";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        if self.corrected {
            return text!(
                nb: "Opplysninger om et vedtak om {measure} er rettet",
                nn: "Opplysningar om eit vedtak om {measure} er retta",
                en: "Information on a decision on {measure} has been corrected";
                measure = self.measure.named()
            );
        }
        text!(
            nb: "Et vedtak om {measure} er endret etter klage",
            nn: "Eit vedtak om {measure} er endra etter klage",
            en: "A decision on {measure} has been changed after an appeal";
            measure = self.measure.named()
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
            body.push(paragraph(self.to_do()));
        }
        body.extend(contact(&self.head));
        body
    }
}

impl ExclusionInformationChanged {
    fn to_do(&self) -> Text {
        let end = match self.corrected {
            true => text!(nb: "", nn: "", en: ""),
            false => text!(
                nb: " Avgjørelsen er endelig.", nn: " Avgjerda er endeleg.",
                en: " The decision is final."
            ),
        };
        text!(
            nb: "Rett det dere har notert. Bruk opplysningene bare til å gjennomføre vedtaket, og \
                 slett dem når perioden er ute.{end}",
            nn: "Rett det de har notert. Bruk opplysningane berre til å gjennomføre vedtaket, og \
                 slett dei når perioden er ute.{end}",
            en: "Correct what you have noted. Use the information only to carry out the decision, \
                 and delete it when the period is over.{end}";
            end = end
        )
    }

    fn correction(&self) -> Text {
        let (here, first) = (&self.head.sender.institution, &self.first_body);
        text!(
            nb: "{here} har rettet det vi skrev til dere om vedtaket som {first} gjorde {on}.",
            nn: "{here} har retta det vi skreiv til dykk om vedtaket som {first} gjorde {on}.",
            en: "{here} has corrected what we wrote to you about the decision of {first} of {on}.";
            here = here, first = first, on = self.first_decided_on
        )
    }

    fn change(&self) -> Text {
        if self.corrected {
            return self.correction();
        }
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
        if self.corrected {
            return rows;
        }
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
