//! The text of the letter.

use super::{MisconductNotice, Rights};
use crate::blocks::{answer, contact, heading, list, paragraph, same};
use crate::{Block, Deadline};
use rules::Text;
use rules::cited::{according_to, told};

pub(super) fn body(letter: &MisconductNotice) -> Vec<Block<Text>> {
    let mut body = vec![
        answer(text!(
            nb: "Vi har fått melding om mistanke om {matter}. Du kan uttale deg skriftlig innen \
                 {by}, før saken går videre.",
            nn: "Vi har fått melding om mistanke om {matter}. Du kan uttale deg skriftleg innan \
                 {by}, før saka går vidare.",
            en: "A suspicion of {matter} has been reported to us. You can comment in writing by \
                 {by}, before the case goes on.";
            matter = letter.matter, by = Deadline(letter.rights.comment_by)
        )),
        paragraph(text!(
            nb: "Dette er et forhåndsvarsel. Ingenting er avgjort.",
            nn: "Dette er eit førehandsvarsel. Ingenting er avgjort.",
            en: "This is advance notice. Nothing has been decided."
        )),
        heading(text!(
            nb: "Hva saken gjelder",
            nn: "Kva saka gjeld",
            en: "What the case is about"
        )),
        paragraph(text!(
            nb: "Saken begynte med et brev fra {unit} datert {on}. Dette peker brevet på:",
            nn: "Saka tok til med eit brev frå {unit} datert {on}. Dette peikar brevet på:",
            en: "The case began with a letter from {unit} dated {on}. This is what it points to:";
            unit = letter.reported_by, on = letter.reported_on
        )),
        paragraph(same(&letter.observed)),
    ];
    body.extend(what_can_follow(letter));
    body.extend(rights(&letter.rights, &letter.head.sender.institution));
    body.extend(contact(&letter.head));
    body
}

fn what_can_follow(letter: &MisconductNotice) -> [Block<Text>; 5] {
    let here = &letter.head.sender.institution;
    [
        heading(text!(
            nb: "Hva reglene sier",
            nn: "Kva reglane seier",
            en: "What the rules say"
        )),
        paragraph(text!(
            nb: "Hvis dette stemmer, kan det være {what} etter {law}.",
            nn: "Dersom dette stemmer, kan det vere {what} etter {law}.",
            en: "If this is right, it can be {what} under {law}.";
            what = letter.matter.in_question(), law = told(&letter.law)
        )),
        paragraph(text!(
            nb: "Etter at fristen din er ute, vil vi be {body} ta stilling til om dette er {what}, \
                 og om det skal få følger for deg.",
            nn: "Etter at fristen din er ute, vil vi be {body} ta stilling til om dette er {what}, \
                 og om det skal få følgjer for deg.",
            en: "When your time limit is over, we will ask {body} to decide whether this is {what}, \
                 and whether it is to have consequences for you.";
            body = letter.body, what = letter.matter.in_question()
        )),
        paragraph(text!(
            nb: "Dette kan bli følgene:",
            nn: "Dette kan bli følgjene:",
            en: "These can be the consequences:"
        )),
        list(letter.possible.iter().map(|possible| possible.point(here))),
    ]
}

fn rights(rights: &Rights, institution: &Text) -> Vec<Block<Text>> {
    let spokesperson = text!(
        nb: "Du kan la deg bistå av advokat eller en annen talsperson, {law}.",
        nn: "Du kan få hjelp av advokat eller ein annan talsperson, {law}.",
        en: "You may be assisted by a lawyer or another spokesperson, {law}.";
        law = according_to(&rights.spokesperson_law)
    );
    let costs = match &rights.costs_law {
        Some(law) => text!(
            nb: "{institution} dekker rimelige og nødvendige utgifter til det etter statens \
                 satser, {law}.",
            nn: "{institution} dekkjer rimelege og nødvendige utgifter til det etter satsane til \
                 staten, {law}.",
            en: "{institution} covers reasonable and necessary costs of this at state rates, \
                 {law}.";
            institution = institution, law = according_to(law)
        ),
        None => text!(
            nb: "I en sak som denne må du selv betale for det.",
            nn: "I ei sak som denne må du sjølv betale for det.",
            en: "In a case like this one you pay for it yourself."
        ),
    };
    vec![
        heading(text!(nb: "Rettighetene dine", nn: "Rettane dine", en: "Your rights")),
        list([
            text!(
                nb: "Du kan uttale deg skriftlig om saken innen {by}, {law}. Send det til oss på \
                     adressen nederst på siden. Uttaler du deg ikke, blir saken avgjort på \
                     grunnlag av dokumentene.",
                nn: "Du kan uttale deg skriftleg om saka innan {by}, {law}. Send det til oss på \
                     adressa nedst på sida. Uttaler du deg ikkje, blir saka avgjord på grunnlag \
                     av dokumenta.",
                en: "You can comment on the case in writing by {by}, {law}. Send it to us at the \
                     address at the foot of the page. If you do not comment, the case is decided \
                     on the documents.";
                by = Deadline(rights.comment_by), law = according_to(&rights.comment_law)
            ),
            text!(
                nb: "{first} {then}", nn: "{first} {then}", en: "{first} {then}";
                first = spokesperson, then = costs
            ),
            text!(
                nb: "Du har rett til å se dokumentene i saken, {law}. De ligger ved.",
                nn: "Du har rett til å sjå dokumenta i saka, {law}. Dei ligg ved.",
                en: "You have the right to see the documents of the case, {law}. They are enclosed.";
                law = according_to(&rights.documents_law)
            ),
        ]),
    ]
}
