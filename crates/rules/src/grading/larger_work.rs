//! Which works are large enough for a longer grading deadline.

use crate::calendar::LegalPeriod;
use crate::{Form, Law, Level};
use rust_decimal::Decimal;
use serde::Deserialize;

/// The group `[grading_deadline.larger_work]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LargerWork {
    /// How long after the hand-in.
    pub deadline: LegalPeriod,
    /// The forms it can apply to.
    pub forms: Law<Vec<Form>>,
    /// The level it applies to; absent: both.
    pub level: Option<Law<Level>>,
    /// The credits from which it applies; absent: any.
    pub from_credits: Option<Law<u16>>,
    /// Whether a master's thesis always reaches `from_credits`.
    pub master_thesis_always: Option<Law<bool>>,
}

impl LargerWork {
    /// Whether it applies. A thesis whose level is not told is taken for a master's
    /// thesis where the level decides; credits that are not told do not reach a limit.
    pub fn covers(&self, form: Form, level: Option<Level>, credits: Option<Decimal>) -> bool {
        let level_fits = match &self.level {
            Some(wanted) => level.map_or(form == Form::Thesis, |level| level == wanted.value),
            None => true,
        };
        let master_thesis = form == Form::Thesis && level == Some(Level::Master);
        let always = self.master_thesis_always.as_ref().is_some_and(|always| always.value);
        let credits_fit = match (&self.from_credits, credits) {
            (None, _) => true,
            (Some(_), None) => always && master_thesis,
            (Some(from), Some(credits)) => credits >= Decimal::from(from.value),
        };
        self.forms.value.contains(&form) && level_fits && credits_fit
    }
}
