//! What a rule knows a person or a candidate by.

use schemars::JsonSchema;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

/// The opaque key of an examiner or a candidate: a string, or a whole number, which is read
/// as its digits. Rules compare keys and name them in their reasons; they know no names.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[schemars(with = "KeyForm")]
pub struct Key(String);

/// The two forms in which a key may be written.
#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
enum KeyForm {
    Text(String),
    Number(u64),
}

impl Key {
    /// Makes a key; surrounding blanks do not count.
    pub fn new(key: impl AsRef<str>) -> Self {
        Self(key.as_ref().trim().to_owned())
    }

    /// The key as it was given.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let key = Self::new(string_or_whole_number(deserializer)?);
        if key.0.is_empty() {
            return Err(D::Error::custom("an empty key, expected a string or a whole number"));
        }
        Ok(key)
    }
}

/// Reads a string, or a whole number as its digits.
pub(crate) fn string_or_whole_number<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<String, D::Error> {
    match KeyForm::deserialize(deserializer) {
        Ok(KeyForm::Text(text)) => Ok(text),
        Ok(KeyForm::Number(number)) => Ok(number.to_string()),
        Err(_) => Err(D::Error::custom("no key, expected a string or a whole number")),
    }
}

/// The first key that stands twice, if any: nobody counts as two.
pub(crate) fn first_double<'a>(keys: impl IntoIterator<Item = &'a Key>) -> Option<&'a Key> {
    let mut seen = std::collections::BTreeSet::new();
    keys.into_iter().find(|key| !seen.insert(*key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_a_string_or_a_whole_number() {
        let read = |json: &str| serde_json::from_str::<Key>(json).ok();
        assert_eq!(read("\" 7 \""), Some(Key::new("7")));
        assert_eq!(read("7"), Some(Key::new("7")));
        assert_eq!(read("\" \""), None);
        assert_eq!(read("-7"), None);
        assert_eq!(read("null"), None);
    }
}
