//! What is wrong with a file, in words of every language form.

use super::Allowed;
use rules::{Language, Text};
use ui::messages;

/// One bad row: where it stands, what stands there and what is allowed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file.
    pub file: String,
    /// The line, from 1; 0 where the whole file is meant.
    pub line: u64,
    /// The field.
    pub field: Field,
    /// What stands there.
    pub value: Value,
    /// What may stand there.
    pub allowed: Allowed,
}

impl Fault {
    /// The fault in one line, for a person who reads this language form. The names of columns and the
    /// codes in them stand as they are in the files.
    pub fn told(&self, language: Language) -> String {
        let [field, value, allowed] = [self.field.text(), self.value.text(), self.allowed.text()];
        let [field, value, allowed] = [&field, &value, &allowed].map(|text| text.get(language));
        let facts: [(&str, &dyn messages::ToArg); 5] = [
            ("file", &self.file),
            ("line", &self.line),
            ("field", &field),
            ("value", &value),
            ("allowed", &allowed),
        ];
        match self.line {
            0 => messages::text("import-fault-of-file", &[facts[0], facts[2], facts[3], facts[4]]),
            _ => messages::text("import-fault", &facts),
        }
        .get(language)
        .to_owned()
    }
}

/// Where in a line a fault stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// In this column; its name is the same in every language form, for so it stands in the file.
    Column(&'static str),
    /// In the line that names the columns.
    Header,
    /// In the row as a whole.
    Row,
    /// In the characters of the file.
    Text,
    /// The file itself.
    File,
    /// The folder itself.
    Folder,
}

impl Field {
    /// What the field is called.
    pub fn text(self) -> Text {
        match self {
            Self::Column(name) => Text::new(name, name, name),
            Self::Header => messages::text("import-field-header", &[]),
            Self::Row => messages::text("import-field-row", &[]),
            Self::Text => messages::text("import-field-text", &[]),
            Self::File => messages::text("import-field-file", &[]),
            Self::Folder => messages::text("import-field-folder", &[]),
        }
    }
}

/// What stands where something else should.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// This; nothing when it is empty.
    Given(String),
    /// A line without the column.
    NoColumn,
    /// A national id, which is not shown.
    NationalId,
    /// A national id in this line or one of those after it, which is not shown.
    NationalIdFromHere,
    /// So many fields.
    Fields(usize),
    /// A row that cannot be taken apart.
    Broken,
    /// A byte that is not UTF-8.
    NotUtf8,
    /// A character that is no letter (U+0000).
    Nul,
    /// A file that is not there.
    Missing,
    /// A file that this user may not read.
    Forbidden,
    /// A file that cannot be read for another reason.
    Unreadable,
    /// A folder without any of the files.
    NoFiles,
}

impl Value {
    /// Why a file cannot be read.
    pub(super) fn of_file(error: &std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::Missing,
            std::io::ErrorKind::PermissionDenied => Self::Forbidden,
            _ => Self::Unreadable,
        }
    }

    /// What stands there, in words. What was typed is shown without what a terminal would obey.
    pub fn text(&self) -> Text {
        match self {
            Self::Given(value) if value.is_empty() => messages::text("import-value-empty", &[]),
            Self::Given(value) => {
                let shown = value.escape_debug().to_string();
                let shown = shown.replace("\\'", "'").replace("\\\"", "\"");
                messages::text("import-value-given", &[("value", &shown)])
            }
            Self::NoColumn => messages::text("import-value-no-column", &[]),
            Self::NationalId => messages::text("import-value-national-id", &[]),
            Self::NationalIdFromHere => messages::text("import-value-national-id-from-here", &[]),
            Self::Fields(count) => messages::text("import-value-fields", &[("count", count)]),
            Self::Broken => messages::text("import-value-broken", &[]),
            Self::NotUtf8 => messages::text("import-value-not-utf8", &[]),
            Self::Nul => messages::text("import-value-nul", &[]),
            Self::Missing => messages::text("import-value-missing", &[]),
            Self::Forbidden => messages::text("import-value-forbidden", &[]),
            Self::Unreadable => messages::text("import-value-unreadable", &[]),
            Self::NoFiles => messages::text("import-value-no-files", &[]),
        }
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Given(value.to_owned())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Given(value)
    }
}

/// Why an import wrote nothing.
#[derive(Debug)]
pub enum ImportError {
    /// Every bad row, in the order of files and lines.
    Faults(Vec<Fault>),
    /// The database.
    Office(crate::Error),
}

impl From<crate::Error> for ImportError {
    fn from(error: crate::Error) -> Self {
        Self::Office(error)
    }
}

impl From<sqlx::Error> for ImportError {
    fn from(error: sqlx::Error) -> Self {
        Self::Office(error.into())
    }
}
