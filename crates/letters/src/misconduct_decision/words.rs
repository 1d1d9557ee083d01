//! The text of the letter.

use super::{Found, GiveBack, MisconductDecision, Outcome, Told};
use crate::blocks::{answer, contact, every, facts, heading, list, paragraph, same};
use crate::{Block, Deadline, Step};
use rules::Text;
use rules::cited::according_to;

pub(super) fn body(letter: &MisconductDecision) -> Vec<Block<Text>> {
    let mut body = vec![answer(outcome(letter)), facts(meeting(letter))];
    if let Outcome::Found(found) = &letter.outcome {
        body.push(heading(text!(nb: "Vedtaket", nn: "Vedtaket", en: "The decision")));
        body.push(Block::Steps { steps: points(letter, found) });
    }
    body.push(heading(text!(nb: "Hvorfor", nn: "Kvifor", en: "Why")));
    body.push(paragraph(letter.grounds.clone()));
    match &letter.outcome {
        Outcome::NotFound => body.push(paragraph(text!(
            nb: "Saken får ingen følger for deg, og ingenting blir registrert om den utenfor \
                 {here}.",
            nn: "Saka får ingen følgjer for deg, og ingenting blir registrert om henne utanfor \
                 {here}.",
            en: "The case has no consequences for you, and nothing is registered about it outside \
                 {here}.";
            here = letter.head.sender.institution
        ))),
        Outcome::Found(found) => body.extend(consequences(letter, found)),
    }
    body.extend(contact(&letter.head));
    body
}

fn outcome(letter: &MisconductDecision) -> Text {
    let (body, done) = (letter.body.first(), letter.matter.done());
    match &letter.outcome {
        Outcome::NotFound => text!(
            nb: "{body} har kommet til at det ikke er grunnlag for å si at du har {done}. Saken er \
                 avsluttet.",
            nn: "{body} har komme til at det ikkje er grunnlag for å seie at du har {done}. Saka \
                 er avslutta.",
            en: "{body} has found no ground for saying that you have {done}. The case is closed.";
            body = body, done = done
        ),
        Outcome::Found(found) if found.ordered.is_empty() => text!(
            nb: "{body} har kommet til at du har {done}, men har latt det bli med det.",
            nn: "{body} har komme til at du har {done}, men har late det bli med det.",
            en: "{body} has found that you have {done}, but has left it at that.";
            body = body, done = done
        ),
        Outcome::Found(_) => text!(
            nb: "{body} har kommet til at du har {done}, og har vedtatt hva det skal føre til.",
            nn: "{body} har komme til at du har {done}, og har vedteke kva det skal føre til.",
            en: "{body} has found that you have {done}, and has decided what is to follow.";
            body = body, done = done
        ),
    }
}

fn meeting(letter: &MisconductDecision) -> [(Text, Text); 4] {
    [
        (text!(nb: "Avgjort av", nn: "Avgjort av", en: "Decided by"), every(&letter.body)),
        (text!(nb: "Møte", nn: "Møte", en: "Meeting"), every(&Deadline(letter.met_on))),
        (text!(nb: "Saksnummer", nn: "Saksnummer", en: "Case number"), same(&letter.case_number)),
        (text!(nb: "Avstemning", nn: "Avrøysting", en: "Vote"), letter.vote.named()),
    ]
}

/// The finding, each sanction, and who is told: numbered as the body decided them.
fn points(letter: &MisconductDecision, found: &Found) -> Vec<Step<Text>> {
    let here = &letter.head.sender.institution;
    let done = letter.matter.done();
    let finding = match found.intent {
        Some(intent) => text!(
            nb: "Du har {done}. {intent}", nn: "Du har {done}. {intent}",
            en: "You have {done}. {intent}";
            done = done, intent = intent.assessed()
        ),
        None => text!(
            nb: "Du har {done}.", nn: "Du har {done}.", en: "You have {done}."; done = done
        ),
    };
    let mut points = vec![Step { text: finding, law: found.law.clone() }];
    points
        .extend(found.ordered.iter().map(|o| Step { text: o.sentence(here), law: o.law.clone() }));
    points.extend(found.told.sentence(here).map(|text| Step { text, law: String::new() }));
    points.extend(by_letter(found, here).map(|text| Step { text, law: String::new() }));
    points
}

/// Who learns of it by letter, by name: whom a decision is about is told who is told of her.
fn by_letter(found: &Found, institution: &Text) -> Option<Text> {
    let in_all =
        |pick: fn(&Text) -> &str| found.by_letter.iter().map(pick).collect::<Vec<_>>().join(", ");
    (!found.by_letter.is_empty()).then(|| {
        text!(
            nb: "{here} sender brev om vedtaket, med navnet og fødselsnummeret ditt, til dem som \
                 ikke er knyttet til registeret: {names}.",
            nn: "{here} sender brev om vedtaket, med namnet og fødselsnummeret ditt, til dei som \
                 ikkje er knytte til registeret: {names}.",
            en: "{here} writes about the decision, with your name and national identity number, \
                 to those who are not connected to the register: {names}.";
            here = institution,
            names = Text::new(in_all(|one| &one.nb), in_all(|one| &one.nn), in_all(|one| &one.en))
        )
    })
}

impl Told {
    fn sentence(self, institution: &Text) -> Option<Text> {
        Some(match self {
            Self::Nobody => return None,
            Self::Institutions => text!(
                nb: "{here} underretter de andre universitetene og høyskolene under loven.",
                nn: "{here} varslar dei andre universiteta og høgskulane under lova.",
                en: "{here} informs the other universities and university colleges under the Act.";
                here = institution
            ),
            Self::Register => text!(
                nb: "{here} registrerer vedtaket, slik at institusjonene det gjelder, får vite om \
                     det.",
                nn: "{here} registrerer vedtaket, slik at institusjonane det gjeld, får vite om \
                     det.",
                en: "{here} registers the decision, so that the institutions concerned learn of \
                     it.";
                here = institution
            ),
            Self::RegisterAndDirectorateOfHealth => text!(
                nb: "{here} registrerer vedtaket, slik at institusjonene det gjelder, får vite om \
                     det, og informerer Helsedirektoratet.",
                nn: "{here} registrerer vedtaket, slik at institusjonane det gjeld, får vite om \
                     det, og informerer Helsedirektoratet.",
                en: "{here} registers the decision, so that the institutions concerned learn of \
                     it, and informs the Norwegian Directorate of Health.";
                here = institution
            ),
        })
    }
}

fn consequences(letter: &MisconductDecision, found: &Found) -> Vec<Block<Text>> {
    let here = &letter.head.sender.institution;
    let mut meaning: Vec<_> =
        found.ordered.iter().filter_map(|ordered| ordered.sanction.meaning(here)).collect();
    meaning.extend(found.give_back.as_ref().map(GiveBack::asked));
    let mut blocks = Vec::new();
    if !meaning.is_empty() {
        blocks.push(heading(text!(
            nb: "Hva dette betyr for deg",
            nn: "Kva dette betyr for deg",
            en: "What this means for you"
        )));
        blocks.push(list(meaning));
    }
    if let Some(registered) = &found.registered {
        blocks.push(heading(text!(
            nb: "Hva som blir registrert om deg",
            nn: "Kva som blir registrert om deg",
            en: "What is registered about you"
        )));
        blocks.extend(registered.blocks());
    }
    blocks.extend(found.appeal.blocks());
    blocks
}

impl GiveBack {
    fn asked(&self) -> Text {
        text!(
            nb: "Har du fått vitnemål eller annen dokumentasjon der det annullerte resultatet \
                 står, må du levere det tilbake til oss innen {by}, {law}.",
            nn: "Har du fått vitnemål eller annan dokumentasjon der det annullerte resultatet \
                 står, må du levere det tilbake til oss innan {by}, {law}.",
            en: "If you have a diploma or other document that shows the annulled result, you must \
                 return it to us by {by}, {law}.";
            by = Deadline(self.by), law = according_to(&self.law)
        )
    }
}
