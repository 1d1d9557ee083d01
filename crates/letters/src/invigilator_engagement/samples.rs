//! Invented letters of this kind.

use super::{InvigilatorEngagement, WorkingTime};
use crate::samples;
use jiff::civil::date;

/// An invigilator, and one who has charge of rooms with an agreed number of hours.
pub fn samples() -> Vec<(&'static str, InvigilatorEngagement)> {
    let plain = InvigilatorEngagement {
        head: samples::head(date(2026, 3, 2)),
        term: samples::term(),
        head_invigilator: false,
        hourly_pay: 236,
        hours_most: None,
        working_time: WorkingTime {
            day_hours: 9,
            week_hours: 40,
            rest_hours: 11,
            law: "aml. §§ 10-4 (1), 10-8 (1)".to_owned(),
        },
    };
    let head = InvigilatorEngagement {
        head_invigilator: true,
        hours_most: Some(60),
        hourly_pay: 1_250,
        ..plain.clone()
    };
    vec![("invigilator", plain), ("head_invigilator", head)]
}
