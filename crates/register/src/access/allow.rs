//! Who may use a route of the register. The table of all routes with their guards is a golden file.

use super::{Principal, Role};
use edge::Place;

/// Who gets past the guard of a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allow {
    /// Everybody, signed in or not.
    Public,
    /// Whoever is signed in.
    SignedIn,
    /// Whoever holds one of these roles today.
    Roles(&'static [Role]),
}

impl edge::Allow<Principal> for Allow {
    const PUBLIC: Self = Self::Public;
    const SIGNED_IN: Self = Self::SignedIn;

    fn lets(self, who: Option<&Principal>) -> bool {
        match (self, who) {
            (Self::Public, _) => true,
            (_, None) => false,
            (Self::SignedIn, Some(_)) => true,
            (Self::Roles(roles), Some(who)) => who.roles.iter().any(|role| roles.contains(role)),
        }
    }
}

/// The menu in its order. A routine adds its place here.
pub(crate) const MENU: &[Place<Allow>] = &[
    Place { key: "nav-directory", href: "/directory", allow: Allow::Roles(&Role::ALL) },
    Place { key: "nav-operators", href: "/", allow: Allow::Roles(&Role::ALL) },
    Place {
        key: "nav-messages",
        href: "/messages",
        allow: Allow::Roles(crate::messages::LOOK_AFTER),
    },
    Place { key: "nav-register-exclusions", href: "/exclusions", allow: Allow::Roles(&Role::ALL) },
];
