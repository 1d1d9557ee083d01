//! What no operator does alone: who proposes, and who controls.

use crate::access::Role;
use edge::{Error, PersonId, Result};
use rules::Text;
use ui::key;

/// As long as a reason may be, in characters.
const REASON_CHARACTERS_MAX: usize = 1000;

/// Who proposes a change of the directory.
pub const PROPOSERS: &[Role] = &[Role::Writer, Role::SystemOwner];
/// Who controls what another has proposed.
pub const CONTROLLERS: &[Role] = &[Role::Controller, Role::SystemOwner];

fn said(key: &'static str) -> Text {
    ui::messages::text(key, &[])
}

/// Whether somebody with these roles may propose.
///
/// # Errors
/// Not found for whoever has no such role.
pub fn may_propose(roles: &[Role]) -> Result<()> {
    if roles.iter().any(|role| PROPOSERS.contains(role)) { Ok(()) } else { Err(Error::NotFound) }
}

/// Whether somebody with these roles may control what `proposer` has proposed. The tables refuse the
/// same person too.
///
/// # Errors
/// Not found for whoever has no such role; refused `same-person` for one's own, whatever the roles.
pub fn may_control(roles: &[Role], who: PersonId, proposer: PersonId) -> Result<()> {
    if !roles.iter().any(|role| CONTROLLERS.contains(role)) {
        return Err(Error::NotFound);
    }
    if who == proposer {
        return Err(Error::refused("same-person", said(key("directory-refused-same-person"))));
    }
    Ok(())
}

/// Whether a person may take a proposal back: her own alone.
///
/// # Errors
/// Refused `not-own`.
pub fn may_withdraw(who: PersonId, proposer: PersonId) -> Result<()> {
    if who == proposer {
        return Ok(());
    }
    Err(Error::refused("not-own", said(key("directory-refused-not-own"))))
}

/// The reason that was given.
///
/// # Errors
/// Invalid without one, and when it is longer than 1000 characters.
pub(crate) fn given(reason: &str) -> Result<&str> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Error::field("reason", said(key("common-error-required"))));
    }
    if reason.chars().count() > REASON_CHARACTERS_MAX {
        return Err(Error::field("reason", said(key("directory-error-reason"))));
    }
    Ok(reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_controls_an_own_proposal_whatever_the_role() {
        let (one, other) = (PersonId::new(), PersonId::new());
        for role in Role::ALL {
            let controls = CONTROLLERS.contains(&role);
            assert_eq!(may_control(&[role], one, other).is_ok(), controls, "{role:?}");
            let own = may_control(&[role], one, one).expect_err("one's own");
            assert_eq!(matches!(own, Error::Refused(_)), controls, "{role:?}");
            assert_eq!(may_propose(&[role]).is_ok(), PROPOSERS.contains(&role), "{role:?}");
        }
        assert!(
            may_control(&Role::ALL, one, one).is_err() && may_control(&[], one, other).is_err()
        );
        assert!(may_withdraw(one, one).is_ok() && may_withdraw(one, other).is_err());
    }
}
