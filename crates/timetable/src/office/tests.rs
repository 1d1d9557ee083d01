use super::*;
use crate::solve::{Effort, Options, Outcome, keep, solve};
use crate::{Format, InputError, Report, Source, explain};
use rules::Language;

/// Two days with two sittings each; two sites; A and B share candidate s1.
const SMALL: &str = r#"{"kandidat_timetable": 1,
"sittings": [
 {"id": "1a", "begins": "2027-05-18T09:00", "minutes": 240},
 {"id": "1b", "begins": "2027-05-18T14:00", "minutes": 240},
 {"id": "2a", "begins": "2027-05-19T09:00", "minutes": 240},
 {"id": "2b", "begins": "2027-05-19T14:00", "minutes": 240}],
"rooms": [
 {"id": "N1", "seats": 3, "site": "North"},
 {"id": "N2", "seats": 2, "site": "North", "kinds": ["computer"]},
 {"id": "S1", "seats": 4, "site": "South"},
 {"id": "K1", "seats": 8, "site": "North", "kinds": ["own"]}],
"teachers": [],
"exams": [
 {"id": "A", "minutes": 240, "candidates": ["s1", "s2", "s3", "s4"]},
 {"id": "B", "minutes": 180, "candidates": ["s1", "s5"]},
 {"id": "C", "minutes": 180, "expected": 2}],
"accommodations": [],
"groups": [],
"demands": [],
"spread": []
}"#;

fn source(text: &str) -> Source<'_> {
    Source { name: "term.json", bytes: text.as_bytes() }
}

/// The small term with some texts replaced.
fn with(changes: &[(&str, &str)]) -> Result<Instance, InputError> {
    let changed = changes.iter().fold(SMALL.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    });
    read(source(&changed))
}

fn solved(instance: &Instance) -> Outcome {
    let problem = instance.problem();
    let options = Options::new(&problem, 1, Effort::Steps(4000));
    solve(&problem, &options, &mut || 0.0, &mut |_| true)
}

/// Solves, writes, reads and scores.
fn best(instance: &Instance) -> (Plan, Report) {
    let text = instance.write(&solved(instance).best);
    let plan = read_plan(instance, source(&text)).unwrap();
    assert_eq!(write(instance, &plan), text);
    let report = score(instance, &plan);
    (plan, report)
}

fn sitting(instance: &Instance, plan: &Plan, exam: usize) -> String {
    instance.sittings[plan[exam].as_ref().unwrap().sitting].id.clone()
}

/// A plan with whole exams in these sittings and rooms.
fn plan(places: [(usize, usize); 3]) -> Plan {
    let seats = [4, 2, 2];
    let at = |((sitting, room), seats)| {
        Some(At { sitting, seats: vec![Seats { room, seats, named: Vec::new() }] })
    };
    places.into_iter().zip(seats).map(at).collect()
}

fn kinds(report: &Report) -> Vec<&str> {
    report.violations.iter().map(|violation| violation.kind).collect()
}

#[test]
fn a_plan_is_found_where_nothing_is_broken_and_costs_are_as_the_scorer_counts() {
    let instance = with(&[]).unwrap();
    let (_, report) = best(&instance);
    assert!(report.is_feasible(), "{:?}", report.violations);
    let outcome = solved(&instance);
    let searched = ["same day", "1 days apart", "2 days apart", "wish", "sitting", "spread"];
    let sum: i64 = searched.iter().map(|name| report.cost(name)).sum();
    assert_eq!(outcome.best.cost, sum);
    // One candidate has two exams, at best on days that follow each other.
    assert_eq!(report.cost("1 days apart"), 3);
}

#[test]
fn each_broken_demand_is_named() {
    let instance = with(&[
        (
            r#""expected": 2"#,
            r#""expected": 2, "fixed": "2a", "forbidden": ["1b"], "teachers": ["T"]"#,
        ),
        (r#""teachers": []"#, r#""teachers": [{"id": "T", "absent": ["2027-05-18"]}]"#),
    ]);
    let instance = instance.unwrap();
    let said = |places| score(&instance, &plan(places));
    assert_eq!(kinds(&said([(0, 2), (2, 0), (2, 1)])), Vec::<&str>::new());
    assert_eq!(kinds(&said([(0, 2), (0, 0), (2, 1)])), ["clash"]);
    assert_eq!(kinds(&said([(0, 2), (2, 0), (3, 0)])), ["fixed"]);
    assert_eq!(kinds(&said([(0, 2), (2, 0), (1, 0)])), ["fixed", "forbidden", "teacher away"]);
    assert_eq!(kinds(&said([(0, 0), (2, 0), (2, 1)])), ["overfull"]);
    assert_eq!(kinds(&said([(0, 2), (2, 0), (2, 0)])), ["overfull"]);
    let mut short = plan([(0, 2), (2, 0), (2, 1)]);
    short[0].as_mut().unwrap().seats[0].seats = 3;
    short[1] = None;
    assert_eq!(kinds(&score(&instance, &short)), ["unplaced", "seats"]);
}

#[test]
fn an_exam_is_split_over_rooms_near_each_other() {
    let large = (r#""expected": 2"#, r#""expected": 5"#);
    let instance = with(&[large, (r#", "kinds": ["computer"]"#, "")]).unwrap();
    let (plan, report) = best(&instance);
    assert!(report.is_feasible(), "{:?}", report.violations);
    let rooms: Vec<usize> =
        plan[2].as_ref().unwrap().seats.iter().map(|seats| seats.room).collect();
    assert_eq!(rooms, [0, 1], "both in the North");
    assert_eq!((report.cost("further rooms"), report.cost("further sites")), (5, 0));
}

#[test]
fn a_room_of_the_kind_asked_for_is_given_and_not_needed_ones_are_left() {
    let instance =
        with(&[(r#""expected": 2"#, r#""expected": 2, "needs": ["computer"]"#)]).unwrap();
    let (plan, report) = best(&instance);
    assert!(report.is_feasible(), "{:?}", report.violations);
    assert_eq!(plan[2].as_ref().unwrap().seats[0].room, 1);
    assert_ne!(plan[1].as_ref().unwrap().seats[0].room, 1, "nothing with computers for B");
    let many = with(&[(r#""expected": 2"#, r#""expected": 3, "needs": ["computer"]"#)]).unwrap();
    assert_eq!(solved(&many).best.unplaced, 1);
}

/// s1 has an hour extra and a room of her own: from 09 to 14 in A, so that B at 14 is still possible; with a
/// quarter more it is not.
#[test]
fn extra_time_outlasts_the_sitting_and_an_own_room_is_held() {
    let granted = |extra: u32| {
        let list = format!(
            r#""accommodations": [{{"candidate": "s1", "extra_minutes": {extra}, "room": "own"}}]"#
        );
        with(&[
            (r#""accommodations": []"#, list.as_str()),
            (r#""minutes": 240, "cand"#, r#""minutes": 240, "fixed": "1a", "cand"#),
            (r#""minutes": 180, "cand"#, r#""minutes": 180, "fixed": "1b", "cand"#),
        ])
        .unwrap()
    };
    let (plan, report) = best(&granted(60));
    assert!(report.is_feasible(), "{:?}", report.violations);
    let own = plan[0].as_ref().unwrap().seats.iter().find(|seats| seats.room == 3).unwrap();
    assert_eq!((own.seats, own.named.as_slice()), (1, &[0][..]));
    let late = granted(75);
    assert_eq!(solved(&late).best.unplaced, 1);
    assert_eq!(kinds(&score(&late, &plan)), ["extra time", "overfull"]);
}

#[test]
fn each_demand_on_two_exams_holds() {
    let asked = |kind: &str, more: &str| {
        let demand = format!(r#""demands": [{{"kind": "{kind}", "exams": ["A", "C"]{more}}}]"#);
        let instance = with(&[(r#""demands": []"#, demand.as_str())]).unwrap();
        let (plan, report) = best(&instance);
        assert!(report.is_feasible(), "{kind}: {:?}", report.violations);
        (sitting(&instance, &plan, 0), sitting(&instance, &plan, 2))
    };
    let day = |(a, c): &(String, String)| (a.as_bytes()[0], c.as_bytes()[0]);
    let before = asked("before", "");
    assert!(before.0 < before.1);
    let after = asked("after", r#", "days": 1"#);
    assert_eq!(day(&after), (b'2', b'1'));
    let same = asked("same_day", "");
    assert_eq!(day(&same).0, day(&same).1);
    let different = asked("different_day", "");
    assert_ne!(day(&different).0, day(&different).1);
    let together = asked("same_sitting", "");
    assert_eq!(together.0, together.1);
    let apart = asked("different_sitting", "");
    assert_ne!(apart.0, apart.1);
}

#[test]
fn sittings_that_overlap_clash_and_share_seats() {
    let long = (
        r#"{"id": "1b", "begins": "2027-05-18T14:00""#,
        r#"{"id": "1b", "begins": "2027-05-18T12:00""#,
    );
    let instance = with(&[long]).unwrap();
    assert_eq!(kinds(&score(&instance, &plan([(0, 2), (1, 0), (2, 1)]))), ["clash"]);
    assert_eq!(kinds(&score(&instance, &plan([(0, 2), (3, 0), (1, 2)]))), ["overfull"]);
    assert!(best(&instance).1.is_feasible());
}

#[test]
fn student_groups_clash_before_anyone_is_registered() {
    let groups = r#""groups": [{"id": "G", "size": 30, "exams": ["B", "C"]}]"#;
    let instance = with(&[(r#""groups": []"#, groups)]).unwrap();
    let report = score(&instance, &plan([(0, 2), (2, 0), (2, 1)]));
    assert_eq!(kinds(&report), ["clash"]);
    let known =
        with(&[(r#""groups": []"#, groups), (r#""expected": 2"#, r#""candidates": ["s8", "s9"]"#)]);
    let report = score(&known.unwrap(), &plan([(0, 2), (2, 0), (2, 1)]));
    assert!(report.is_feasible(), "who is registered counts, not the group");
}

#[test]
fn exams_too_many_in_too_few_days_cost_what_the_rule_says() {
    let rule = r#""spread": [{"most": 2, "days": 2, "cost": 7}]"#;
    let three = (r#""expected": 2"#, r#""candidates": ["s1", "s6"]"#);
    let instance = with(&[(r#""spread": []"#, rule), three]).unwrap();
    let spread = |places| score(&instance, &plan(places)).cost("spread");
    assert_eq!(spread([(0, 2), (1, 0), (2, 1)]), 7);
    let week = with(&[(r#""spread": []"#, rule), three, ("2027-05-19T14:00", "2027-05-25T14:00")]);
    let week = week.unwrap();
    assert_eq!(score(&week, &plan([(0, 2), (1, 0), (3, 1)])).cost("spread"), 0);
    assert_eq!(best(&week).1.cost("spread"), 0);
}

#[test]
fn a_wish_is_met_where_it_can_be() {
    let wish = (r#""minutes": 180, "cand"#, r#""minutes": 180, "wished": ["2027-05-18"], "cand"#);
    let instance = with(&[wish]).unwrap();
    let (plan, report) = best(&instance);
    assert_eq!(report.cost("wish"), 0);
    assert!(sitting(&instance, &plan, 1).starts_with('1'));
}

/// After publication B can no longer lie where it lay: it alone moves, and A keeps its rooms.
#[test]
fn a_forced_change_moves_as_little_as_can_be() {
    let instance = with(&[]).unwrap();
    let old = instance.write(&solved(&instance).best);
    let before = instance.start(source(&old)).unwrap();
    let lost = instance.sittings[before.period[1] as usize].id.clone();
    let forbidden = format!(r#""minutes": 180, "forbidden": ["{lost}"], "cand"#);
    let changed = with(&[(r#""minutes": 180, "cand"#, forbidden.as_str())]).unwrap();
    let mut problem = changed.problem();
    let mut options = Options::new(&problem, 1, Effort::Steps(2000));
    problem = keep(problem, &before, 1000);
    options.from = Some(before.clone());
    let outcome = solve(&problem, &options, &mut || 0.0, &mut |_| true);
    let moved = |unit: &usize| outcome.best.period[*unit] != before.period[*unit];
    assert_eq!((0..3).filter(moved).collect::<Vec<_>>(), [1]);
    let new =
        read_plan(&changed, source(&changed.write_near(&outcome.best, source(&old)).unwrap()));
    assert_eq!(new.unwrap()[0], read_plan(&instance, source(&old)).unwrap()[0]);
}

#[test]
fn an_explanation_says_what_each_other_time_breaks_or_costs_in_each_language() {
    let instance = with(&[
        (
            r#""minutes": 180, "cand"#,
            r#""minutes": 180, "forbidden": ["1b"], "teachers": ["Kari"], "cand"#,
        ),
        (r#""teachers": []"#, r#""teachers": [{"id": "Kari", "absent": ["2b"]}]"#),
    ]);
    let instance = instance.unwrap();
    let text = write(&instance, &plan([(0, 2), (2, 0), (2, 1)]));
    let placement = instance.start(source(&text)).unwrap();
    let answer = explain(&instance, &placement, "B").unwrap();
    let said = |language| answer.words(language);
    assert!(
        said(Language::Nb)
            .contains("2027-05-18 09:00 (1a): går ikke: kolliderer med A: én kandidat tar begge")
    );
    assert!(said(Language::Nn).contains("(1b): går ikkje: B kan ikkje liggje her"));
    assert!(said(Language::En).contains("(2b): not possible: Kari is away"));
    let of_a = explain(&instance, &placement, "A").unwrap().words(Language::En);
    assert!(of_a.contains("(1b): possible, cost +0"), "{of_a}");
    let after = r#""demands": [{"kind": "before", "exams": ["A", "B"]}]"#;
    let instance = with(&[(r#""demands": []"#, after)]).unwrap();
    let of_a = explain(&instance, &placement, "A").unwrap().words(Language::Nn);
    assert!(of_a.contains("(2b): går ikkje: A skal vere ferdig før B tek til"), "{of_a}");
}

#[test]
fn demands_that_cannot_all_hold_are_named_and_no_others() {
    let instance = with(&[
        (r#""minutes": 240, "cand"#, r#""minutes": 240, "fixed": "1a", "cand"#),
        (
            r#""minutes": 180, "cand"#,
            r#""minutes": 180, "fixed": "2027-05-18", "teachers": ["Kari"], "cand"#,
        ),
        (r#""teachers": []"#, r#""teachers": [{"id": "Kari", "absent": ["1b"]}]"#),
        (r#""demands": []"#, r#""demands": [{"kind": "different_day", "exams": ["A", "C"]}]"#),
    ]);
    let instance = instance.unwrap();
    let said: Vec<String> =
        cannot_all_hold(&instance, &[0, 1, 2]).into_iter().map(|text| text.nb).collect();
    assert_eq!(
        said,
        [
            "A er fastsatt til 2027-05-18 09:00",
            "Kari er til dels borte og skal være til stede på B",
            "B er fastsatt til 2027-05-18 09:00, 2027-05-18 14:00",
            "A og B har 1 felles kandidater",
        ]
    );
    assert!(cannot_all_hold(&with(&[]).unwrap(), &[0, 1, 2]).is_empty());
}

#[test]
fn exams_that_must_lie_together_and_share_a_candidate_are_named() {
    let demand = r#""demands": [{"kind": "same_sitting", "exams": ["A", "B"]}]"#;
    let instance = with(&[(r#""demands": []"#, demand)]).unwrap();
    assert_eq!(solved(&instance).best.unplaced, 1);
    let said = cannot_all_hold(&instance, &[0, 1]);
    let said: Vec<&str> = said.iter().map(|text| text.en.as_str()).collect();
    assert_eq!(said, ["A and B share 1 candidates", "A and B must lie at the same time"]);
}

/// A term of a university's size is what is measured: `xtask bench timetable --office 600`.
#[test]
fn the_invented_term_is_a_universitys_and_can_be_planned() {
    let text = super::invented(600, 1);
    let instance = read(Source { name: "term", bytes: text.as_bytes() }).unwrap();
    let candidates: usize = instance.exams.iter().map(|exam| exam.candidates.len()).sum();
    assert_eq!((instance.exams.len(), instance.candidates.len()), (600, 20_000));
    assert_eq!((instance.sittings.len(), candidates / 1000), (36, 58));
    let problem = instance.problem();
    let options = Options::new(&problem, 1, Effort::Steps(1000));
    let found = solve(&problem, &options, &mut || 0.0, &mut |_| true);
    assert_eq!(found.best.unplaced, 0);
}
