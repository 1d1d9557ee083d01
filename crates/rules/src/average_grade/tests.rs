use super::*;
use proptest::prelude::*;

fn law(best: i32, f_counts: bool, rounding: Rounding) -> AverageGradeLaw {
    let paragraph = || "§".to_owned();
    AverageGradeLaw {
        a_counts_as: Law { value: best, law: paragraph() },
        f_counts: Law { value: f_counts, law: paragraph() },
        rounding: Law { value: rounding, law: paragraph() },
    }
}

fn average(results: &[(&str, &str)], law: &AverageGradeLaw) -> Result<AverageGradeAnswer, String> {
    let result = |(grade, credits): &(&str, &str)| CourseResult {
        grade: Grade::from_code(grade).unwrap(),
        credits: Credits::parse(credits).unwrap(),
    };
    let facts = AverageGradeFacts { results: results.iter().map(result).collect() };
    let decision = decide(&facts, law, &RuleSetId("test".to_owned()));
    assert!(!decision.because.is_empty());
    decision.outcome.map_err(|refusal| refusal.code)
}

fn twice() -> AverageGradeLaw {
    law(5, false, Rounding::Twice)
}

fn once() -> AverageGradeLaw {
    law(65, true, Rounding::Once)
}

fn answer(quotient_exact: &str, quotient: &str, grade: &str) -> Result<AverageGradeAnswer, String> {
    Ok(AverageGradeAnswer {
        quotient_exact: quotient_exact.to_owned(),
        quotient: quotient.to_owned(),
        grade: Grade::from_code(grade).unwrap(),
    })
}

/// Requirements: M-15, X-11
#[test]
fn the_worked_example_gives_b() {
    let results = [("A", "10"), ("C", "10"), ("D", "5")];
    assert_eq!(average(&results, &twice()), answer("18/5", "3.6", "B"));
}

/// Requirements: M-15, X-13, Z-10
#[test]
fn rounding_twice_lifts_3_45_to_b_and_leaves_less_at_c() {
    // 345/100 and 344/100 out of 4s (B) and 3s (C).
    assert_eq!(average(&[("B", "45"), ("C", "55")], &twice()), answer("69/20", "3.5", "B"));
    assert_eq!(average(&[("B", "46"), ("C", "54")], &twice()), answer("173/50", "3.5", "B"));
    assert_eq!(average(&[("B", "44"), ("C", "56")], &twice()), answer("86/25", "3.4", "C"));
}

/// Requirements: X-13, Z-10
#[test]
fn rounding_once_leaves_63_46_at_c_and_lifts_63_5_to_b() {
    assert_eq!(average(&[("B", "46"), ("C", "54")], &once()), answer("3173/50", "63.4", "C"));
    assert_eq!(average(&[("B", "50"), ("C", "50")], &once()), answer("127/2", "63.5", "B"));
}

/// Requirements: M-15, X-12
#[test]
fn a_course_without_a_letter_grade_stops_the_sum() {
    for grade in ["bestått", "ikke bestått"] {
        let results = [("A", "10"), (grade, "10")];
        assert_eq!(average(&results, &twice()), Err("not-all-letter-grades".to_owned()));
        assert_eq!(average(&results, &once()), Err("not-all-letter-grades".to_owned()));
    }
}

/// Requirements: M-15, X-12
#[test]
fn a_failed_course_stops_the_sum_unless_f_counts() {
    let results = [("A", "10"), ("F", "10")];
    assert_eq!(average(&results, &twice()), Err("not-all-passed".to_owned()));
    assert_eq!(average(&results, &once()), answer("125/2", "62.5", "C"));
    assert_eq!(average(&[("F", "10")], &once()), answer("60", "60.0", "F"));
}

#[test]
fn without_credits_there_is_no_average() {
    assert_eq!(average(&[], &twice()), Err("no-results".to_owned()));
    assert_eq!(average(&[("A", "0")], &twice()), Err("no-results".to_owned()));
    assert_eq!(average(&[("A", "0"), ("E", "7.5")], &twice()), answer("1", "1.0", "E"));
}

/// Requirements: M-15
#[test]
fn half_credits_weigh_exactly() {
    assert_eq!(average(&[("A", "7.5"), ("B", "2.5")], &twice()), answer("19/4", "4.8", "A"));
}

#[test]
fn the_steps_are_shown() {
    let facts = AverageGradeFacts {
        results: vec![CourseResult {
            grade: Grade::Letter(Letter::B),
            credits: Credits::parse("10").unwrap(),
        }],
    };
    let because = decide(&facts, &twice(), &RuleSetId("test".to_owned())).because;
    let en: Vec<_> = because.iter().map(|reason| reason.text.en.as_str()).collect();
    assert!(en[0].contains("A counts 5") && en[0].contains("E, which counts 1"), "{en:?}");
    assert!(en[1].contains("come to 40; that is divided by 10 credits"), "{en:?}");
    assert!(en[2].contains("4.0 with one decimal, which rounds to 4: B"), "{en:?}");
}

proptest! {
    /// Requirements: M-15
    #[test]
    fn the_average_lies_between_the_worst_and_the_best(
        results in prop::collection::vec((0..6_usize, 1..600_u32), 1..30),
        rounding in prop::sample::select(vec![Rounding::Twice, Rounding::Once]),
    ) {
        let results: Vec<_> = results.into_iter().map(|(at, tenths)| CourseResult {
            grade: Grade::Letter(Letter::ALL[at]),
            credits: Credits::parse(&format!("{}.{}", tenths / 10, tenths % 10)).unwrap(),
        }).collect();
        let grades = || results.iter().map(|result| result.grade);
        let best = grades().reduce(|one, two| if one > two { one } else { two }).unwrap();
        let worst = grades().reduce(|one, two| if one < two { one } else { two }).unwrap();
        let facts = AverageGradeFacts { results: results.clone() };
        let average = decide(&facts, &law(65, true, rounding), &RuleSetId("test".to_owned()));
        let grade = average.outcome.unwrap().grade;
        prop_assert!(worst <= grade && grade <= best, "{worst} {grade} {best}");
    }
}
