//! The forms that propose a change, one page for all kinds.

use super::{party, read, shown};
use crate::directory::api::noted;
use crate::directory::entry::{Entry, State};
use crate::directory::{decide, store};
use crate::{Posted, Signed};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use edge::{Error, Result, done, page, page_with};
use ui::{Choice, Form};
use wire::Party;

/// What can be proposed on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    TakeIn,
    Description,
    Address,
    Key,
    KeyEnd,
    KeyWithdrawal,
    SigningKey,
    SigningKeyWithdrawal,
    Removal,
}

impl Kind {
    /// Those that change a party that is there, in the order of the page.
    const OF_A_PARTY: [Self; 8] = [
        Self::Description,
        Self::Address,
        Self::Key,
        Self::KeyEnd,
        Self::KeyWithdrawal,
        Self::SigningKey,
        Self::SigningKeyWithdrawal,
        Self::Removal,
    ];

    /// As the change itself is called.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::TakeIn => "take-in",
            Self::Description => "description",
            Self::Address => "address",
            Self::Key => "key",
            Self::KeyEnd => "key-end",
            Self::KeyWithdrawal => "key-withdrawal",
            Self::SigningKey => "signing-key",
            Self::SigningKeyWithdrawal => "signing-key-withdrawal",
            Self::Removal => "removal",
        }
    }

    /// What can be proposed for a party as it stands.
    pub(super) fn offered(party: Party, entry: Option<&Entry>) -> Vec<Self> {
        let keys = entry.map(Entry::keys).unwrap_or_default().len();
        let signing_keys = entry.map(Entry::signing_keys).unwrap_or_default().len();
        let register = party == Party::Register;
        let fits = |kind: &Self| match kind {
            Self::TakeIn => false,
            Self::Description | Self::Removal => !register,
            Self::Address | Self::Key => true,
            Self::KeyEnd => keys > 1,
            Self::KeyWithdrawal => keys > 0,
            Self::SigningKey => register,
            Self::SigningKeyWithdrawal => signing_keys > 1,
        };
        match entry.is_some() || register {
            true => Self::OF_A_PARTY.into_iter().filter(fits).collect(),
            false => Vec::new(),
        }
    }

    fn has_names(self) -> bool {
        matches!(self, Self::TakeIn | Self::Description)
    }

    fn has_address(self) -> bool {
        matches!(self, Self::TakeIn | Self::Address)
    }

    fn has_public_key(self) -> bool {
        matches!(self, Self::Key | Self::SigningKey)
    }

    fn has_key(self) -> bool {
        matches!(self, Self::KeyEnd | Self::KeyWithdrawal | Self::SigningKeyWithdrawal)
    }
}

#[derive(Template)]
#[template(path = "directory/pages/propose.html")]
struct ProposePage {
    frame: ui::Frame,
    form: Form,
    kind: Kind,
    /// Whose entry; nobody's yet where one is taken in.
    party: Option<(Party, String)>,
    keys: Vec<Choice>,
    action: String,
}

impl ProposePage {
    fn title(&self) -> String {
        shown::kind(&self.frame, self.kind.code())
    }

    /// What the change means, for whoever proposes it.
    fn lead(&self) -> String {
        self.frame.t(&format!("directory-about-{}", self.kind.code()))
    }

    /// The text that a new key signs, with a place for its id.
    fn challenge(&self) -> String {
        let purpose = if self.kind == Kind::Key { "messages" } else { "directory" };
        let party = self.party.as_ref().map(|(party, _)| party.to_string()).unwrap_or_default();
        let id = self.frame.t("directory-key-id");
        format!("kandidat-key-v1 {purpose} {party} <{id}>")
    }
}

fn built(
    signed: &Signed,
    state: &State,
    (party, kind): (Option<Party>, Kind),
    form: Form,
) -> ProposePage {
    let frame = signed.frame(format!("directory/{}", kind.code()));
    let entry = party.and_then(|party| state.entry(party));
    let keys = match kind {
        Kind::SigningKeyWithdrawal => entry
            .map(Entry::signing_keys)
            .unwrap_or_default()
            .iter()
            .map(|key| key.public_key.id().to_string())
            .collect::<Vec<_>>(),
        _ => entry
            .map(Entry::keys)
            .unwrap_or_default()
            .iter()
            .map(|key| key.id.to_string())
            .collect(),
    };
    let action = match party {
        Some(party) => format!("/directory/parties/{party}/{}", kind.code()),
        None => "/directory/new".to_owned(),
    };
    ProposePage {
        form: read::filled(form, &frame, entry).labels(read::LABELS),
        kind,
        party: party.map(|party| (party, shown::name(&frame, state, party))),
        keys: keys.into_iter().map(|id| Choice::new(id.clone(), id)).collect(),
        action,
        frame,
    }
}

async fn shown_form(signed: &Signed, of: (Option<Party>, Kind)) -> Result<Response> {
    let state = store::state(&mut *signed.read().await?).await?;
    page(&built(signed, &state, of, Form::new()))
}

/// The kind that an address names, among those that fit the party.
async fn asked(signed: &Signed, text: &str, code: &str) -> Result<(Party, Kind)> {
    let party = party(text)?;
    let state = store::state(&mut *signed.read().await?).await?;
    let offered = Kind::offered(party, state.entry(party));
    let kind = offered.into_iter().find(|kind| kind.code() == code);
    Ok((party, kind.ok_or(Error::NotFound)?))
}

pub(super) async fn show_new(signed: Signed) -> Result<Response> {
    shown_form(&signed, (None, Kind::TakeIn)).await
}

pub(super) async fn show(
    Path((text, code)): Path<(String, String)>,
    signed: Signed,
) -> Result<Response> {
    let (party, kind) = asked(&signed, &text, &code).await?;
    shown_form(&signed, (Some(party), kind)).await
}

pub(super) async fn post_new(posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let number = form.required("number");
    let party = number.as_ref().and_then(|number| number.parse().ok());
    let party = party.filter(|party| *party != Party::Register);
    if number.is_some() && party.is_none() {
        form.add_error("number", ui::messages::text("directory-error-number", &[]));
    }
    proposed(&posted, (None, Kind::TakeIn), party, form).await
}

pub(super) async fn post(
    Path((text, code)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response> {
    let (party, kind) = asked(&posted.signed, &text, &code).await?;
    proposed(&posted, (Some(party), kind), Some(party), posted.form()).await
}

/// Proposes what was typed, or shows it again with what is wrong.
async fn proposed(
    posted: &Posted,
    (of, kind): (Option<Party>, Kind),
    party: Option<Party>,
    mut form: Form,
) -> Result<Response> {
    if let (Some(change), Some(party)) = (read::change(kind, &mut form), party) {
        let mut act = posted.act().await?;
        match decide::propose(&mut act, party, &change).await {
            Ok(id) => {
                let entry = noted(super::PROPOSE, id, party).fact("kind", change.kind());
                act.commit(entry).await?;
                let path = format!("/directory/changes/{id}");
                return Ok(done(&path, "done-directory-proposed"));
            }
            Err(Error::Invalid(faults)) => {
                for fault in faults {
                    let at = if fault.field == "party" { "" } else { &fault.field };
                    form.add_error(at, fault.text.clone());
                }
            }
            Err(error) => return Err(error),
        }
    }
    let state = store::state(&mut *posted.signed.read().await?).await?;
    let again = built(&posted.signed, &state, (of, kind), form);
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &again)
}
