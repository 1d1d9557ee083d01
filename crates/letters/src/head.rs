//! What every letter has around its text: sender, addressee, references, signatures.

use jiff::civil::Date;
use rules::Text;
use serde::{Deserialize, Serialize};

/// The unit that sends a letter, as printed at its top and foot.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sender {
    /// The institution's name.
    pub institution: Text,
    /// The unit's name, e.g. a department.
    pub unit: Text,
    /// Postal address, one line per entry, without the names above.
    pub address: Vec<String>,
    /// Telephone number as it is to be read.
    pub phone: String,
    /// E-mail address of the unit (not of a person).
    pub email: String,
    /// Web address.
    pub web: String,
}

/// The person or unit that a letter goes to.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Addressee {
    /// Name.
    pub name: String,
    /// Address lines; empty when the letter goes by digital post or the address is protected.
    #[serde(default)]
    pub lines: Vec<String>,
}

/// One who signs a letter.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// Name.
    pub name: String,
    /// Title, e.g. head of office.
    pub title: Text,
}

/// Everything around the text of a letter.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// The unit that sends the letter.
    pub sender: Sender,
    /// To whom; `None` for documents that are filed and not sent.
    pub addressee: Option<Addressee>,
    /// The case number at the sender.
    pub our_ref: Option<String>,
    /// The addressee's own reference.
    pub your_ref: Option<String>,
    /// The date of the letter.
    pub date: Date,
    /// The provision that exempts the letter from public access, e.g. `offl. § 13`.
    pub exemption_mark: Option<String>,
    /// Who signs, in order; empty for a document that is signed in its own text.
    pub signatures: Vec<Signature>,
    /// Who gets a copy.
    #[serde(default)]
    pub copies: Vec<Text>,
}
