//! Passages that stand in two texts word by word: a help to mark what is taken from where (P-02). What
//! they mean is for people to judge: a quotation with its source stands in two texts too.

use serde::Serialize;
use std::cmp::Reverse;
use std::collections::HashMap;
use utoipa::ToSchema;

/// How many words in a row two texts share before that is shown: fewer are common speech.
pub const WORDS_MIN: usize = 8;

/// How long each text may be, in characters.
pub const CHARACTERS_MAX: usize = 400_000;

/// At how many places of a source a passage is compared: beyond them it only repeats itself.
const PLACES_MAX: usize = 32;

/// A passage that stands in both texts, whatever case and punctuation it has there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Overlap {
    /// As it stands in the answer.
    pub passage: String,
    /// As it stands in the source.
    pub source: String,
    /// Where it begins in the answer, in characters from 0.
    pub starts_at: usize,
    /// How many words it has.
    pub words: usize,
}

/// A word, and where it stands, in bytes.
struct Word {
    text: String,
    from: usize,
    to: usize,
}

fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut begun: Option<usize> = None;
    for (at, one) in text.char_indices().chain([(text.len(), ' ')]) {
        match (one.is_alphanumeric(), begun) {
            (true, None) => begun = Some(at),
            (false, Some(from)) => {
                let word = text.get(from..at).unwrap_or_default();
                words.push(Word { text: word.to_lowercase(), from, to: at });
                begun = None;
            }
            _ => {}
        }
    }
    words
}

fn key(run: &[Word]) -> Vec<&str> {
    run.iter().map(|word| word.text.as_str()).collect()
}

/// How many words two texts begin with alike.
fn alike(one: &[Word], other: &[Word]) -> usize {
    one.iter().zip(other).take_while(|(one, other)| one.text == other.text).count()
}

/// The text from the first to the last of these words.
fn passage<'t>(text: &'t str, run: &[Word]) -> &'t str {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return "" };
    text.get(first.from..last.to).unwrap_or_default()
}

/// The passages of an answer that also stand in a source, each as long as it goes, in their order.
pub fn overlaps(answer: &str, source: &str) -> Vec<Overlap> {
    let (ours, theirs) = (words(answer), words(source));
    let mut places: HashMap<Vec<&str>, Vec<usize>> = HashMap::new();
    for (at, run) in theirs.windows(WORDS_MIN).enumerate() {
        places.entry(key(run)).or_default().push(at);
    }
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(run) = ours.get(at..at + WORDS_MIN) {
        let rest = ours.get(at..).unwrap_or_default();
        let starts = places.get(&key(run)).into_iter().flatten().take(PLACES_MAX);
        let lengths = starts.map(|there| {
            let other = theirs.get(*there..).unwrap_or_default();
            (alike(rest, other), Reverse(*there))
        });
        let Some((count, Reverse(there))) = lengths.max() else {
            at += 1;
            continue;
        };
        let ours = rest.get(..count).unwrap_or_default();
        let theirs = theirs.get(there..there + count).unwrap_or_default();
        let before = answer.get(..run.first().map_or(0, |word| word.from)).unwrap_or_default();
        found.push(Overlap {
            passage: passage(answer, ours).to_owned(),
            source: passage(source, theirs).to_owned(),
            starts_at: before.chars().count(),
            words: count,
        });
        at += count;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SOURCE: &str = "Kongen reiste til Bergen, og der ble han syk. Han døde om våren, og \
                          sønnen tok over riket etter ham.";

    #[test]
    fn a_passage_is_found_whatever_its_case_and_punctuation_and_is_shown_as_it_stands() {
        let answer = "Som kjent: kongen reiste til Bergen og der ble han SYK! Slik gikk det.";
        let found = overlaps(answer, SOURCE);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].passage, "kongen reiste til Bergen og der ble han SYK");
        assert_eq!(found[0].source, "Kongen reiste til Bergen, og der ble han syk");
        assert_eq!((found[0].starts_at, found[0].words), (11, 9));
    }

    #[test]
    fn seven_words_are_common_speech_and_eight_are_shown() {
        let of = |count: usize| {
            let words: Vec<_> = SOURCE.split_whitespace().take(count).collect();
            format!("Noe annet. {} og helt andre ord.", words.join(" "))
        };
        // What follows differs: the seventh word is followed by another one.
        assert!(overlaps(&of(WORDS_MIN - 1), SOURCE).is_empty());
        assert_eq!(overlaps(&of(WORDS_MIN), SOURCE).len(), 1);
    }

    #[test]
    fn passages_in_another_order_are_each_found() {
        let answer = "Han døde om våren og sønnen tok over riket. Mellom. \
                      Kongen reiste til Bergen og der ble han syk.";
        let found: Vec<_> = overlaps(answer, SOURCE).into_iter().map(|one| one.words).collect();
        assert_eq!(found, [9, 9]);
    }

    proptest! {
        /// Each passage stands where it says, and its words stand in the source in this order.
        #[test]
        fn what_is_found_stands_in_both(
            answer in prop::collection::vec("[abø]", 0..60),
            source in prop::collection::vec("[abø]", 0..60),
        ) {
            let (answer, source) = (answer.join(" "), source.join(", "));
            let bare = |text: &str| key(&words(text)).join(" ");
            for one in overlaps(&answer, &source) {
                let there: String = answer.chars().skip(one.starts_at).collect();
                prop_assert!(there.starts_with(&one.passage));
                prop_assert_eq!(bare(&one.passage), bare(&one.source));
                prop_assert!(bare(&source).contains(&bare(&one.passage)));
                prop_assert!(one.words >= WORDS_MIN);
            }
        }
    }
}
