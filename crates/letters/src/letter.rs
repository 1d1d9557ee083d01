//! What every letter has in common.

use crate::{Block, Document, Form, Head, PrintedSignature, blocks};
use rules::{Language, Text};
use serde::{Serialize, de::DeserializeOwned};

/// A letter: its facts are the fields of the type, its words are these methods.
///
/// A published version never changes. New wording is a new type with the next
/// [`Letter::VERSION`], beside the old one, and both stand in the registry.
pub trait Letter: Serialize + DeserializeOwned {
    /// The name that the office stores, in snake case; the name of the letter's folder.
    const KIND: &'static str;
    /// Counts up from 1 when wording or facts change.
    const VERSION: u32;

    /// Sender, addressee, references and signatures.
    fn head(&self) -> &Head;

    /// What the letter is about; never a person's name, because it becomes metadata of the file.
    fn title(&self) -> Text;

    /// The text.
    fn body(&self) -> Vec<Block<Text>>;

    /// What is enclosed.
    fn attachments(&self) -> Vec<Text> {
        Vec::new()
    }

    /// The letter in one language form.
    fn document(&self, language: Language) -> Document {
        let head = self.head();
        let get = |text: &Text| text.form(language);
        let mut body: Vec<_> = self.body().iter().map(|b| b.in_language(language)).collect();
        if let Some(note) = blocks::abbreviations(&body, language) {
            // The fields to be signed, with their heading, stay last.
            let signed = matches!(body.last(), Some(Block::SignatureFields { .. }));
            body.insert(body.len() - if signed { 2.min(body.len()) } else { 0 }, note);
        }
        let sender = &head.sender;
        let contact = [&sender.phone, &sender.email, &sender.web];
        let contact: Vec<_> =
            contact.into_iter().filter(|line| !line.is_empty()).cloned().collect();
        let sender_lines = vec![sender.address.join(" · "), contact.join(" · ")];
        Document {
            language,
            institution: get(&sender.institution),
            unit: get(&sender.unit),
            sender_lines,
            addressee: head.addressee.clone(),
            our_ref: head.our_ref.clone(),
            your_ref: head.your_ref.clone(),
            date: head.date,
            date_text: head.date.form(language),
            exemption_mark: head.exemption_mark.clone(),
            title: get(&self.title()),
            body,
            signatures: head
                .signatures
                .iter()
                .map(|s| PrintedSignature { name: s.name.clone(), title: get(&s.title) })
                .collect(),
            copies: head.copies.iter().map(get).collect(),
            attachments: self.attachments().iter().map(get).collect(),
        }
    }
}
