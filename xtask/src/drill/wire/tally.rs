//! What the drill of the wire saw, and the verdict on it.

use std::fmt;
use std::time::Duration;

use anyhow::{Result, ensure};

/// How a promise can be seen to be broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// Acknowledged and not there, delivered and not acted on, or ended and its sender not told.
    Lost,
    /// Acted on, or told, more than once.
    Twice,
    /// Acted on what nobody sent, or on another content.
    Forged,
    /// Still on its way, or not handled, long after everything was put right.
    Undelivered,
    /// Ended otherwise than its kind ends.
    OtherEnd,
    /// What an end has kept proves nothing.
    Unproven,
}

/// What one drill saw. The damages are counted anew at each look over everything.
#[derive(Default)]
pub struct Tally {
    pub rounds: u32,
    pub stations_killed: u32,
    pub databases_killed: u32,
    /// Messages whose act was told as committed, and all that were sent.
    pub acknowledged: usize,
    pub sent: usize,
    /// What went through the proxies, and what befell it there.
    pub requests: u64,
    pub faults: u64,
    /// The longest that it took until all was delivered, after everything was put right.
    pub slowest: Duration,
    pub damages: Vec<Damage>,
    /// Messages whose evidence was verified at both ends.
    pub proven: usize,
}

impl Tally {
    /// Whether this damage was seen.
    pub fn shows(&self, damage: Damage) -> bool {
        self.damages.contains(&damage)
    }

    fn count(&self, damage: Damage) -> usize {
        self.damages.iter().filter(|one| **one == damage).count()
    }

    /// A drill must have been at work and have seen nothing. A control must have seen the damage
    /// that its sabotage does, and nothing else.
    pub fn judge(&self, name: &str, control: Option<Damage>) -> Result<()> {
        let mut seen = self.damages.clone();
        seen.dedup();
        let expected = Vec::from_iter(control);
        ensure!(seen == expected, "{name}: expected {expected:?}, saw {seen:?}");
        let worked = self.acknowledged > 0 && self.faults > 0;
        ensure!(worked, "{name}: nothing was sent, or nothing failed");
        ensure!(control.is_some() || self.proven == self.sent, "{name}: not all is proven");
        Ok(())
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rounds, stations_killed, databases_killed, sent, requests, faults, .. } = self;
        let kills = stations_killed + databases_killed;
        write!(f, "{rounds} rounds, {kills} kills ({databases_killed} of the database), ")?;
        write!(f, "{sent} messages, {requests} requests, {faults} faults, ")?;
        let count = |damage| self.count(damage);
        write!(f, "{} lost, {} twice, ", count(Damage::Lost), count(Damage::Twice))?;
        write!(
            f,
            "{} forged, {} undelivered, ",
            count(Damage::Forged),
            count(Damage::Undelivered)
        )?;
        write!(f, "{} ended otherwise, ", count(Damage::OtherEnd))?;
        write!(f, "{} unproven, ", count(Damage::Unproven))?;
        write!(f, "all delivered within {:.1} s", self.slowest.as_secs_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(damages: &[Damage], control: Option<Damage>, faults: u64) -> bool {
        let tally =
            Tally { acknowledged: 1, faults, damages: damages.to_vec(), ..Tally::default() };
        tally.judge("a drill", control).is_ok()
    }

    #[test]
    fn a_drill_of_the_wire_that_saw_anything_or_did_nothing_has_failed() {
        assert!(judged(&[], None, 1));
        assert!(!judged(&[], None, 0), "nothing failed");
        assert!(!judged(&[Damage::Lost], None, 1));
        let unproven = Tally { acknowledged: 1, faults: 1, sent: 1, ..Tally::default() };
        assert!(unproven.judge("a drill", None).is_err());
    }

    #[test]
    fn a_control_of_the_wire_is_caught_by_its_own_damage_alone() {
        let control = Some(Damage::Twice);
        assert!(judged(&[Damage::Twice, Damage::Twice], control, 1));
        assert!(!judged(&[], control, 1));
        assert!(!judged(&[Damage::Lost], control, 1));
        assert!(!judged(&[Damage::Lost, Damage::Twice], control, 1));
    }
}
