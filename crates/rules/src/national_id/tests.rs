use super::rule::decide;
use super::*;
use crate::RuleSetId;
use jiff::civil::date;
use proptest::prelude::*;

#[derive(Deserialize)]
struct Vectors {
    vectors: Vec<Vector>,
}

#[derive(Deserialize)]
struct Vector {
    id: String,
    kind: String,
    valid_pre2032: Option<bool>,
    valid_from2032: bool,
    birth_date: Option<Date>,
}

fn vectors() -> Vec<Vector> {
    let text = include_str!("../../tests/data/fnr_vectors.json");
    serde_json::from_str::<Vectors>(text).unwrap().vectors
}

fn answer(id: &str, at: Option<Date>) -> NationalIdAnswer {
    let facts = NationalIdFacts { id: GivenId(id.to_owned()), at: at.map(Into::into) };
    let decision = decide(&facts, RuleSetId("any".to_owned()));
    assert!(!decision.because.is_empty());
    decision.outcome.unwrap()
}

const TODAY: Option<Date> = Some(date(2026, 11, 22));

/// Requirements: G-19, Z-22
#[test]
fn every_vector_is_judged_by_both_rules() {
    let vectors = vectors();
    assert_eq!(vectors.len(), 164);
    for vector in vectors {
        if let Some(valid) = vector.valid_pre2032 {
            assert_eq!(answer(&vector.id, TODAY).valid, valid, "{} today", vector.id);
        }
        assert_eq!(answer(&vector.id, None).valid, vector.valid_from2032, "{}", vector.id);
    }
}

/// Requirements: G-19, Z-22
#[test]
fn every_vector_has_its_kind() {
    for vector in vectors() {
        let expected = match vector.kind.as_str() {
            kind if kind.starts_with("test_") => NationalIdKind::Synthetic,
            "dnr" => NationalIdKind::DNumber,
            _ => NationalIdKind::BirthNumber,
        };
        assert_eq!(answer(&vector.id, None).kind, Some(expected), "{}", vector.id);
    }
}

/// Requirements: G-19
#[test]
fn every_vector_has_its_birth_date() {
    for vector in vectors().into_iter().filter(|vector| vector.birth_date.is_some()) {
        assert_eq!(answer(&vector.id, None).birth_date, vector.birth_date, "{}", vector.id);
    }
}

/// Requirements: G-19
#[test]
fn the_new_rule_counts_from_the_first_day_of_2032() {
    let only_new = "25097744133";
    assert!(!answer(only_new, Some(date(2031, 12, 31))).valid);
    assert!(answer(only_new, Some(date(2032, 1, 1))).valid);
    assert!(answer(only_new, None).valid);
}

/// Requirements: G-19
#[test]
fn the_new_rule_accepts_at_most_four_numbers_where_the_old_one_accepts_one() {
    let accepted = |nine: u32, rule: CheckRule| {
        let ids = (0..100).map(|checks| format!("019890{nine:03}{checks:02}"));
        ids.filter(|id| rule.holds(&check_digits::digits(id).unwrap())).count()
    };
    let most = |rule| (100..500).map(|nine| accepted(nine, rule)).max();
    assert_eq!(most(CheckRule::Before2032), Some(1));
    assert_eq!(most(CheckRule::From2032), Some(4));
}

fn made_up(nine: &str) -> String {
    check_digits::complete(nine).unwrap()
}

/// Requirements: Z-22
#[test]
fn months_41_to_52_are_test_people_and_53_to_62_are_fictitious() {
    let kind = |month: &str| {
        let id = (100..500).find_map(|n| check_digits::complete(&format!("12{month}99{n}")));
        answer(&id.unwrap(), TODAY).kind
    };
    assert_eq!(kind("40"), None);
    assert_eq!(kind("41"), Some(NationalIdKind::Synthetic));
    assert_eq!(kind("52"), Some(NationalIdKind::Synthetic));
    assert_eq!(kind("53"), Some(NationalIdKind::Fictitious));
    assert_eq!(kind("62"), Some(NationalIdKind::Fictitious));
    assert_eq!(kind("63"), None);
    assert_eq!(kind("80"), None);
    assert_eq!(kind("81"), Some(NationalIdKind::Synthetic));
    assert_eq!(kind("92"), Some(NationalIdKind::Synthetic));
    assert_eq!(kind("93"), None);
}

/// Requirements: Z-22
#[test]
fn a_fictitious_number_is_valid_and_tells_no_birth_date() {
    let id = (120..200).find_map(|n| check_digits::complete(&format!("125804{n}"))).unwrap();
    let without_series = (760..890).find_map(|n| check_digits::complete(&format!("125860{n}")));
    for id in [id, without_series.unwrap()] {
        let answer = answer(&id, TODAY);
        assert_eq!((answer.valid, answer.birth_date), (true, None));
    }
}

#[test]
fn the_century_comes_from_the_series() {
    let born = |nine: &str| answer(&made_up(nine), TODAY).birth_date.map(|day| day.year());
    assert_eq!(born("018139499"), Some(1939));
    assert_eq!(born("018139500"), Some(2039));
    assert_eq!(born("018140900"), Some(1940));
    assert_eq!(born("018154749"), Some(1854));
    assert_eq!(born("018153500"), None);
    assert_eq!(born("018154751"), None);
    assert_eq!(born("018140897"), None);
}

#[test]
fn a_number_outside_every_series_is_only_valid_from_2032() {
    let id = made_up("018154751");
    assert!(!answer(&id, TODAY).valid);
    assert!(answer(&id, Some(date(2032, 1, 1))).valid);
}

#[test]
fn a_leap_day_that_never_was_is_no_date() {
    let id = |year: &str, from: u16| {
        (from..from + 50).find_map(|n| check_digits::complete(&format!("2982{year}{n:03}")))
    };
    assert!(answer(&id("00", 500).unwrap(), TODAY).valid, "29 February 2000 was");
    assert!(!answer(&id("00", 100).unwrap(), TODAY).valid, "29 February 1900 was not");
}

#[test]
fn what_is_not_eleven_digits_is_no_number() {
    for given in ["", "1", "2509774413", "250977441333", "2509774413x", "250977 44133", "٢٥٠٩٧٧٤٤١"]
    {
        assert_eq!(
            answer(given, TODAY),
            NationalIdAnswer { kind: None, valid: false, birth_date: None }
        );
        assert_eq!(NationalId::parse(given), Err(NationalIdError::NotElevenDigits));
    }
    assert_eq!(NationalId::parse("00000000000"), Err(NationalIdError::NotADate));
    assert_eq!(NationalId::parse("09869015103"), Err(NationalIdError::WrongCheckDigits));
}

#[test]
fn a_national_id_cannot_be_printed() {
    let id = NationalId::parse("09869015102").unwrap();
    let facts = NationalIdFacts { id: GivenId(id.expose().to_owned()), at: None };
    let printed = format!("{id:?} {facts:?} {}", NationalIdError::WrongCheckDigits);
    assert!(!printed.contains("0986"), "{printed}");
}

#[test]
fn synthetic_people_get_different_numbers_until_the_day_is_full() {
    let day = date(2003, 4, 5);
    let ids: Vec<_> = (0..).map_while(|serial| NationalId::synthetic(day, serial)).collect();
    let different: std::collections::BTreeSet<_> = ids.iter().collect();
    assert!(ids.len() > 400);
    assert_eq!(different.len(), ids.len());
    assert!(ids.iter().all(|id| id.birth_date() == Some(day)));
    assert_eq!(NationalId::synthetic(date(1899, 12, 31), 0), None);
    assert_eq!(NationalId::synthetic(date(2040, 1, 1), 0), None);
}

proptest! {
    #[test]
    fn no_string_makes_it_panic(given in ".*", digits in "[0-9]{11}") {
        let _ = (NationalId::parse(&given), answer(&given, None));
        let _ = (NationalId::parse(&digits), answer(&digits, TODAY));
    }

    /// Requirements: G-19
    #[test]
    fn any_one_wrong_digit_is_caught(days in 0..51_000_i32, serial in 0..400_usize, at in 0..11_usize, by in 1..10_u8) {
        let born = date(1900, 1, 1) + jiff::Span::new().days(days);
        let id = NationalId::synthetic(born, serial).unwrap();
        prop_assert!(answer(id.expose(), TODAY).valid);
        let mut wrong = id.expose().as_bytes().to_vec();
        wrong[at] = b'0' + (wrong[at] - b'0' + by) % 10;
        let wrong = String::from_utf8(wrong).unwrap();
        prop_assert!(!answer(&wrong, TODAY).valid);
        prop_assert!(NationalId::parse(&wrong).is_err());
    }

    #[test]
    fn a_synthetic_number_reads_back_as_it_was_made(days in 0..51_000_i32, serial in 0..400_usize) {
        let born = date(1900, 1, 1) + jiff::Span::new().days(days);
        let id = NationalId::synthetic(born, serial).unwrap();
        prop_assert_eq!(id.kind(), NationalIdKind::Synthetic);
        prop_assert_eq!(id.birth_date(), Some(born));
        prop_assert_eq!(NationalId::parse(id.expose()), Ok(id));
    }
}
