//! Invented folders.

use super::{Aids, Granted, Paper, Room, RoomExam, RoomFolder, Seated};
use crate::{Course, samples};
use jiff::civil::{DateTime, date};
use rules::{Language, Text};

fn exam(code: &str, ends: DateTime, extra_minutes: u32, aids: Option<Aids>) -> RoomExam {
    let name = match code {
        "HIS-1001" => Text::new("Historie før 1814", "Historie før 1814", "History before 1814"),
        _ => Text::new("Språk i nord", "Språk i nord", "Languages of the north"),
    };
    RoomExam {
        course: Course { code: code.to_owned(), name },
        from: date(2026, 5, 18).at(9, 0, 0, 0),
        until: ends,
        extra_minutes,
        aids,
        papers: vec![
            Paper { language: Language::Nb, candidates: 3, copies: 4 },
            Paper { language: Language::Nn, candidates: 1, copies: 2 },
        ],
    }
}

fn seated(seat: Option<u32>, number: u32, course: &str) -> Seated {
    let name = if number == 4711 {
        Text::new("Skjermet person", "Skjerma person", "Protected person")
    } else {
        let name = format!("Prøvestad, Kandidat {number}");
        Text::new(&*name, &*name, &*name)
    };
    let language = if number.is_multiple_of(4) { Language::Nn } else { Language::Nb };
    let (number, course) = (Some(number.to_string()), course.to_owned());
    Seated { seat, number, course, language, name, granted: None }
}

fn room(code: &str, extra_minutes: u32) -> Room {
    let at = |hour: i8| date(2026, 5, 18).at(hour, 0, 0, 0);
    let aids = Text::new("Ordbok, kalkulator", "Ordbok, kalkulator", "Dictionary, calculator");
    let courses = ["HIS-1001", "SPR-1002"];
    let numbers = [4711, 5024, 6390, 7712, 8125, 9246, 1538, 2804];
    let candidates = numbers.iter().enumerate().map(|(at, number)| {
        let seat = u32::try_from(at + 1).ok();
        seated(seat, *number, courses[at % 2])
    });
    Room {
        code: code.to_owned(),
        name: "Teorifagbygget hall 1".to_owned(),
        from: at(9),
        until: at(14),
        exams: vec![
            exam("HIS-1001", at(13), extra_minutes, Some(Aids::Listed(aids))),
            exam("SPR-1002", at(14), extra_minutes, Some(Aids::None)),
        ],
        candidates: candidates.collect(),
        seats: 12,
        per_row: 4,
        side_by_side: 0,
        invigilators: vec!["Vakt, Anna".to_owned(), "Vakt, Beate".to_owned()],
        in_room_by: date(2026, 5, 16),
    }
}

/// Of one room; of a day with an own room, an exam whose aids nobody has named, and one who came late.
pub fn samples() -> Vec<(&'static str, RoomFolder)> {
    let folder = |rooms| RoomFolder {
        head: samples::filed_head(date(2026, 5, 15)),
        day: date(2026, 5, 18),
        rooms,
    };
    let mut own = room("TEO-101", 60);
    own.exams.truncate(1);
    own.exams[0].aids = None;
    own.candidates = vec![seated(Some(1), 4711, "HIS-1001"), seated(None, 5024, "HIS-1001")];
    let until = date(2026, 5, 18).at(14, 0, 0, 0);
    own.candidates[0].granted = Some(Granted { until, equipment: "PC med ordretting".to_owned() });
    own.seats = 2;
    own.per_row = 2;
    own.side_by_side = 1;
    own.invigilators.clear();
    vec![
        ("one_room", folder(vec![room("TEO-H1", 0)])),
        ("day", folder(vec![room("TEO-H1", 0), own])),
    ]
}
