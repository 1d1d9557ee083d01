//! What a form or a program says of a decision, read into one.

use super::{Decision, said, store};
use crate::{Error, Result};
use jiff::civil::Date;
use rules::exclusion::{Classification, ExclusionType, LegalBasis};
use serde::Deserialize;
use sqlx::PgConnection;
use ui::{FieldError, Form, key};
use utoipa::ToSchema;

/// A decision as it is typed in: the screen for exclusions.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct IncomingExclusion {
    /// The national id or D-number of somebody known here.
    pub(crate) national_id: String,
    /// The paragraph, e.g. `12-4(3)`.
    pub(crate) legal_basis: String,
    /// The day it was decided.
    #[schema(value_type = String, format = Date)]
    pub(crate) decided_on: Date,
    /// The first day of the period.
    #[schema(value_type = String, format = Date)]
    pub(crate) from: Date,
    /// The last day of the period.
    #[schema(value_type = String, format = Date)]
    pub(crate) to: Date,
    /// Whether the case was found to be especially serious.
    #[serde(default)]
    pub(crate) aggravated: bool,
    /// The codes of the programmes it concerns.
    #[serde(default)]
    pub(crate) programmes: Vec<String>,
    /// `ALLE`, `HESOS` (or `HELSEFAG`), `LÆRER`.
    #[serde(default)]
    pub(crate) classifications: Vec<String>,
    /// The types chosen in place of those that the rule proposes.
    #[serde(default)]
    pub(crate) types: Vec<String>,
    /// Why a type is chosen that is never proposed.
    pub(crate) justification: Option<String>,
    /// The number in the archive.
    pub(crate) journal_number: Option<String>,
    /// Whether it is under appeal.
    #[serde(default)]
    pub(crate) under_appeal: bool,
}

/// The fields of the form, with their labels.
pub(super) const LABELS: &[(&str, &str)] = &[
    ("national_id", "exclusion-national-id"),
    ("legal_basis", "exclusion-legal-basis"),
    ("decided_on", "exclusion-decided-on"),
    ("from", "exclusion-from"),
    ("to", "exclusion-to"),
    ("programmes", "exclusion-programmes"),
    ("classifications", "exclusion-classifications"),
    ("types", "exclusion-types"),
    ("justification", "exclusion-justification"),
    ("journal_number", "exclusion-journal-number"),
];

impl IncomingExclusion {
    /// Reads the form; its faults stand at its fields.
    pub(super) fn read(form: &mut Form) -> Option<Self> {
        let national_id = form.required("national_id");
        let legal_basis = form.required("legal_basis");
        let decided_on = form.date("decided_on");
        let (from, to) = (form.date("from"), form.date("to"));
        let all = |form: &Form, name| form.all(name).map(ToOwned::to_owned).collect::<Vec<_>>();
        let programmes = form.optional("programmes").unwrap_or_default();
        let parts = programmes.split([',', ' ', '\n']).map(str::trim);
        let read = Self {
            national_id: national_id?,
            legal_basis: legal_basis?,
            decided_on: decided_on?,
            from: from?,
            to: to?,
            aggravated: form.checked("aggravated"),
            programmes: parts.filter(|part| !part.is_empty()).map(ToOwned::to_owned).collect(),
            classifications: all(form, "classifications"),
            types: all(form, "types"),
            justification: form.optional("justification"),
            journal_number: form.optional("journal_number"),
            under_appeal: form.checked("under_appeal"),
        };
        form.is_valid().then_some(read)
    }

    /// The decision, with the person it concerns.
    ///
    /// # Errors
    /// Invalid: nobody here has the national id; a code that there is not.
    pub(crate) async fn decision(&self, conn: &mut PgConnection) -> Result<Decision> {
        let mut faults = Vec::new();
        let mut fault = |field: &str, key| {
            faults.push(FieldError { field: field.to_owned(), text: said(key) });
        };
        let digits: String = self.national_id.chars().filter(|c| !c.is_whitespace()).collect();
        let person = store::person_of(conn, &digits).await?;
        if person.is_none() {
            fault("national_id", key("exclusion-error-nobody"));
        }
        let basis = LegalBasis::parse(self.legal_basis.trim());
        if basis.is_none() {
            fault("legal_basis", key("exclusion-error-basis"));
        }
        let classifications: Vec<_> =
            self.classifications.iter().filter_map(|code| Classification::parse(code)).collect();
        if classifications.len() != self.classifications.len() {
            fault("classifications", key("exclusion-error-classification"));
        }
        let types: Vec<_> =
            self.types.iter().filter_map(|code| ExclusionType::parse(code)).collect();
        if types.len() != self.types.len() {
            fault("types", key("exclusion-error-type"));
        }
        let (Some(person), Some(legal_basis), true) = (person, basis, faults.is_empty()) else {
            return Err(Error::Invalid(faults));
        };
        Ok(Decision {
            person,
            legal_basis,
            rule_set: None,
            decided_on: self.decided_on,
            from: self.from,
            to: self.to,
            aggravated: self.aggravated,
            programmes: self.programmes.clone(),
            classifications,
            types: (!types.is_empty()).then_some(types),
            justification: given(self.justification.as_deref()),
            journal_number: given(self.journal_number.as_deref()),
            case: None,
            under_appeal: self.under_appeal,
        })
    }
}

fn given(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|text| !text.is_empty()).map(ToOwned::to_owned)
}
