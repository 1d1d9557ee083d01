use jiff::{SignedDuration, Timestamp};
use store::{Clock, ClockError};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn a_standing_clock_goes_forward_only() {
    let clock = Clock::standing(at("2026-11-02T09:00:00Z"));
    let same = clock.clone();
    clock.set(at("2026-11-02T09:00:00Z")).unwrap();
    clock.set(at("2026-11-03T09:00:00Z")).unwrap();
    assert_eq!(same.now(), at("2026-11-03T09:00:00Z"), "clones share the time");
    let back = clock.set(at("2026-11-03T08:59:59Z"));
    assert!(matches!(back, Err(ClockError::Backwards { .. })));
    assert_eq!(clock.now(), at("2026-11-03T09:00:00Z"));
}

#[test]
fn a_running_clock_runs_on_from_where_it_was_set() {
    let clock = Clock::running(at("2026-11-02T09:00:00Z"));
    let first = clock.now();
    clock.set(at("2030-01-01T00:00:00Z")).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(5));
    let passed = clock.now() - at("2030-01-01T00:00:00Z");
    assert!(first < at("2026-11-02T09:01:00Z"));
    assert!(passed.get_milliseconds() >= 0 && clock.now() > at("2030-01-01T00:00:00.004Z"));
}

#[test]
fn the_machines_time_cannot_be_set() {
    let later = Timestamp::now() + SignedDuration::from_hours(1);
    assert_eq!(Clock::system().set(later), Err(ClockError::NotSettable));
}
