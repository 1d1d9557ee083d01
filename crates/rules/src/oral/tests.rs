use super::{Candidate, OralFacts, OralPlaces, OralPlan, Place, PlacesAnswer, Session, Span, lot};
use crate::{Key, Rule, RuleSets, registry};
use jiff::civil::{DateTime, date};
use proptest::prelude::*;
use serde_json::{Value, json};

fn asked(rule: &str, facts: &Value) -> Value {
    registry::find(rule).unwrap().run(facts, None).unwrap()
}

/// An oral of 20 minutes each and 10 between, in one session from nine until noon with Marit and Geir.
fn oral(change: impl FnOnce(&mut Value)) -> Value {
    let mut facts = json!({
        "held": "2026-12-01", "minutes": 20, "between_minutes": 10,
        "sessions": [{ "id": "a", "from": "2026-12-01T09:00", "until": "2026-12-01T12:00",
            "examiners": ["marit", "geir"] }],
        "candidates": [{ "id": "1" }, { "id": "2" }, { "id": "3" }],
    });
    change(&mut facts);
    facts
}

/// `candidate session begins`, for each place.
fn places(facts: &Value) -> Vec<String> {
    let answer = asked("oral-places", facts);
    let text = |one: &Value, field: &str| one[field].as_str().unwrap().to_owned();
    let places = answer["places"].as_array().unwrap().iter();
    places
        .map(|one| {
            let begins = text(one, "begins");
            format!("{} {} {}", text(one, "candidate"), text(one, "session"), &begins[11..16])
        })
        .collect()
}

fn broken(facts: &Value) -> Vec<String> {
    let answer = asked("oral-plan", facts);
    let all = answer["refused"]["all"].as_array().cloned().unwrap_or_default();
    all.iter().map(|one| one["code"].as_str().unwrap().to_owned()).collect()
}

/// Requirements: J-08
#[test]
fn the_subject_group_sets_the_day_and_teacher_education_keeps_its_own_rule() {
    for (rule_set, held) in [("uit-2011", "2011-06-01"), ("uhl-2024", "2026-12-01")] {
        for (teacher, set_by) in [(false, "subject_group"), (true, "exam_plan")] {
            let facts = json!({ "held": held, "teacher_education": teacher, "rule_set": rule_set });
            assert_eq!(asked("oral-date", &facts)["set_by"], set_by, "{rule_set} {teacher}");
        }
    }
    let today = asked("oral-date", &json!({ "held": "2026-12-01" }));
    assert_eq!([&today["room_by"], &today["notice_by"]], ["2026-11-03", "2026-11-24"]);
}

/// Requirements: B-28, J-09
#[test]
fn candidates_come_one_after_the_other_with_a_break_and_in_parallel_where_there_are_two_committees()
{
    assert_eq!(places(&oral(|_| ())), ["1 a 09:00", "2 a 09:30", "3 a 10:00"]);
    let paused = oral(|facts| {
        facts["break_after"] = json!(2);
        facts["break_minutes"] = json!(20);
    });
    assert_eq!(places(&paused), ["1 a 09:00", "2 a 09:30", "3 a 10:10"]);
    let two = oral(|facts| {
        let other = json!({ "id": "b", "from": "2026-12-01T09:00", "until": "2026-12-01T12:00",
            "examiners": ["hilde", "knut"] });
        facts["sessions"].as_array_mut().unwrap().push(other);
    });
    assert_eq!(places(&two), ["1 a 09:00", "2 b 09:00", "3 a 09:30"]);
}

/// Requirements: B-28, J-09
#[test]
fn more_time_makes_her_exam_longer_and_the_next_one_later() {
    let longer = oral(|facts| facts["candidates"][0]["extra_minutes"] = json!(7));
    assert_eq!(places(&longer), ["1 a 09:00", "2 a 09:40", "3 a 10:10"]);
    let ends = &asked("oral-places", &longer)["places"][0]["ends"];
    assert_eq!(ends, "2026-12-01T09:27:00");
}

/// Requirements: B-28, J-09
#[test]
fn the_last_one_is_done_when_the_session_ends_and_not_a_minute_after() {
    for (until, left) in [("10:20", 0), ("10:19", 1)] {
        let facts = oral(|facts| {
            facts["sessions"][0]["until"] = json!(format!("2026-12-01T{until}"));
        });
        let answer = asked("oral-places", &facts);
        assert_eq!(answer["left"].as_array().unwrap().len(), left, "{until}");
        if left > 0 {
            assert_eq!(answer["left"][0]["full"], 1);
        }
    }
}

/// Requirements: B-28, J-09
#[test]
fn an_hour_lies_between_another_exam_and_the_oral() {
    // 20 minutes of an oral and 60 before the other exam: from 80 minutes after nine it can be at nine.
    for (other, first) in [("10:20", "1 a 09:00"), ("10:19", "2 a 09:00")] {
        let facts = oral(|facts| {
            facts["candidates"][0]["elsewhere"] =
                json!([{ "from": format!("2026-12-01T{other}"), "until": "2026-12-01T10:30" }]);
        });
        assert_eq!(places(&facts)[0], first, "{other}");
        assert_eq!(places(&facts).len(), 3, "she comes later");
    }
    let all_day = oral(|facts| {
        facts["candidates"][0]["elsewhere"] =
            json!([{ "from": "2026-12-01T08:00", "until": "2026-12-01T12:00" }]);
    });
    assert_eq!(asked("oral-places", &all_day)["left"][0]["elsewhere"], 1);
}

/// Requirements: B-28, A-05
#[test]
fn nobody_is_examined_by_one_who_is_not_impartial_or_is_away() {
    let partial = oral(|facts| facts["candidates"][1]["not_with"] = json!(["geir"]));
    let answer = asked("oral-places", &partial);
    assert_eq!(answer["left"][0]["candidate"], "2");
    assert_eq!(answer["left"][0]["not_impartial"], 1);
    let away = |from: &str, until: &str| {
        oral(|facts| {
            facts["away"] = json!([{ "examiner": "marit", "from": format!("2026-12-01T{from}"),
                "until": format!("2026-12-01T{until}") }]);
        })
    };
    assert_eq!(places(&away("09:20", "09:30"))[1], "2 a 09:30", "away between two candidates");
    assert_eq!(
        places(&away("09:19", "09:31"))[0],
        "1 a 09:35",
        "away for a minute of the first two"
    );
    assert_eq!(asked("oral-places", &away("08:00", "13:00"))["left"][2]["away"], 1);
}

/// Requirements: B-28
#[test]
fn whoever_can_come_at_one_time_alone_gets_it_from_those_who_can_come_at_any() {
    // There is time for three; the third candidate can come at nine and at no other time.
    let facts = oral(|facts| {
        facts["sessions"][0]["until"] = json!("2026-12-01T10:20");
        facts["candidates"][2]["elsewhere"] =
            json!([{ "from": "2026-12-01T10:20", "until": "2026-12-01T14:00" }]);
    });
    assert_eq!(places(&facts), ["3 a 09:00", "1 a 09:30", "2 a 10:00"]);
}

/// Requirements: B-28
#[test]
fn whoever_has_her_place_keeps_it_and_the_others_come_around_it() {
    let facts = oral(|facts| {
        facts["candidates"][2]["place"] = json!({ "session": "a", "begins": "2026-12-01T09:15" });
    });
    assert_eq!(places(&facts), ["3 a 09:15", "1 a 09:45", "2 a 10:15"]);
}

/// Requirements: B-28, J-09
#[test]
fn a_plan_tells_what_it_breaks_on_both_sides_of_each_limit() {
    let at = |times: [&str; 3]| {
        oral(|facts| {
            for (one, time) in facts["candidates"].as_array_mut().unwrap().iter_mut().zip(times) {
                let begins = format!("2026-12-01T{time}");
                one["place"] = json!({ "session": "a", "begins": begins });
            }
        })
    };
    assert_eq!(broken(&at(["09:00", "09:30", "11:40"])), [""; 0]);
    assert_eq!(broken(&at(["09:00", "09:30", "11:41"])), ["outside-session"]);
    assert_eq!(broken(&at(["08:59", "09:30", "11:40"])), ["outside-session"]);
    assert_eq!(broken(&at(["09:00", "09:29", "11:40"])), ["pause-short"]);
    assert_eq!(broken(&at(["09:00", "09:20", "11:40"])), ["pause-short"]);
    assert_eq!(broken(&at(["09:00", "09:19", "11:40"])), ["overlap"]);
    let mut none = at(["09:00", "09:30", "11:40"]);
    none["candidates"][1]["place"] = Value::Null;
    assert_eq!(broken(&none), ["no-place"]);
    let mut other = at(["09:00", "09:30", "11:40"]);
    other["candidates"][0]["elsewhere"] =
        json!([{ "from": "2026-12-01T10:20", "until": "2026-12-01T11:00" }]);
    assert_eq!(broken(&other), [""; 0]);
    other["candidates"][0]["elsewhere"][0]["from"] = json!("2026-12-01T10:19");
    assert_eq!(broken(&other), ["other-exam"]);
    let mut partial = at(["09:00", "09:30", "11:40"]);
    partial["candidates"][2]["not_with"] = json!(["marit"]);
    assert_eq!(broken(&partial), ["not-impartial"]);
    let mut away = at(["09:00", "09:30", "11:40"]);
    away["away"] =
        json!([{ "examiner": "geir", "from": "2026-12-01T08:00", "until": "2026-12-01T09:00" }]);
    assert_eq!(broken(&away), [""; 0]);
    away["away"][0]["until"] = json!("2026-12-01T09:01");
    assert_eq!(broken(&away), ["examiner-away"]);
}

/// Requirements: B-28
#[test]
fn nobody_examines_in_two_sessions_at_a_time() {
    let with = |from: &str, examiners: Value| {
        oral(|facts| {
            facts["candidates"] = json!([]);
            facts["sessions"].as_array_mut().unwrap().push(json!({ "id": "b",
                "from": format!("2026-12-01T{from}"), "until": "2026-12-01T15:00", "examiners": examiners }));
        })
    };
    assert_eq!(broken(&with("12:00", json!(["marit"]))), [""; 0]);
    assert_eq!(broken(&with("11:59", json!(["marit"]))), ["examiner-twice"]);
    assert_eq!(broken(&with("11:59", json!(["hilde"]))), [""; 0]);
}

/// Requirements: B-28
#[test]
fn those_who_examine_have_a_break_after_five_and_a_half_hours_and_half_an_hour_in_eight() {
    // One candidate after another without a pause, 10 minutes each, and a gap before the last one.
    let day = |minutes: u32, gap: u32| {
        let from = date(2026, 12, 1).at(8, 0, 0, 0);
        let count = (minutes - gap) / 10;
        let at = |number: u32| {
            let after = if number + 1 == count { number * 10 + gap } else { number * 10 };
            super::facts::later(from, after)
        };
        let candidates: Vec<_> = (0..count)
            .map(|one| json!({ "id": one.to_string(), "place": { "session": "a", "begins": at(one) } }))
            .collect();
        oral(|facts| {
            facts["minutes"] = json!(10);
            facts["between_minutes"] = json!(0);
            facts["sessions"][0]["from"] = json!("2026-12-01T08:00");
            facts["sessions"][0]["until"] = json!("2026-12-01T20:00");
            facts["candidates"] = json!(candidates);
        })
    };
    assert_eq!(broken(&day(330, 0)), [""; 0]);
    assert_eq!(broken(&day(340, 0)), ["no-break"]);
    assert_eq!(broken(&day(340, 10)), [""; 0]);
    assert_eq!(broken(&day(470, 20)), [""; 0]);
    assert_eq!(broken(&day(480, 20)), ["breaks-short"]);
    assert_eq!(broken(&day(480, 30)), [""; 0]);
}

/// Requirements: B-28
#[test]
fn a_lot_is_drawn_once_and_depends_on_nothing_but_exam_and_candidates() {
    let keys: Vec<Key> = (0..40).map(|one| Key::new(one.to_string())).collect();
    let drawn = lot("exam", &keys);
    let mut turned = keys.clone();
    turned.reverse();
    assert_eq!(lot("exam", &turned), drawn, "in whatever order they stand in the list");
    assert_ne!(drawn, keys);
    assert_ne!(lot("another exam", &keys), drawn);
}

fn a_time() -> impl Strategy<Value = DateTime> {
    (0..24_u32)
        .prop_map(|quarter| super::facts::later(date(2026, 12, 1).at(8, 0, 0, 0), quarter * 15))
}

prop_compose! {
    fn a_candidate()(
        extra in prop::sample::select(vec![0_u32, 0, 0, 10, 25]),
        elsewhere in prop::option::of(a_time()),
        partial in prop::option::of(0..4_u32),
    ) -> Candidate {
        let elsewhere = elsewhere.map(|from| Span { from, until: super::facts::later(from, 60) });
        Candidate { id: Key::new("x"), extra_minutes: extra, elsewhere: elsewhere.into_iter().collect(),
            not_with: partial.map(|one| Key::new(one.to_string())).into_iter().collect(), place: None }
    }
}

prop_compose! {
    fn an_oral()(
        mut candidates in prop::collection::vec(a_candidate(), 0..14),
        from in prop::collection::vec(a_time(), 1..4),
        minutes in 15..40_u32,
        between_minutes in 0..15_u32,
    ) -> OralFacts {
        for (at, one) in candidates.iter_mut().enumerate() {
            one.id = Key::new(at.to_string());
        }
        let sessions = from.iter().enumerate().map(|(at, from)| Session {
            id: Key::new(at.to_string()),
            from: *from,
            until: super::facts::later(*from, 180),
            examiners: vec![Key::new(at.to_string())],
        });
        OralFacts { held: date(2026, 12, 1).into(), minutes, between_minutes, break_after: 3,
            break_minutes: 15, sessions: sessions.collect(), candidates, away: Vec::new() }
    }
}

proptest! {
    /// Requirements: B-28, J-09
    #[test]
    fn what_is_placed_breaks_nothing_and_everybody_is_placed_or_left_with_a_reason(facts in an_oral()) {
        let law = RuleSets::shipped().get("uhl-2024").unwrap();
        let answer: PlacesAnswer = OralPlaces::decide(&facts, law).outcome.unwrap();
        prop_assert_eq!(answer.places.len() + answer.left.len(), facts.candidates.len());
        let mut planned = facts.clone();
        for one in &mut planned.candidates {
            let own = answer.places.iter().find(|place| place.candidate == one.id);
            one.place = own.map(|own| Place { session: own.session.clone(), begins: own.begins });
        }
        planned.candidates.retain(|one| one.place.is_some());
        let section = law.sections.oral.as_ref().unwrap();
        let broken = OralPlan::broken(&planned, section);
        prop_assert!(broken.is_empty(), "{:?}", broken);
        for left in &answer.left {
            let sessions = left.not_impartial + left.elsewhere + left.away + left.full;
            prop_assert_eq!(sessions as usize, facts.sessions.len());
        }
    }
}
