//! What the edge asks of the node that it belongs to.

use crate::station::Station;
use crate::{PersonId, PersonName, Place, Result};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::Language;
use std::fmt::Debug;
use std::sync::Arc;
use store::Store;
use store::session::Wanted;
use wire::WallClock;

/// Whether real persons use a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Real persons, a real login.
    Production,
    /// Synthetic persons: a person picker instead of a login, and a clock that can be moved.
    Demo,
}

/// A running node: an institution's office, the national register. Cloning is cheap; all clones
/// are the same node.
pub trait Node: Clone + Send + Sync + 'static {
    /// Who signs in here.
    type Principal: Principal;
    /// Who gets past the guard of a route here.
    type Allow: Allow<Self::Principal>;

    /// The database, with the domain's clock.
    fn store(&self) -> &Store;

    /// Its end of the wire.
    fn station(&self) -> &Arc<Station>;

    /// Whose pages these are.
    fn institution(&self) -> &ui::Institution;

    /// Whether this is a demonstration.
    fn is_demo(&self) -> bool;

    /// The menu in its order, for whoever may use each of its places.
    fn menu(&self) -> &[Place<Self::Allow>];

    /// Whose session is `wanted`, with the rights of this moment; `None` if it is in force no
    /// more. The one question that is asked at every request. `language` is what was chosen in
    /// this browser, and counts before what the person has chosen once.
    ///
    /// # Errors
    /// The database is away.
    fn signed_in(
        &self,
        wanted: &Wanted,
        language: Option<Language>,
    ) -> impl Future<Output = Result<Option<Found<Self::Principal>>>> + Send;

    /// Whether one person alone may give up a message of this kind, so that its receiver never
    /// learns what it says. What two persons have decided is not undone by one.
    fn may_be_given_up(&self, _kind: &str) -> bool {
        true
    }

    /// The domain's time.
    fn now(&self) -> Timestamp {
        self.store().clock.now()
    }

    /// Wall time: what is signed, leased or measured by its age goes by it, never a deadline.
    fn wall(&self) -> Timestamp {
        wire::Station::clock(&**self.station()).now()
    }

    /// The domain's day in Norway.
    fn today(&self) -> Date {
        self.now().to_zoned(store::oslo()).date()
    }
}

/// The signed-in person, with the rights of this very moment. What rights there are is the node's
/// own business.
pub trait Principal: Send + Sync + 'static {
    /// The person.
    fn person(&self) -> PersonId;

    /// The person's own name, for the page head.
    fn name(&self) -> &PersonName;

    /// The language form chosen for this session.
    fn language(&self) -> Language;
}

/// Who gets past the guard of a route. What is behind it still checks whose thing it is.
pub trait Allow<P>: Copy + Debug + PartialEq + Send + Sync + 'static {
    /// Everybody, signed in or not.
    const PUBLIC: Self;
    /// Whoever is signed in.
    const SIGNED_IN: Self;

    /// Whether this person gets past; `None` is somebody who is not signed in.
    fn lets(self, who: Option<&P>) -> bool;
}

/// A session that is in force, and whose it is.
pub struct Found<P> {
    /// Whose.
    pub who: P,
    /// What every form of this session must carry.
    pub form_token: String,
    /// When its last request was noted.
    pub seen_at: Timestamp,
}
