//! The field for an exam's rooms: chosen by name, or typed as codes.

use super::store::ExamRoom;
use ui::{Choice, Form, Frame};

/// The fewest lines the field has, and how many of them are empty at least.
const LINES_MIN: usize = 3;
const EMPTY_MIN: usize = 1;

impl ExamRoom {
    /// The room as a person chooses it: the name, which tells the building, and the code, which
    /// tells it from another of the same name.
    pub(super) fn shown(&self) -> String {
        format!("{} ({})", self.name, self.code)
    }

    fn is_called(&self, typed: &str) -> bool {
        let same = |name: &str| name.to_lowercase() == typed.to_lowercase();
        same(&self.code) || same(&self.name) || same(&self.shown())
    }
}

/// The codes of the rooms that were typed or chosen. A line that means no room, or more than one, is
/// handed on as it is: it is told with what may stand there.
pub(super) fn codes(form: &Form, known: &[ExamRoom]) -> Vec<String> {
    form.all("rooms").flat_map(|line| codes_of(line.trim(), known)).collect()
}

fn codes_of(line: &str, known: &[ExamRoom]) -> Vec<String> {
    if line.is_empty() {
        return Vec::new();
    }
    let called: Vec<_> = known.iter().filter(|room| room.is_called(line)).collect();
    if let [room] = called[..] {
        return vec![room.code.clone()];
    }
    let codes: Vec<_> = line.split([' ', ',']).filter(|code| !code.is_empty()).collect();
    let all = codes.iter().all(|code| known.iter().any(|room| room.code == **code));
    if all { codes.into_iter().map(ToOwned::to_owned).collect() } else { vec![line.to_owned()] }
}

/// The lines of the field with what was typed, and some empty ones.
pub(super) fn lines(form: &Form, frame: &Frame) -> Vec<Choice> {
    let typed: Vec<_> = form.all("rooms").filter(|line| !line.trim().is_empty()).collect();
    let count = LINES_MIN.max(typed.len() + EMPTY_MIN);
    let line = |at: usize| {
        let value = typed.get(at).copied().unwrap_or_default();
        Choice::new(value, frame.ta("catalogue-room-line", &[("number", &(at + 1))]))
    };
    (0..count).map(line).collect()
}

/// What the lines suggest: each room with how many it holds.
pub(super) fn suggestions(known: &[ExamRoom], frame: &Frame) -> Vec<Choice> {
    let seats = |room: &ExamRoom| frame.ta("catalogue-room-seats", &[("count", &room.capacity)]);
    known.iter().map(|room| Choice::new(room.shown(), seats(room))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn known() -> Vec<ExamRoom> {
        let room = |(code, name): (&str, &str)| ExamRoom {
            id: Uuid::nil(),
            code: code.to_owned(),
            name: name.to_owned(),
            capacity: 20,
        };
        [
            ("TEO-H1", "Teorifagbygget hall 1"),
            ("A 1", "Auditorium 1, Åsgård"),
            ("N-1", "Rom 1"),
            ("S-1", "Rom 1"),
        ]
        .map(room)
        .into()
    }

    fn read(lines: &[&str]) -> Vec<String> {
        let typed = lines.iter().map(|line| ("rooms".to_owned(), (*line).to_owned()));
        codes(&Form::from_pairs(typed), &known())
    }

    #[test]
    fn a_room_is_meant_by_its_name_its_code_or_both() {
        assert_eq!(read(&["Teorifagbygget hall 1 (TEO-H1)", "", " teo-h1 "]), ["TEO-H1", "TEO-H1"]);
        assert_eq!(read(&["auditorium 1, åsgård", "a 1"]), ["A 1", "A 1"]);
        assert_eq!(read(&["TEO-H1, N-1 S-1"]), ["TEO-H1", "N-1", "S-1"], "several codes as before");
    }

    #[test]
    fn what_means_no_room_or_two_is_handed_on_whole() {
        assert_eq!(read(&["Rom 1", "Teorifagbygget hall 2"]), ["Rom 1", "Teorifagbygget hall 2"]);
        assert_eq!(read(&["Rom 1 (S-1)"]), ["S-1"]);
    }
}
