//! How dates, times and numbers are written in each language form.

use crate::{key, messages};
use jiff::civil::{Date, DateTime};
use rules::{Language, Season, Term};
use std::fmt::Display;

const MONTHS: [(&str, &str); 12] = [
    ("januar", "January"),
    ("februar", "February"),
    ("mars", "March"),
    ("april", "April"),
    ("mai", "May"),
    ("juni", "June"),
    ("juli", "July"),
    ("august", "August"),
    ("september", "September"),
    ("oktober", "October"),
    ("november", "November"),
    ("desember", "December"),
];

/// Monday first, in bokmål, nynorsk and English.
const WEEKDAYS: [[&str; 3]; 7] = [
    ["mandag", "måndag", "Monday"],
    ["tirsdag", "tysdag", "Tuesday"],
    ["onsdag", "onsdag", "Wednesday"],
    ["torsdag", "torsdag", "Thursday"],
    ["fredag", "fredag", "Friday"],
    ["lørdag", "laurdag", "Saturday"],
    ["søndag", "sundag", "Sunday"],
];

fn month(language: Language, date: Date) -> &'static str {
    let (norwegian, english) = MONTHS[usize::from(date.month().unsigned_abs()) - 1];
    if language == Language::En { english } else { norwegian }
}

/// `21.11.2026`, in English `21 November 2026` (a date in figures alone is read differently abroad);
/// its parts stay on one line.
pub(crate) fn date(language: Language, date: Date) -> String {
    match language {
        Language::En => {
            format!("{}\u{a0}{}\u{a0}{}", date.day(), month(language, date), date.year())
        }
        Language::Nb | Language::Nn => {
            format!("{:02}.{:02}.{}", date.day(), date.month(), date.year())
        }
    }
}

/// `lørdag 21. november 2026`, in English `Saturday 21 November 2026`.
pub(crate) fn long_date(language: Language, date: Date) -> String {
    let weekday = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
    let weekday = WEEKDAYS[weekday][language as usize];
    let point = if language == Language::En { "" } else { "." };
    format!("{weekday} {}{point} {} {}", date.day(), month(language, date), date.year())
}

/// `tir. 01.12.2026`, in English `Tue 1 December 2026`: for lists, where the day of the week
/// is what one plans by. Its parts stay on one line.
pub(crate) fn short_date(language: Language, day: Date) -> String {
    let weekday = usize::from(day.weekday().to_monday_zero_offset().unsigned_abs());
    let short: String = WEEKDAYS[weekday][language as usize].chars().take(3).collect();
    let point = if language == Language::En { "" } else { "." };
    format!("{short}{point}\u{a0}{}", date(language, day))
}

/// `kl. 09.00`, in English `09:00`.
pub(crate) fn time(language: Language, at: DateTime) -> String {
    match language {
        Language::En => format!("{:02}:{:02}", at.hour(), at.minute()),
        Language::Nb | Language::Nn => format!("kl. {:02}.{:02}", at.hour(), at.minute()),
    }
}

/// `1 234,5`, in English `1,234.5`; takes whatever writes itself as plain digits with a point.
pub(crate) fn number(language: Language, value: impl Display) -> String {
    let (group, point) = if language == Language::En { (',', '.') } else { ('\u{a0}', ',') };
    let plain = value.to_string();
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("−", rest));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
    let mut text = sign.to_owned();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push(group);
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push(point);
        text.push_str(fraction);
    }
    text
}

/// `12 kB`, from a million bytes on `3,4 MB`; what is less than one kB counts as one.
pub(crate) fn size(language: Language, bytes: i64) -> String {
    let tenths = (bytes + 50_000) / 100_000;
    if tenths < 10 {
        return format!("{}\u{a0}kB", ((bytes + 500) / 1000).max(1));
    }
    format!("{}\u{a0}MB", number(language, format!("{}.{}", tenths / 10, tenths % 10)))
}

/// A term, or a reference with a term in it, in words: `2026-H` is `høst 2026`, and
/// `BIO-1001 2026-H` is `BIO-1001 høst 2026`; and why a sitting is held that is not the ordinary one:
/// `2026-H, utsatt` is `høst 2026, utsatt eksamen`.
pub fn term_in_words(language: Language, reference: impl Display) -> String {
    let reference = reference.to_string();
    let mut after_term = false;
    let words = reference.split(' ').map(|word| {
        let bare = word.trim_end_matches(',');
        let rest = &word[bare.len()..];
        let kind = after_term.then(|| sitting_key(bare)).flatten();
        let term = Term::parse(bare).ok();
        after_term = term.is_some() && !rest.is_empty();
        match (term, kind) {
            (Some(term), _) => season(language, term) + rest,
            (None, Some(key)) => messages::format(language, key, &[]) + rest,
            (None, None) => word.to_owned(),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The message of the word that stands after a term and says why the sitting is held.
fn sitting_key(word: &str) -> Option<&'static str> {
    match word {
        "utsatt" => Some(key("common-sitting-deferred")),
        "kontinuasjon" => Some(key("common-sitting-resit")),
        "tidlig" => Some(key("common-sitting-early")),
        _ => None,
    }
}

/// A term as a choice in a list: `Høst 2026`.
pub(crate) fn term_choice(language: Language, term: impl Display) -> String {
    let words = term_in_words(language, term);
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn season(language: Language, term: Term) -> String {
    let key = match term.season {
        Season::Spring => key("common-term-spring"),
        Season::Autumn => key("common-term-autumn"),
    };
    // As text: a year has no thousands.
    messages::format(language, key, &[("year", &term.year.to_string())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    #[test]
    fn a_date_reads_as_people_write_it_in_each_language() {
        let saturday = day(2026, 11, 21);
        assert_eq!(date(Language::Nb, saturday), "21.11.2026");
        assert_eq!(date(Language::En, saturday), "21\u{a0}November\u{a0}2026");
        assert_eq!(short_date(Language::Nn, saturday), "lau.\u{a0}21.11.2026");
        assert_eq!(short_date(Language::En, saturday), "Sat\u{a0}21\u{a0}November\u{a0}2026");
        assert_eq!(long_date(Language::Nb, saturday), "lørdag 21. november 2026");
        assert_eq!(long_date(Language::Nn, saturday), "laurdag 21. november 2026");
        assert_eq!(long_date(Language::En, saturday), "Saturday 21 November 2026");
    }

    #[test]
    fn a_term_is_told_in_words_wherever_it_stands() {
        assert_eq!(term_in_words(Language::Nb, "2026-H"), "høst 2026");
        assert_eq!(
            term_in_words(Language::Nn, "BIO-1001 2026-H, 7001"),
            "BIO-1001 haust 2026, 7001"
        );
        assert_eq!(
            term_in_words(Language::En, "2026/11, BIO-1001 2027-V"),
            "2026/11, BIO-1001 spring 2027"
        );
        assert_eq!(term_in_words(Language::En, "KJE-10 2026-X"), "KJE-10 2026-X");
    }

    #[test]
    fn a_sitting_that_is_not_the_ordinary_one_is_told_as_such() {
        let told = |language| term_in_words(language, "BIO-1001 2026-H, utsatt, 7001");
        assert_eq!(told(Language::Nb), "BIO-1001 høst 2026, utsatt eksamen, 7001");
        assert_eq!(told(Language::Nn), "BIO-1001 haust 2026, utsett eksamen, 7001");
        assert_eq!(told(Language::En), "BIO-1001 autumn 2026, deferred exam, 7001");
        assert_eq!(
            term_in_words(Language::En, "utsatt 2026-H utsatt"),
            "utsatt autumn 2026 utsatt"
        );
    }

    #[test]
    fn the_size_of_a_file_is_told_as_people_tell_it() {
        assert_eq!(size(Language::Nb, 1), "1\u{a0}kB");
        assert_eq!(size(Language::Nb, 12_345), "12\u{a0}kB");
        assert_eq!(size(Language::Nb, 949_999), "950\u{a0}kB");
        assert_eq!(size(Language::Nn, 3_400_000), "3,4\u{a0}MB");
        assert_eq!(size(Language::En, 12_000_000), "12.0\u{a0}MB");
    }

    #[test]
    fn a_time_is_written_with_a_point_in_norwegian() {
        let nine = day(2026, 11, 21).at(9, 0, 0, 0);
        assert_eq!(
            (time(Language::Nn, nine).as_str(), time(Language::En, nine).as_str()),
            ("kl. 09.00", "09:00")
        );
    }

    #[test]
    fn thousands_are_grouped_and_the_decimal_mark_follows_the_language() {
        assert_eq!(number(Language::Nb, "1234567.5"), "1\u{a0}234\u{a0}567,5");
        assert_eq!(number(Language::En, 1234), "1,234");
        assert_eq!(number(Language::Nn, -100), "−100");
        assert_eq!(number(Language::Nb, 7.5), "7,5");
    }
}
