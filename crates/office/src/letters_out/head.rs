//! What stands around the text of a letter: the unit, the addressee, the signatures.

use crate::access::{Principal, Role};
use crate::people::{Person, PersonName, Unit};
use crate::{Error, Node, Result, UnitId};
use jiff::civil::Date;
use letters::{Addressee, Head, Sender, Signature};
use rules::Text;
use sqlx::PgConnection;

/// The head of a letter from `unit`, without addressee, signatures and copies.
///
/// # Errors
/// Not found when there is no such unit.
pub async fn head(
    conn: &mut PgConnection,
    node: &Node,
    unit: UnitId,
    case_number: &str,
    date: Date,
) -> Result<Head> {
    let unit = crate::people::store::unit(conn, unit).await?.ok_or(Error::NotFound)?;
    let web = super::store::web(conn).await?;
    Ok(Head {
        sender: sender(node, unit, web),
        addressee: None,
        our_ref: (!case_number.is_empty()).then(|| case_number.to_owned()),
        your_ref: None,
        date,
        exemption_mark: None,
        signatures: Vec::new(),
        copies: Vec::new(),
    })
}

fn sender(node: &Node, unit: Unit, web: String) -> Sender {
    Sender {
        institution: node.institution().name.clone(),
        unit: unit.name,
        address: unit.postal_address,
        phone: unit.phone,
        email: unit.email,
        web,
    }
}

/// The person as addressee: by name in her own letter, without address lines where the
/// address is protected.
pub fn addressee(person: &Person) -> Addressee {
    let lines = if person.protected_address { Vec::new() } else { person.postal_address.clone() };
    Addressee { name: person.name.full(), lines }
}

/// The head of office who signs for the unit, if one is appointed.
///
/// # Errors
/// The database is away.
pub async fn signature_of_head_of_office(
    conn: &mut PgConnection,
    unit: UnitId,
    today: Date,
) -> Result<Option<Signature>> {
    let name = super::store::head_of_office(conn, unit, today).await?;
    Ok(name.map(|name| Signature { name, title: role_title(Role::HeadOfOffice) }))
}

/// Who has handled the case, by name and role: an officer, or an examiner without an
/// office of his own.
pub fn signature_of_handler(who: &Principal) -> Signature {
    let mut held = who.grants.iter().map(|grant| grant.role);
    let title = match held.find(|role| role.is_title()) {
        Some(role) => role_title(role),
        None if who.examiner => Text::new("sensor", "sensor", "examiner"),
        None => role_title(Role::ExamOfficer),
    };
    Signature { name: who.name.full(), title }
}

/// Somebody who has handled a case as the holder of a role, where a letter follows later by itself.
pub fn signature_of(name: &PersonName, role: Role) -> Signature {
    Signature { name: name.full(), title: role_title(role) }
}

/// A role in every language form, as a title under a name.
fn role_title(role: Role) -> Text {
    let title = ui::messages::text(&role.message_key(), &[]);
    let small = |text: String| {
        let mut letters = text.chars();
        letters
            .next()
            .map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
    };
    Text { nb: small(title.nb), nn: small(title.nn), en: small(title.en) }
}
