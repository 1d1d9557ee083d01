use super::*;
use crate::calendar::Unit::{Days, Weeks, WorkingDays};
use jiff::civil::date;

fn counting() -> CountingLaw {
    let law = |value| Law { value, law: "domstolloven § 149".into() };
    CountingLaw {
        forward_ends_move: law(true),
        backward_ends_move: law(false),
        fixed_dates_move: law(false),
        saturday_is_working_day: law(false),
    }
}

fn forward(event: Date, value: u16, unit: Unit) -> Date {
    counting().forward(event, &[Period { value, unit }]).end
}

#[test]
fn weeks_end_on_the_weekday_they_began_on() {
    assert_eq!(forward(date(2011, 6, 22), 3, Weeks), date(2011, 7, 13));
}

#[test]
fn an_end_on_a_saturday_or_a_holiday_moves_to_the_next_working_day() {
    // Announced on a Saturday: three weeks later is a Saturday.
    assert_eq!(forward(date(2026, 1, 3), 3, Weeks), date(2026, 1, 26));
    // Three weeks after 12 March 2026 is Maundy Thursday: past Easter Monday.
    assert_eq!(forward(date(2026, 3, 12), 3, Weeks), date(2026, 4, 7));
}

#[test]
fn working_days_jump_over_weekends_and_holidays_but_count_christmas_eve() {
    assert_eq!(forward(date(2026, 12, 23), 1, WorkingDays), date(2026, 12, 24));
    assert_eq!(forward(date(2026, 12, 23), 2, WorkingDays), date(2026, 12, 28));
    assert_eq!(forward(date(2026, 5, 13), 1, WorkingDays), date(2026, 5, 15));
}

#[test]
fn counted_back_never_moves_unless_the_rule_set_says_so() {
    let mut law = counting();
    let fortnight = Period { value: 14, unit: Days };
    // 14 days before Saturday 28 November 2026 is a Saturday.
    assert_eq!(law.backward(date(2026, 11, 28), fortnight).end, date(2026, 11, 14));
    law.backward_ends_move.value = true;
    assert_eq!(law.backward(date(2026, 11, 28), fortnight).end, date(2026, 11, 16));
}

#[test]
fn a_fixed_date_stays_where_the_regulation_puts_it() {
    let mut law = counting();
    assert_eq!(law.fixed(date(2026, 11, 1)).end, date(2026, 11, 1));
    law.fixed_dates_move.value = true;
    assert_eq!(law.fixed(date(2026, 11, 1)).end, date(2026, 11, 2));
}

#[test]
fn periods_follow_each_other_and_only_the_last_end_moves() {
    let law = counting();
    let weeks = |value| Period { value, unit: Weeks };
    let joined = law.forward(date(2026, 3, 12), &[weeks(3), weeks(1)]);
    assert_eq!(joined, law.forward(date(2026, 3, 12), &[weeks(4)]));
}
