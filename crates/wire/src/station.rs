//! A party's end of the wire: who it is, and the ports that it runs on.

use jiff::SignedDuration;

use crate::directory::AGE_MAX_DEFAULT;
use crate::port::{
    Chance, Directory, Inbox, KeyRing, Limits, Network, Outbox, PortFault, WallClock,
};
use crate::{Envelope, Party, Route};

/// One end of the wire. Sending ([`crate::send`]), receiving ([`crate::receive`]) and handling
/// ([`crate::handle`]) all run on it.
pub trait Station: Send + Sync {
    /// Where messages are kept.
    type Mailbox: Outbox + Inbox;

    /// Who it is.
    fn me(&self) -> Party;
    /// Where messages are kept.
    fn mailbox(&self) -> &Self::Mailbox;
    /// How others are reached.
    fn network(&self) -> &impl Network;
    /// Wall time.
    fn clock(&self) -> &impl WallClock;
    /// Chance, for waits.
    fn chance(&self) -> &impl Chance;
    /// Who has which address and keys.
    fn directory(&self) -> &impl Directory;
    /// Its own keys.
    fn keys(&self) -> &impl KeyRing;
    /// Its settings.
    fn settings(&self) -> &Settings;
    /// Whether it takes this, at this door: its kind, from this party, and in the form of its kind.
    /// Asked before anything is stored, since what is acknowledged can be refused no more.
    fn takes(&self, envelope: &Envelope, route: Route) -> Takes;
}

/// Whether a kind of message is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// Yes.
    Yes,
    /// It is not known, or not at this door.
    NotKnown,
    /// Not from this party.
    NotFromYou,
    /// The body is not as the kind prescribes.
    OtherForm,
}

/// What may be set at an end of the wire.
#[derive(Debug, Clone)]
pub struct Settings {
    /// As old as the newest copy of the directory may be.
    pub directory_age_max: SignedDuration,
    /// After how long an undelivered message needs a person: 6 hours.
    pub alarm_after: SignedDuration,
    /// Whether addresses without encryption, on this machine, are sent to: in a demo and in tests.
    pub plain_addresses: bool,
    /// What one exchange may take.
    pub limits: Limits,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            directory_age_max: AGE_MAX_DEFAULT,
            alarm_after: SignedDuration::from_hours(6),
            plain_addresses: false,
            limits: Limits::USUAL,
        }
    }
}

/// The newest directory, if it may be judged by, and why not otherwise.
pub(crate) async fn directory<S: Station>(
    station: &S,
) -> Result<std::sync::Arc<crate::directory::Verified>, NoDirectory> {
    let newest = station.directory().newest().await?.ok_or(NoDirectory::None)?;
    newest.usable_at(station.clock().now(), station.settings().directory_age_max)?;
    Ok(newest)
}

/// Why nothing can be judged.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NoDirectory {
    #[error("no directory was fetched yet")]
    None,
    #[error(transparent)]
    Unusable(#[from] crate::directory::Unusable),
    #[error(transparent)]
    Port(#[from] PortFault),
}
