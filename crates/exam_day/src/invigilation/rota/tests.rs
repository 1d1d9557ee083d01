use super::{Candidate, Need, Open, Rota, given, minutes, solve, why};
use jiff::civil::{DateTime, date};
use proptest::prelude::*;
use rules::RuleSets;
use rules::invigilation::{HoursFacts, InvigilationHours, Turn, WorkingTimeLaw};

fn law() -> WorkingTimeLaw {
    let rules = RuleSets::shipped().get("demo-2026").expect("a rule set");
    rules.sections.invigilation.as_ref().expect("a section").working_time.clone()
}

fn at(day: i8, hour: i8) -> DateTime {
    date(2026, 12, day).at(hour, 0, 0, 0)
}

fn turn(day: i8, from: i8, until: i8) -> Turn {
    Turn { from: at(day, from), until: at(day, until) }
}

fn need(day: i8, (from, until): (i8, i8), count: usize) -> Need {
    Need { turn: turn(day, from, until), head: false, count }
}

/// Somebody who can on these days, all day.
fn can(days: &[i8]) -> Candidate {
    let free = days.iter().map(|day| (at(*day, 0), at(*day, 23))).collect();
    Candidate { free, ..Candidate::default() }
}

/// Whatever is solved keeps to the rule, to what was said, and to how many are needed.
fn holds(people: &[Candidate], needs: &[Need], rota: &Rota) {
    for (at, need) in needs.iter().enumerate() {
        assert!(rota.filled.iter().filter(|(of, _)| *of == at).count() <= need.count);
    }
    for (who, person) in people.iter().enumerate() {
        let mut turns = person.given.clone();
        for (at, _) in rota.filled.iter().filter(|(_, of)| *of == who) {
            let need = &needs[*at];
            assert!(super::is_free(person, need), "she has not said that she can");
            assert!(person.head || !need.head, "she may not have charge of a room");
            let held = need.turn.from.date().into();
            let facts = HoursFacts { held, turn: need.turn, others: turns.clone() };
            assert_eq!(InvigilationHours::refusals(&facts, &law()), []);
            turns.push(need.turn);
        }
        let all: i64 = turns.iter().map(minutes).sum();
        assert!(person.minutes_most.is_none_or(|most| all <= most), "more than agreed");
    }
}

fn hours(people: &[Candidate], needs: &[Need], rota: &Rota) -> Vec<i64> {
    let own = |who: usize| {
        let turns = rota.filled.iter().filter(|(_, of)| *of == who);
        given(&people[who]) + turns.map(|(at, _)| minutes(&needs[*at].turn)).sum::<i64>()
    };
    (0..people.len()).map(|who| own(who) / 60).collect()
}

/// First come would give the first day to whoever can on both, and nobody would be left for the second.
/// Requirements: D-02, J-13
#[test]
fn who_can_seldom_is_asked_first_so_that_as_many_turns_as_can_be_are_filled() {
    let people = [can(&[1, 2]), can(&[1])];
    let needs = [need(1, (9, 13), 1), need(2, (9, 13), 1)];
    let rota = solve(&people, &needs, &law());
    holds(&people, &needs, &rota);
    let mut filled = rota.filled.clone();
    filled.sort_unstable();
    assert_eq!((filled, rota.proven), (vec![(0, 1), (1, 0)], true));
}

/// Requirements: D-02, J-13
#[test]
fn hours_are_shared_evenly_and_those_given_already_count() {
    let days: Vec<i8> = (1..=6).collect();
    let mut people = [can(&days), can(&days), can(&days)];
    let needs: Vec<Need> = days.iter().map(|day| need(*day, (9, 13), 1)).collect();
    let rota = solve(&people, &needs, &law());
    holds(&people, &needs, &rota);
    assert_eq!(hours(&people, &needs, &rota), [8, 8, 8]);
    people[0].given = vec![turn(8, 9, 17)];
    let rota = solve(&people, &needs, &law());
    holds(&people, &needs, &rota);
    let shared = hours(&people, &needs, &rota);
    assert_eq!(shared.iter().sum::<i64>(), 32);
    assert!(shared.iter().all(|hours| (8..=12).contains(hours)), "{shared:?}");
}

/// Requirements: A-17, D-02
#[test]
fn only_a_head_invigilator_has_charge_of_a_room() {
    let people = [can(&[1]), Candidate { head: true, ..can(&[1]) }];
    let needs = [Need { head: true, ..need(1, (9, 13), 1) }, need(1, (9, 13), 1)];
    let rota = solve(&people, &needs, &law());
    assert!(rota.filled.contains(&(0, 1)) && rota.filled.contains(&(1, 0)), "{rota:?}");
}

/// Requirements: D-02
#[test]
fn nobody_is_given_more_than_the_day_the_week_or_the_agreement_holds() {
    let two = [need(1, (8, 12), 1), need(1, (12, 17), 1)];
    assert_eq!(solve(&[can(&[1])], &two, &law()).filled.len(), 2, "nine hours");
    let longer = [need(1, (8, 12), 1), need(1, (12, 18), 1)];
    assert_eq!(solve(&[can(&[1])], &longer, &law()).filled.len(), 1, "ten hours");
    let week: Vec<Need> = (1..=6).map(|day| need(day, (8, 16), 1)).collect();
    assert_eq!(solve(&[can(&[1, 2, 3, 4, 5, 6])], &week, &law()).filled.len(), 5, "forty hours");
    let agreed = Candidate { minutes_most: Some(16 * 60), ..can(&[1, 2, 3]) };
    assert_eq!(solve(&[agreed], &week, &law()).filled.len(), 2, "sixteen hours");
}

/// Requirements: D-02
#[test]
fn what_is_open_is_explained_by_what_stands_in_each_ones_way() {
    let busy = Candidate { given: vec![turn(1, 8, 12)], ..can(&[1]) };
    let tired = Candidate { given: vec![turn(1, 14, 20)], ..can(&[1]) };
    let agreed = Candidate { minutes_most: Some(60), ..can(&[1]) };
    let people = [busy, tired, agreed, can(&[2])];
    let needs = [need(1, (9, 13), 2), Need { head: true, ..need(2, (9, 13), 1) }];
    let rota = solve(&people, &needs, &law());
    assert_eq!(rota.filled, []);
    let told = why::open(&people, &needs, &law(), &rota);
    let first = why::Why {
        busy: 1,
        working_time: 1,
        hours_most: 1,
        not_available: 1,
        ..why::Why::default()
    };
    let second = why::Why { not_head: 4, ..why::Why::default() };
    let expected =
        [Open { need: 0, missing: 2, why: first }, Open { need: 1, missing: 1, why: second }];
    assert_eq!(told, expected);
}

/// The most turns that can be filled at all, tried one by one.
fn most_by_trying(
    people: &[Candidate],
    needs: &[Need],
    from: usize,
    turns: &mut [Vec<Turn>],
) -> usize {
    let Some(need) = needs.get(from) else { return 0 };
    let mut best = most_by_trying(people, needs, from + 1, turns);
    for who in 0..people.len() {
        if super::model::can_take(&people[who], need, &turns[who], &law()) {
            turns[who].push(need.turn);
            best = best.max(1 + most_by_trying(people, needs, from + 1, turns));
            turns[who].pop();
        }
    }
    best
}

fn somebody() -> impl Strategy<Value = Candidate> {
    let days = proptest::collection::btree_set(1_i8..=4, 0..=4);
    (days, any::<bool>(), proptest::option::of(4_i64..=16)).prop_map(|(days, head, most)| {
        let days: Vec<i8> = days.into_iter().collect();
        Candidate { head, minutes_most: most.map(|hours| hours * 60), ..can(&days) }
    })
}

fn something() -> impl Strategy<Value = Need> {
    (1_i8..=4, 8_i8..=14, 3_i8..=6, any::<bool>())
        .prop_map(|(day, from, length, head)| Need { head, ..need(day, (from, from + length), 1) })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Requirements: D-02, J-13
    #[test]
    fn no_other_rota_fills_more_turns(
        people in proptest::collection::vec(somebody(), 1..=3),
        needs in proptest::collection::vec(something(), 1..=5),
    ) {
        let rota = solve(&people, &needs, &law());
        holds(&people, &needs, &rota);
        let mut turns: Vec<Vec<Turn>> = vec![Vec::new(); people.len()];
        prop_assert_eq!(rota.filled.len(), most_by_trying(&people, &needs, 0, &mut turns));
        prop_assert!(rota.proven);
    }
}
