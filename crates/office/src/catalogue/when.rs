//! When an exam is, as people read it: the beginning of what is held, the last moment of what is
//! handed in. The two never look alike.

use super::Exam;
use jiff::civil::{Date, Time};
use rules::Form;
use ui::key;

/// Whether this form is handed in by a last moment, rather than sat at an hour.
pub const fn is_handed_in(form: Form) -> bool {
    !form.is_told_on_the_spot() && !matches!(form, Form::WrittenSchool)
}

/// A day of a list, by the form of assessment as a word: `tir. 01.12.2026`, or
/// `leveres senest tir. 01.12.2026`.
pub fn listed(frame: &ui::Frame, form: &str, day: impl ui::Plain<Date>) -> String {
    let handed_in = super::words::read(form).is_some_and(is_handed_in);
    short(frame, handed_in, day.plain(), None)
}

fn short(frame: &ui::Frame, handed_in: bool, day: Date, hour: Option<&Time>) -> String {
    let day = frame.short_date(day);
    let said = hour.map_or(day.clone(), |hour| format!("{day} {}", frame.clock(hour)));
    if handed_in { frame.ta("catalogue-handed-in-by", &[("moment", &said)]) } else { day }
}

impl Exam {
    /// The message key of what [`Exam::when`] tells: the day, or by when it is handed in.
    pub const fn when_key(&self) -> &'static str {
        if is_handed_in(self.form) { key("catalogue-hand-in-by") } else { key("catalogue-date") }
    }

    /// The message key of the same where it may have passed: when it was held, or handed in by.
    pub const fn held_key(&self) -> &'static str {
        if is_handed_in(self.form) { key("catalogue-hand-in-by") } else { key("grading-held-on") }
    }

    /// The day and the hour: `tirsdag 1. desember 2026, kl. 09.00`, and of what is handed in
    /// `tirsdag 1. desember 2026 kl. 09.00 (norsk tid)`; that it is not planned, if it is not.
    pub fn when(&self, frame: &ui::Frame) -> String {
        let Some(date) = self.date else { return frame.t("catalogue-not-planned") };
        let day = frame.long_date(date);
        match &self.starts_at {
            Some(hour) if is_handed_in(self.form) => {
                let moment = format!("{day} {}", frame.clock(hour));
                frame.ta("catalogue-norwegian-time", &[("moment", &moment)])
            }
            Some(hour) => format!("{day}, {}", frame.clock(hour)),
            None => day,
        }
    }

    /// The same in a line of its own, after other things: `leveres senest tirsdag …`.
    pub fn when_said(&self, frame: &ui::Frame) -> String {
        let when = self.when(frame);
        let handed_in = self.date.is_some() && is_handed_in(self.form);
        if handed_in { frame.ta("catalogue-handed-in-by", &[("moment", &when)]) } else { when }
    }

    /// The same in a column: `leveres senest tir. 01.12.2026 kl. 09.00`.
    pub fn when_listed(&self, frame: &ui::Frame) -> String {
        let Some(date) = self.date else { return frame.t("catalogue-not-planned") };
        short(frame, is_handed_in(self.form), date, self.starts_at.as_ref())
    }

    /// How long it is sat, in minutes; what is handed in has no length that anybody reads.
    pub fn sat_minutes(&self) -> Option<i32> {
        self.duration_minutes.filter(|_| !is_handed_in(self.form))
    }
}
