//! To the person: an entry in the register is changed, or deleted before its time.

pub mod samples;

use crate::blocks::{answer, contact, heading, paragraph};
use crate::exclusion::RegisterEntry;
use crate::{Block, Head, Letter};
use jiff::civil::Date;
use rules::Text;
use rules::cited::according_to;
use serde::{Deserialize, Serialize};

/// The facts of the letter about a changed entry.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExclusionChanged {
    /// Sender (the institution that decided), addressee, references, signatures.
    pub head: Head,
    /// The register's name.
    pub register: Text,
    /// The paragraph by which changes are registered.
    pub law: String,
    /// The day of the change.
    pub changed_on: Date,
    /// Why.
    pub why: Why,
    /// What it was before.
    pub before: RegisterEntry,
    /// What it is now; `None` when it is deleted.
    pub after: Option<RegisterEntry>,
    /// Whether institutions had been told of the entry, and are told of the change.
    pub others_told: bool,
}

/// Why an entry is changed.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The decision was reversed.
    Reversed,
    /// The decision was changed, e.g. its period.
    DecisionChanged,
    /// The entry was wrong.
    EntryWrong,
}

impl Letter for ExclusionChanged {
    const KIND: &'static str = "exclusion_changed";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        match self.after {
            Some(_) => text!(
                nb: "Det som er registrert om deg i {register}, er endret",
                nn: "Det som er registrert om deg i {register}, er endra",
                en: "What is registered about you in {register} has changed";
                register = self.register
            ),
            None => text!(
                nb: "Det som var registrert om deg i {register}, er slettet",
                nn: "Det som var registrert om deg i {register}, er sletta",
                en: "What was registered about you in {register} is deleted";
                register = self.register
            ),
        }
    }

    fn body(&self) -> Vec<Block<Text>> {
        let mut body = vec![answer(self.change()), paragraph(self.why.told(&self.law))];
        body.push(heading(text!(
            nb: "Dette var registrert",
            nn: "Dette var registrert",
            en: "This was registered"
        )));
        body.push(self.before.facts());
        if let Some(after) = &self.after {
            body.push(heading(text!(
                nb: "Dette er registrert nå",
                nn: "Dette er registrert no",
                en: "This is registered now"
            )));
            body.push(after.facts());
            body.push(paragraph(after.deleted_after()));
        }
        body.extend(self.others_told.then(|| {
            paragraph(text!(
                nb: "Institusjonene som har fått vite om registreringen, får også vite om \
                     endringen.",
                nn: "Institusjonane som har fått vite om registreringa, får òg vite om endringa.",
                en: "The institutions that had been told of the entry are told of the change too."
            ))
        }));
        body.extend(contact(&self.head));
        body
    }
}

impl ExclusionChanged {
    fn change(&self) -> Text {
        let (here, on) = (&self.head.sender.institution, self.changed_on);
        match self.after {
            Some(_) => text!(
                nb: "{here} endret {on} det som er registrert om deg.",
                nn: "{here} endra {on} det som er registrert om deg.",
                en: "On {on}, {here} changed what is registered about you.";
                here = here, on = on
            ),
            None => text!(
                nb: "{here} slettet {on} det som var registrert om deg. Det hindrer deg ikke \
                     lenger noe sted.",
                nn: "{here} sletta {on} det som var registrert om deg. Det hindrar deg ikkje lenger \
                     nokon stad.",
                en: "On {on}, {here} deleted what was registered about you. It no longer bars you \
                     anywhere.";
                here = here, on = on
            ),
        }
    }
}

impl Why {
    fn told(self, law: &str) -> Text {
        let because = match self {
            Self::Reversed => text!(
                nb: "Vedtaket er opphevet.", nn: "Vedtaket er oppheva.",
                en: "The decision is reversed."
            ),
            Self::DecisionChanged => text!(
                nb: "Vedtaket er endret.", nn: "Vedtaket er endra.",
                en: "The decision is changed."
            ),
            Self::EntryWrong => text!(
                nb: "Vi hadde registrert feil, og beklager det. Vedtaket er det samme.",
                nn: "Vi hadde registrert feil, og orsakar det. Vedtaket er det same.",
                en: "What we had registered was wrong, and we are sorry. The decision is the same."
            ),
        };
        text!(
            nb: "{because} Registeret skal da endres så raskt som mulig, {law}. En annen \
                 saksbehandler har kontrollert endringen.",
            nn: "{because} Registeret skal då endrast så raskt som råd, {law}. Ein annan \
                 saksbehandlar har kontrollert endringa.",
            en: "{because} The register is then to be changed as soon as possible, {law}. Another \
                 case officer has controlled the change.";
            because = because, law = according_to(law)
        )
    }
}
