//! Invented persons for student numbers without names: the same number always gives the
//! same person, and every national id is synthetic (month + 80).

use jiff::ToSpan;
use jiff::civil::{Date, date};
use rules::Language;
use rules::national_id::NationalId;
use std::collections::HashSet;

const GIVEN: [&str; 40] = [
    "Aslak", "Åse", "Birk", "Brita", "Dag", "Dagny", "Egil", "Eline", "Finn", "Gro", "Halvor",
    "Helga", "Idun", "Iver", "Jorunn", "Kjell", "Kristin", "Lars", "Maja", "Magne", "Nora", "Njål",
    "Oda", "Olav", "Pernille", "Rune", "Ragnhild", "Sander", "Sigrid", "Sindre", "Synne", "Tiril",
    "Torgeir", "Trygve", "Unni", "Vegard", "Vilde", "Yngve", "Ylva", "Øyvind",
];
const FAMILY: [&str; 48] = [
    "Aasland",
    "Amundsen",
    "Bakken",
    "Berg",
    "Bråten",
    "Dalen",
    "Eidsvik",
    "Engen",
    "Fjeld",
    "Fossum",
    "Grønli",
    "Haugen",
    "Hellesund",
    "Holte",
    "Innerdal",
    "Jacobsen",
    "Kleiven",
    "Krogh",
    "Lied",
    "Lund",
    "Lysne",
    "Moe",
    "Myklebust",
    "Naustdal",
    "Nesset",
    "Nygaard",
    "Odden",
    "Opdal",
    "Prestegard",
    "Ravndal",
    "Rød",
    "Sandvik",
    "Skaar",
    "Skoglund",
    "Solheim",
    "Stokke",
    "Sæther",
    "Teigen",
    "Thorsen",
    "Tveit",
    "Ulvik",
    "Vangen",
    "Vikan",
    "Wold",
    "Ytterdal",
    "Ærø",
    "Østby",
    "Årdal",
];

/// The first day of birth given out.
const BORN_FROM: Date = date(1985, 1, 1);
/// How many days of birth there are: twenty years.
const BORN_DAYS: u64 = 7_305;
/// How many serials of a day are used. Each day has some four hundred, but a high one takes
/// long to find.
const SERIALS: u64 = 30;
/// The first serial used: the low ones belong to the named people of the small world.
const SERIALS_FROM: u64 = 60;

/// Invents persons; remembers which national ids are given out.
#[derive(Default)]
pub(super) struct Inventor {
    given_out: HashSet<NationalId>,
}

/// An invented person.
pub(super) struct Invented {
    pub(super) given_name: &'static str,
    pub(super) family_name: &'static str,
    pub(super) birth_date: Option<Date>,
    pub(super) national_id: Option<NationalId>,
    pub(super) language: Language,
}

impl Inventor {
    /// The person of a student number. Asked in the order of the numbers, so that a number
    /// whose id is given out already gets the next one, always the same.
    pub(super) fn person(&mut self, number: u64) -> Invented {
        let mixed = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 16;
        let (birth_date, national_id) =
            self.id(number).map_or((None, None), |(day, id)| (Some(day), Some(id)));
        Invented {
            given_name: pick(&GIVEN, mixed),
            family_name: pick(&FAMILY, mixed / 40),
            birth_date,
            national_id,
            language: language(number),
        }
    }

    fn id(&mut self, number: u64) -> Option<(Date, NationalId)> {
        (number..).take(1_000).find_map(|seed| {
            let days = i64::try_from(seed / SERIALS % BORN_DAYS).ok()?;
            let day = BORN_FROM.checked_add(days.days()).ok()?;
            let id =
                NationalId::synthetic(day, usize::try_from(SERIALS_FROM + seed % SERIALS).ok()?)?;
            self.given_out.insert(id.clone()).then_some((day, id))
        })
    }
}

/// One in ten wishes for nynorsk (last digit 0), one in ten for English (last digit 1).
pub(super) const fn language(number: u64) -> Language {
    match number % 10 {
        0 => Language::Nn,
        1 => Language::En,
        _ => Language::Nb,
    }
}

fn pick(names: &[&'static str], seed: u64) -> &'static str {
    let place = usize::try_from(seed % names.len() as u64).unwrap_or(0);
    names[place]
}

#[cfg(test)]
mod tests {
    use super::*;
    use rules::national_id::NationalIdKind;

    #[test]
    fn each_number_gives_one_synthetic_person_and_always_the_same() {
        let ids = |from: u64| {
            let mut inventor = Inventor::default();
            (from..from + 2_000).filter_map(|n| inventor.person(n).national_id).collect::<Vec<_>>()
        };
        let first = ids(230_000_000);
        assert_eq!(first.iter().collect::<HashSet<_>>().len(), 2_000);
        assert!(first.iter().all(|id| id.kind() == NationalIdKind::Synthetic));
        assert!(first == ids(230_000_000));
    }
}
