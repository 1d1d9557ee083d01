use super::*;
use crate::{Source, itc2007, toronto};

/// A made-up term: exams share students in rings, rooms are scarce, some exams must follow or coincide.
fn invented(exams: usize) -> itc2007::Instance {
    let mut text = format!("[Exams:{exams}]\n");
    for exam in 0..exams {
        let students: Vec<String> = (0..6).map(|n| (exam * 2 + n * n).to_string()).collect();
        text += &format!("{}, {}\n", [60, 90, 120][exam % 3], students.join(", "));
    }
    text += "[Periods:12]\n";
    for period in 0..12 {
        text +=
            &format!("{:02}:01:2027, {:02}:00:00, 120, {}\n", period / 3, period % 3, period % 2);
    }
    text += "[Rooms:3]\n12, 0\n12, 1\n6, 0\n[PeriodHardConstraints]\n5, AFTER, 1\n";
    text += "20, EXAM_COINCIDENCE, 2\n8, EXCLUSION, 30\n[RoomHardConstraints]\n7, ROOM_EXCLUSIVE\n";
    text += "[InstitutionalWeightings]\nTWOINAROW,7\nTWOINADAY,5\nPERIODSPREAD,4\n";
    text += "NONMIXEDDURATIONS,10\nFRONTLOAD,5,3,5\n";
    itc2007::read(Source { name: "invented", bytes: text.as_bytes() }).unwrap()
}

fn solved(problem: &Problem, seed: u64, steps: u64) -> Outcome {
    let options = Options::new(problem, seed, Effort::Steps(steps));
    solve(problem, &options, &mut || 0.0, &mut |_| true)
}

#[test]
fn the_search_counts_as_the_scorer_does() {
    let instance = invented(40);
    let problem = itc2007::problem(&instance);
    for seed in 0..4 {
        let outcome = solved(&problem, seed, 20_000);
        let report = itc2007::score(&instance, &itc2007::plan(&instance, &outcome.best));
        assert!(report.is_feasible(), "{:?}", report.violations);
        assert_eq!(outcome.best.cost, report.total);
    }
}

#[test]
fn the_same_seed_and_steps_give_the_same_answer() {
    let problem = itc2007::problem(&invented(40));
    assert_eq!(solved(&problem, 3, 9000).best, solved(&problem, 3, 9000).best);
    assert_ne!(solved(&problem, 3, 9000).best, solved(&problem, 4, 9000).best);
}

#[test]
fn what_the_clock_allowed_is_repeated_by_its_steps() {
    let problem = itc2007::problem(&invented(40));
    let mut looks = 0.0;
    let mut clock = || {
        looks += 1.0 / 800.0;
        looks
    };
    let options = Options::new(&problem, 9, Effort::Seconds(1.0));
    let timed = solve(&problem, &options, &mut clock, &mut |_| true);
    assert!(!timed.cut && timed.steps > 0);
    assert_eq!(solved(&problem, 9, timed.steps).best, timed.best);
}

/// Seconds of processor time of this thread, whatever else the machine does.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    stat.split(' ').next().unwrap().parse::<f64>().unwrap() / 1e9
}

#[test]
fn a_limit_is_kept_within_two_per_cent() {
    let problem = itc2007::problem(&invented(400));
    let begun = processor();
    let options = Options::new(&problem, 1, Effort::Seconds(0.5));
    let outcome = solve(&problem, &options, &mut || processor() - begun, &mut |_| true);
    let used = processor() - begun;
    assert!((0.4..=0.51).contains(&used), "used {used} s of 0.5, {} steps", outcome.steps);
}

/// The clock is looked at all along: never are many steps done between two looks.
#[test]
fn no_long_stretch_of_steps_is_done_without_a_look_at_the_clock() {
    let problem = itc2007::problem(&invented(40));
    let mut looks = 0;
    let mut clock = || {
        looks += 1;
        0.0
    };
    let options = Options::new(&problem, 1, Effort::Steps(200_000));
    solve(&problem, &options, &mut clock, &mut |_| true);
    assert!(looks > 200_000 / (64 * 256), "{looks} looks");
}

#[test]
fn a_longer_search_starts_hotter_up_to_a_bound_and_ends_as_cold() {
    let problem = itc2007::problem(&invented(40));
    let placed = solved(&problem, 1, 500).best;
    let of = |steps| schedule::schedule(&State::from(&problem, &placed), steps);
    let [short, long, longer] = [of(500), of(4_000_000), of(40_000_000)];
    assert!(long.start > short.start * 1.5, "{} and {}", short.start, long.start);
    assert!((longer.start - long.start).abs() < 1e-9);
    assert!((long.end - short.end).abs() < 1e-9 && long.end < short.start);
}

#[test]
fn more_steps_find_cheaper_plans() {
    let problem = itc2007::problem(&invented(40));
    assert!(solved(&problem, 1, 40_000).best.cost < solved(&problem, 1, 500).best.cost);
}

#[test]
fn what_cannot_all_be_placed_is_left_over_and_the_rest_stands() {
    let crs = "1 1\n2 1\n3 1\n4 1\n";
    let source = |text: &'static str| Source { name: "a", bytes: text.as_bytes() };
    let instance = toronto::read(source(crs), source("1 2 3 4"), 3).unwrap();
    let outcome = solved(&toronto::problem(&instance), 1, 2000);
    assert_eq!(outcome.best.unplaced, 1);
    let report = toronto::score(&instance, &toronto::plan(&outcome.best));
    assert_eq!((report.count("unplaced"), report.violations.len()), (1, 1));
    assert_eq!(report.total, outcome.best.cost);
}
