//! The two fields of a signature: `Signature-Input` says what is signed and how, `Signature` holds
//! the signature.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use sfv::{BareItem, Dictionary, FieldType, InnerList, ListEntry, Parser};

use super::{ALGORITHM, Deviation, FIELD_BYTES_MAX, LABEL, Profile};
use crate::KeyId;

/// What `Signature-Input` says beyond what the profile fixes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureInput {
    /// When it was signed, by the signer's wall clock, to the second.
    pub created: Timestamp,
    /// With which key.
    pub key: KeyId,
    /// The list of components with its parameters, as it is signed.
    pub parameters: String,
}

impl SignatureInput {
    /// What is to be signed under the profile at a time with a key. The fraction of a second is
    /// dropped.
    pub fn new(profile: &Profile, created: Timestamp, key: KeyId) -> Self {
        let second = created.as_second();
        let components = profile.components.join(" ");
        let tag = profile.tag;
        let parameters = format!(
            "({components});created={second};keyid=\"{key}\";alg=\"{ALGORITHM}\";tag=\"{tag}\""
        );
        Self { created: whole(created), key, parameters }
    }

    /// The field `Signature-Input`.
    pub fn field(&self) -> String {
        format!("{LABEL}={}", self.parameters)
    }

    /// Reads the field `Signature-Input` and holds it against the profile.
    pub fn read(profile: &Profile, field: &str) -> Result<Self, Deviation> {
        let ListEntry::InnerList(list) = only_entry(field)? else {
            return Err(Deviation::Spelling);
        };
        components(profile, &list)?;
        let (created, key) = parameters(profile, &list)?;
        // The spelling is the only one, so what follows the label is the list as it was signed.
        let parameters = field[LABEL.len() + 1..].to_owned();
        Ok(Self { created, key, parameters })
    }
}

/// The field `Signature`.
pub fn write_signature(signature: &[u8; 64]) -> String {
    format!("{LABEL}=:{}:", STANDARD.encode(signature))
}

/// Reads the field `Signature`.
pub fn read_signature(field: &str) -> Result<[u8; 64], Deviation> {
    let ListEntry::Item(item) = only_entry(field)? else { return Err(Deviation::NoSignature) };
    let BareItem::ByteSequence(bytes) = item.bare_item else { return Err(Deviation::NoSignature) };
    match item.params.is_empty() {
        true => bytes.try_into().map_err(|_| Deviation::NoSignature),
        false => Err(Deviation::NoSignature),
    }
}

/// The one entry of a dictionary that is spelt as the standard spells it and is labelled so.
fn only_entry(field: &str) -> Result<ListEntry, Deviation> {
    if field.len() > FIELD_BYTES_MAX {
        return Err(Deviation::Spelling);
    }
    let entries: Dictionary = Parser::new(field).parse().map_err(|_| Deviation::Spelling)?;
    if entries.serialize().as_deref() != Some(field) {
        return Err(Deviation::Spelling);
    }
    let mut entries = entries.into_iter();
    match (entries.next(), entries.next()) {
        (Some((label, entry)), None) if label.as_str() == LABEL => Ok(entry),
        _ => Err(Deviation::OtherLabel),
    }
}

fn components(profile: &Profile, list: &InnerList) -> Result<(), Deviation> {
    let covered: Vec<String> = list.items.iter().map(FieldType::serialize).collect();
    if profile.components.iter().any(|wanted| !covered.iter().any(|one| one == wanted)) {
        return Err(Deviation::MissingComponent);
    }
    if covered.len() > profile.components.len() {
        return Err(Deviation::AdditionalComponent);
    }
    match covered == profile.components {
        true => Ok(()),
        false => Err(Deviation::OtherOrder),
    }
}

/// `created` and `keyid`, after all four have been held against the profile.
fn parameters(profile: &Profile, list: &InnerList) -> Result<(Timestamp, KeyId), Deviation> {
    const NAMES: [&str; 4] = ["created", "keyid", "alg", "tag"];
    if list.params.keys().any(|name| !NAMES.contains(&name.as_str())) {
        return Err(Deviation::AdditionalParameter);
    }
    let value = |name: &'static str| list.params.get(name).ok_or(Deviation::Parameter(name));
    let text = |name: &'static str| {
        let text = value(name)?.as_string().ok_or(Deviation::Parameter(name))?;
        Ok(text.as_str())
    };
    let created = value("created")?.as_integer().map(i64::from);
    let created = created.filter(|second| *second >= 0).map(Timestamp::from_second);
    let Some(Ok(created)) = created else { return Err(Deviation::Parameter("created")) };
    let key = text("keyid")?.parse().map_err(|_| Deviation::Parameter("keyid"))?;
    if text("alg")? != ALGORITHM {
        return Err(Deviation::OtherAlgorithm);
    }
    if text("tag")? != profile.tag {
        return Err(Deviation::OtherTag);
    }
    Ok((created, key))
}

/// The second in which an instant lies.
fn whole(at: Timestamp) -> Timestamp {
    // The whole second of an instant lies within the range of instants.
    Timestamp::from_second(at.as_second()).unwrap_or(at)
}
