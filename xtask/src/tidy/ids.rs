//! No number in the repository could be a living person's national id.

use rules::national_id::{NationalId, NationalIdKind};

use super::{Finding, House};

/// Published test vectors; they hold real-looking numbers on purpose, and tests may name them.
const VECTORS: &str = "crates/rules/tests/data/fnr_vectors.json";

/// Eleven digits with a true date and true check digits are synthetic or fictitious.
pub fn national_ids(house: &House) -> Vec<Finding> {
    let vectors = house.text(VECTORS).unwrap_or_default();
    let mut found = Vec::new();
    for file in house.files.iter().filter(|file| file.path != VECTORS) {
        for (number, line) in file.lines() {
            if elevens(line).any(|id| could_be_a_persons(id) && !vectors.contains(id)) {
                let what =
                    "could be a real national id; invented people have 80 added to the month";
                found.push(Finding::new(&file.path, number, what));
            }
        }
    }
    found
}

fn could_be_a_persons(digits: &str) -> bool {
    let real = [NationalIdKind::BirthNumber, NationalIdKind::DNumber];
    NationalId::parse(digits).is_ok_and(|id| real.contains(&id.kind()))
}

/// Runs of exactly eleven digits that are no part of a longer number or hexadecimal word.
fn elevens(line: &str) -> impl Iterator<Item = &str> {
    let words = line.split(|c: char| !c.is_ascii_alphanumeric());
    words.filter(|word| word.len() == 11 && word.bytes().all(|byte| byte.is_ascii_digit()))
}

#[test]
fn a_number_that_could_be_somebodys_is_found() {
    // The day is 40 too high for the month to matter: taken apart so that this file holds no id.
    let real = (0..100_u32).map(|n| format!("010190{:05}", 10_000 + n * 7));
    let real = real.clone().find(|digits| could_be_a_persons(digits)).unwrap();
    let invented = (0..900_u32).map(|n| format!("018190{:05}", 10_000 + n * 7));
    let invented = invented.clone().find(|digits| NationalId::parse(digits).is_ok()).unwrap();
    let text = format!("\"{real}\"\n\"{invented}\"\n1{real}\n");
    let found = national_ids(&House::of(&[("crates/office/src/world/cast.rs", &text)]));
    assert_eq!(found.len(), 1);
    assert!(found[0].to_string().starts_with("crates/office/src/world/cast.rs:1:"));
}
