//! What a drill saw, and the verdict on it.

use std::fmt;

use anyhow::{Result, ensure};

use super::world::Found;

/// How a promise can be seen to be broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// What was acknowledged is not there.
    Lost,
    /// Of what belongs together a part is there.
    Half,
    /// The effect of something that was never decided is there.
    Ghost,
    /// What was asked for once is there twice.
    Twice,
}

/// What one drill saw.
#[derive(Default)]
pub struct Tally {
    pub kills: u32,
    pub acknowledged: u64,
    pub lost: u64,
    pub half: u64,
    pub ghost: u64,
    pub twice: u64,
    /// What those were told whose request was neither carried out nor known as done.
    pub refused: Vec<String>,
}

impl Tally {
    /// Adds a look at the drills' own tables. All but what is lost is counted anew at each look.
    pub fn add(&mut self, found: &Found, acknowledged: u64) {
        self.kills += 1;
        self.acknowledged += acknowledged;
        self.lost += found.lost;
        (self.half, self.ghost, self.twice) = (found.half, found.ghost, found.twice);
    }

    /// Whether this damage was seen.
    pub fn shows(&self, damage: Damage) -> bool {
        self.damages().contains(&damage)
    }

    fn damages(&self) -> Vec<Damage> {
        let all = [
            (self.lost, Damage::Lost),
            (self.half, Damage::Half),
            (self.ghost, Damage::Ghost),
            (self.twice, Damage::Twice),
        ];
        all.into_iter().filter(|(times, _)| *times > 0).map(|(_, damage)| damage).collect()
    }

    /// A drill must have been at work and have seen nothing. A control must have seen the damage
    /// that its sabotage does, and nothing else: what happened for another reason shows nothing.
    pub fn judge(&self, name: &str, control: Option<Damage>) -> Result<()> {
        let (seen, expected) = (self.damages(), Vec::from_iter(control));
        ensure!(seen == expected, "{name}: expected {expected:?}, saw {seen:?}");
        let refused = control.is_none().then(|| self.refused.first()).flatten();
        ensure!(refused.is_none(), "{name}: refused: {}", refused.map_or("", |text| text));
        ensure!(control.is_some() || self.acknowledged > 0, "{name}: nothing was written");
        Ok(())
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kills, acknowledged, lost, half, ghost, twice, refused } = self;
        let refused = refused.len();
        write!(f, "{kills} kills, {acknowledged} acknowledged, {lost} lost, {half} half done, ")?;
        write!(f, "{ghost} never decided, {twice} done twice, {refused} refused")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(change: impl FnOnce(&mut Tally), control: Option<Damage>) -> bool {
        let mut tally = Tally { kills: 1, acknowledged: 1, ..Tally::default() };
        change(&mut tally);
        tally.judge("a drill", control).is_ok()
    }

    #[test]
    fn a_drill_that_saw_anything_or_did_nothing_has_failed() {
        assert!(judged(|_| {}, None));
        assert!(!judged(|tally| tally.acknowledged = 0, None));
        assert!(!judged(|tally| tally.lost = 1, None));
        assert!(!judged(|tally| tally.refused.push("404".to_owned()), None));
    }

    #[test]
    fn a_control_is_caught_by_its_own_damage_alone() {
        let control = Some(Damage::Twice);
        assert!(judged(|tally| tally.twice = 1, control));
        assert!(!judged(|_| {}, control), "nothing was sabotaged");
        assert!(!judged(|tally| tally.lost = 1, control), "something else went wrong");
        assert!(!judged(|tally| (tally.lost, tally.twice) = (1, 1), control), "more went wrong");
        assert!(!judged(|tally| tally.refused.push("404".to_owned()), control));
    }
}
