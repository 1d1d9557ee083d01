//! The days on which exams can lie: Monday to Friday without public holidays.

use jiff::civil::{Date, Weekday};
use rules::calendar::public_holiday;

/// The longest period that is planned at once, in days.
pub const PERIOD_DAYS_MAX: i32 = 120;

/// The days of a period, both ends included.
pub fn days(first: Date, last: Date) -> Vec<Date> {
    let all = first.series(jiff::Span::new().days(1)).take_while(|day| *day <= last);
    all.filter(|day| is_exam_day(*day)).collect()
}

/// Whether exams can lie on the day.
pub fn is_exam_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && public_holiday(day).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// Requirements: F-05
    #[test]
    fn weekends_and_holidays_are_no_exam_days_and_both_ends_count() {
        // 17 May 2027 is Constitution Day, and Whit Monday.
        let found = days(date(2027, 5, 14), date(2027, 5, 24));
        let expected = [(5, 14), (5, 18), (5, 19), (5, 20), (5, 21), (5, 24)];
        assert_eq!(found, expected.map(|(month, day)| date(2027, month, day)));
        assert!(is_exam_day(date(2026, 12, 24)), "Christmas Eve is no public holiday by law");
        assert!(!is_exam_day(date(2026, 12, 25)));
    }
}
