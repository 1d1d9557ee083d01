//! Reading typed values. Each reader gives the value, or records an error that names
//! what was typed and what is allowed; so all fields are read before the form is judged.

use super::Form;
use crate::messages::{self, ToArg};
use jiff::civil::Date;
use std::ops::RangeInclusive;
use uuid::Uuid;

impl Form {
    /// The trimmed value; `None` when nothing was typed, which is no error.
    pub fn optional(&self, name: &str) -> Option<String> {
        let value = self.field(name).trim();
        (!value.is_empty()).then(|| value.to_owned())
    }

    /// The trimmed value; an error when nothing was typed.
    pub fn required(&mut self, name: &str) -> Option<String> {
        let value = self.optional(name);
        if value.is_none() {
            self.wrong(name, "common-error-required", &[]);
        }
        value
    }

    /// A date written as 2026-11-21, 21.11.2026 or 21.11.26; an error when missing or not a date.
    pub fn date(&mut self, name: &str) -> Option<Date> {
        self.required(name)?;
        self.optional_date(name)
    }

    /// A date as [`Form::date`] reads it, or nothing; an error when it is not a date.
    pub fn optional_date(&mut self, name: &str) -> Option<Date> {
        let value = self.optional(name)?;
        let date = parse_date(&value);
        if date.is_none() {
            self.wrong(name, "common-error-date", &[("value", &value)]);
        }
        date
    }

    /// A grade of the scale; small letters are read as capitals.
    pub fn grade(&mut self, name: &str, scale: &[&str]) -> Option<String> {
        let value = self.required(name)?;
        let grade = scale.iter().find(|grade| grade.eq_ignore_ascii_case(&value));
        if grade.is_none() {
            self.wrong(
                name,
                "common-error-grade",
                &[("value", &value), ("allowed", &scale.join(", "))],
            );
        }
        grade.map(|grade| (*grade).to_owned())
    }

    /// One of the values that were offered.
    pub fn choice(&mut self, name: &str, offered: &[&str]) -> Option<String> {
        let Some(value) = self.optional(name) else {
            self.wrong(name, "common-error-choose", &[]);
            return None;
        };
        if !offered.contains(&value.as_str()) {
            self.wrong(name, "common-error-choice", &[("value", &value)]);
            return None;
        }
        Some(value)
    }

    /// A whole number within limits, both included.
    pub fn number(&mut self, name: &str, limits: RangeInclusive<i64>) -> Option<i64> {
        let value = self.required(name)?;
        let number = value.parse().ok().filter(|number| limits.contains(number));
        if number.is_none() {
            let (least, most) = (*limits.start(), *limits.end());
            let args: [(&str, &dyn ToArg); 3] =
                [("value", &value), ("least", &least), ("most", &most)];
            self.wrong(name, "common-error-number", &args);
        }
        number
    }

    /// An id that the page put into the form.
    pub fn id(&mut self, name: &str) -> Option<Uuid> {
        let id = self.field(name).parse().ok();
        if id.is_none() {
            self.wrong(name, "common-error-choose", &[]);
        }
        id
    }

    /// Whether a checkbox was ticked.
    pub fn checked(&self, name: &str) -> bool {
        !self.field(name).is_empty()
    }

    /// The id of the act that the page was served for; `None` if the form was tampered with.
    pub fn act_id(&self) -> Option<Uuid> {
        self.field("act_id").parse().ok()
    }

    fn wrong(&mut self, name: &str, key: &str, args: &[(&str, &dyn ToArg)]) {
        self.add_error(name, messages::text(key, args));
    }
}

/// A year in two figures belongs to this century: nothing that is typed here lies in the last one.
fn parse_date(value: &str) -> Option<Date> {
    if let Ok(date) = value.parse::<Date>() {
        return (value.len() == "2026-11-21".len()).then_some(date);
    }
    let mut parts = value.split('.').map(|part| (part.trim(), part.trim().parse::<i16>().ok()));
    let (day, month, (year_text, year)) = (parts.next()?.1?, parts.next()?.1?, parts.next()?);
    let year = match year_text.len() {
        2 => 2000 + year?,
        4 => year?,
        _ => return None,
    };
    if parts.next().is_some() {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
