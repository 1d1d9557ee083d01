//! What the rule `average-grade` says to people.

use crate::{Grade, Text};
use num_rational::Ratio;

pub(super) fn no_results() -> Text {
    Text::new(
        "Det er ingen resultater med studiepoeng å regne gjennomsnitt av.",
        "Det er ingen resultat med studiepoeng å rekne gjennomsnitt av.",
        "There are no results with credits to take an average of.",
    )
}

pub(super) fn not_all_letter_grades() -> Text {
    Text::new(
        "Gjennomsnittet kan ikke regnes ut, fordi minst ett emne ikke har bokstavkarakter.",
        "Gjennomsnittet kan ikkje reknast ut, fordi minst eitt emne ikkje har bokstavkarakter.",
        "The average cannot be counted, because at least one course has no letter grade.",
    )
}

pub(super) fn not_all_passed() -> Text {
    Text::new(
        "Gjennomsnittet kan ikke regnes ut, fordi minst ett emne ikke er bestått.",
        "Gjennomsnittet kan ikkje reknast ut, fordi minst eitt emne ikkje er bestått.",
        "The average cannot be counted, because at least one course is not passed.",
    )
}

pub(super) fn numbers(best: i32, f_counts: bool) -> Text {
    let (last, steps) = if f_counts { ("F", 5) } else { ("E", 4) };
    let worst = best - steps;
    Text::new(
        format!(
            "Bokstavene blir tall: A teller {best}, og så én mindre for hver bokstav ned til {last}, som teller {worst}."
        ),
        format!(
            "Bokstavane blir tal: A tel {best}, og så éin mindre for kvar bokstav ned til {last}, som tel {worst}."
        ),
        format!(
            "The letters become numbers: A counts {best}, then one less for each letter down to {last}, which counts {worst}."
        ),
    )
}

pub(super) fn sum(products: Ratio<i128>, weight: Ratio<i128>) -> Text {
    Text::new(
        format!(
            "Tall ganger studiepoeng gir til sammen {products}; det deles på {weight} studiepoeng."
        ),
        format!(
            "Tal gonger studiepoeng gir til saman {products}; det blir delt på {weight} studiepoeng."
        ),
        format!("Numbers times credits come to {products}; that is divided by {weight} credits."),
    )
}

pub(super) fn rounded_twice(exact: Ratio<i128>, quotient: &str, whole: i128, grade: Grade) -> Text {
    let comma = quotient.replace('.', ",");
    Text::new(
        format!("Kvotienten {exact} er {comma} med én desimal, som avrundes til {whole}: {grade}."),
        format!(
            "Kvotienten {exact} er {comma} med éin desimal, som blir runda av til {whole}: {grade}."
        ),
        format!(
            "The quotient {exact} is {quotient} with one decimal, which rounds to {whole}: {grade}."
        ),
    )
}

pub(super) fn rounded_once(exact: Ratio<i128>, whole: i128, grade: Grade) -> Text {
    Text::new(
        format!("Kvotienten {exact} avrundes én gang, rett til {whole}: {grade}."),
        format!("Kvotienten {exact} blir runda av éin gong, rett til {whole}: {grade}."),
        format!("The quotient {exact} is rounded once, straight to {whole}: {grade}."),
    )
}
