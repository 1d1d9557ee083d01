//! What a form or a program says, read into one.

use super::{NewExchange, PERSONS_MAX, WantedBasis, purpose_of, said, store};
use office::{Error, PersonId, Result};
use rules::exchange::Purpose;
use sqlx::PgConnection;
use ui::{Form, key};

/// What is to be asked, as it is typed in.
pub(super) struct Incoming {
    /// National ids or student numbers, one for each person.
    pub(super) persons: Vec<String>,
    pub(super) purpose: Purpose,
    pub(super) basis: WantedBasis,
    pub(super) case_ref: String,
}

/// The fields of the form, with their labels.
pub(super) const LABELS: &[(&str, &str)] = &[
    ("persons", "exchange-persons"),
    ("purpose", "exchange-purpose"),
    ("basis", "exchange-basis"),
    ("case_ref", "exchange-case-ref"),
];

impl Incoming {
    /// Reads the form; its faults stand at its fields.
    pub(super) fn read(form: &mut Form) -> Option<Self> {
        let persons = form.required("persons");
        let purpose = form.choice("purpose", &["admission", "recognition"]);
        let basis = form.choice("basis", &["consent", "statute"]);
        Some(Self {
            persons: persons?.lines().map(str::to_owned).collect(),
            purpose: purpose_of(&purpose?)?,
            basis: match basis?.as_str() {
                "statute" => WantedBasis::Statute,
                _ => WantedBasis::Consent,
            },
            case_ref: form.optional("case_ref").unwrap_or_default(),
        })
    }

    /// The persons, each found by a number of hers.
    ///
    /// # Errors
    /// Invalid at `persons`, naming the lines: nobody here has the number, or it stands there twice.
    pub(super) async fn resolved(&self, conn: &mut PgConnection) -> Result<NewExchange> {
        let lines: Vec<String> = self
            .persons
            .iter()
            .map(|line| line.chars().filter(|c| !c.is_whitespace()).collect())
            .filter(|line: &String| !line.is_empty())
            .collect();
        if lines.is_empty() || lines.len() > PERSONS_MAX {
            return Err(Error::field("persons", said(key("exchange-error-count"))));
        }
        let (mut persons, mut wrong): (Vec<PersonId>, Vec<String>) = (Vec::new(), Vec::new());
        for (number, line) in lines.iter().enumerate() {
            match store::person_by(&mut *conn, line).await? {
                Some(person) if !persons.contains(&person) => persons.push(person),
                _ => wrong.push((number + 1).to_string()),
            }
        }
        if !wrong.is_empty() {
            let lines = wrong.join(", ");
            let text = ui::messages::text("exchange-error-nobody", &[("lines", &lines)]);
            return Err(Error::field("persons", text));
        }
        let (purpose, basis, case_ref) = (self.purpose, self.basis, self.case_ref.clone());
        Ok(NewExchange { persons, purpose, basis, case_ref })
    }
}
