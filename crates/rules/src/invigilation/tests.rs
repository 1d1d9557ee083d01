use crate::registry;
use serde_json::{Value, json};

fn asked(rule: &str, facts: &Value) -> Value {
    registry::find(rule).unwrap().run(facts, None).unwrap()
}

fn need(candidates: u32, room: &str) -> (u64, bool) {
    let facts = json!({ "held": "2026-12-01", "candidates": candidates, "room": room });
    let answer = asked("invigilation-need", &facts);
    (answer["invigilators"].as_u64().unwrap(), answer["head"].as_bool().unwrap())
}

/// Requirements: D-02, J-13
#[test]
fn a_hall_has_two_invigilators_and_one_more_for_every_twenty_five_begun() {
    let counted = [(0, 0), (1, 2), (25, 2), (50, 2), (51, 3), (75, 3), (76, 4), (300, 12)];
    for (candidates, invigilators) in counted {
        assert_eq!(need(candidates, "hall").0, invigilators, "{candidates}");
    }
}

/// Requirements: D-02, J-13
#[test]
fn a_small_room_has_one_for_every_ten_and_a_room_of_one_s_own_has_one() {
    for (candidates, invigilators) in [(0, 0), (1, 1), (10, 1), (11, 2)] {
        assert_eq!(need(candidates, "small_room").0, invigilators, "{candidates}");
    }
    assert_eq!([need(0, "own_room").0, need(1, "own_room").0, need(2, "own_room").0], [0, 1, 1]);
}

/// Requirements: A-17, D-02
#[test]
fn a_room_has_a_head_invigilator_from_fifty_candidates() {
    assert_eq!([need(49, "hall").1, need(50, "hall").1, need(0, "hall").1], [false, true, false]);
}

/// What a turn from ten on 2 December is refused for beside these others.
fn refused(until: &str, others: &[(&str, &str)]) -> Vec<String> {
    let others: Vec<_> =
        others.iter().map(|(from, until)| json!({ "from": from, "until": until })).collect();
    let facts = json!({ "held": "2026-12-02", "others": others,
        "turn": { "from": "2026-12-02T10:00", "until": until } });
    let answer = asked("invigilation-hours", &facts);
    if answer["fits"] == true {
        return Vec::new();
    }
    let all = answer["refused"]["all"].as_array().cloned().unwrap_or_default();
    let all = if all.is_empty() { vec![answer["refused"].clone()] } else { all };
    all.iter().map(|one| one["code"].as_str().unwrap().to_owned()).collect()
}

/// Requirements: D-02
#[test]
fn nobody_works_more_than_nine_hours_in_a_day() {
    assert_eq!(refused("2026-12-02T19:00", &[]), [""; 0]);
    assert_eq!(refused("2026-12-02T19:01", &[]), ["day-too-long"]);
    let morning = ("2026-12-02T06:00", "2026-12-02T10:00");
    assert_eq!(refused("2026-12-02T15:00", &[morning]), [""; 0]);
    assert_eq!(refused("2026-12-02T15:01", &[morning]), ["day-too-long"]);
}

/// Requirements: D-02
#[test]
fn nobody_works_more_than_forty_hours_in_seven_days_whichever_they_are() {
    let day = |day: &'static str| {
        let from: &'static str = Box::leak(format!("2026-{day}T08:00").into_boxed_str());
        let until: &'static str = Box::leak(format!("2026-{day}T17:00").into_boxed_str());
        (from, until)
    };
    // 36 hours before, and a turn of four hours: 40.
    let before = ["11-26", "11-27", "11-28", "11-30"].map(day);
    assert_eq!(refused("2026-12-02T14:00", &before), [""; 0]);
    assert_eq!(refused("2026-12-02T14:01", &before), ["week-too-long"]);
    // Two before and two after lie within seven days as well.
    let around = ["11-30", "12-01", "12-03", "12-04"].map(day);
    assert_eq!(refused("2026-12-02T14:01", &around), ["week-too-long"]);
    // The eighth day does not count.
    let earlier = ["11-25", "11-26", "11-27", "11-28"].map(day);
    assert_eq!(refused("2026-12-02T14:01", &earlier), [""; 0]);
}

/// Requirements: D-02
#[test]
fn there_are_eleven_hours_off_between_two_days() {
    let evening = |until| ("2026-12-01T18:00", until);
    assert_eq!(refused("2026-12-02T14:00", &[evening("2026-12-01T23:00")]), [""; 0]);
    assert_eq!(refused("2026-12-02T14:00", &[evening("2026-12-01T23:01")]), ["rest-too-short"]);
    let after = ("2026-12-03T00:59", "2026-12-03T04:00");
    assert_eq!(refused("2026-12-02T14:00", &[after]), ["rest-too-short"]);
}

/// Requirements: D-02
#[test]
fn two_turns_that_touch_are_two_and_one_minute_more_is_too_much() {
    let other = |until| ("2026-12-02T08:00", until);
    assert_eq!(refused("2026-12-02T12:00", &[other("2026-12-02T10:00")]), [""; 0]);
    assert_eq!(refused("2026-12-02T12:00", &[other("2026-12-02T10:01")]), ["busy"]);
}

#[test]
fn a_turn_that_ends_before_it_begins_is_no_turn() {
    let facts = json!({ "held": "2026-12-02",
        "turn": { "from": "2026-12-02T10:00", "until": "2026-12-02T10:00" } });
    assert!(registry::find("invigilation-hours").unwrap().run(&facts, None).is_err());
}
