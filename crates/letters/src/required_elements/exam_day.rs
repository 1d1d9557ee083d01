//! What the letters of an exam's day say: to invigilators, and about an oral exam.

use super::{all, says};

/// Requirements: D-02, J-13
#[test]
fn an_invigilator_is_told_pay_duties_and_working_time() {
    says(
        "invigilator_engagement",
        "head_invigilator",
        &[
            ["eksamensvakt og hovedvakt", "eksamensvakt og hovudvakt", "head invigilator"],
            ["våren 2026", "våren 2026", "spring 2026"],
            ["1 250 kroner", "1 250 kroner", "NOK 1,250"],
            all("60"),
            [
                "ni timer om dagen og 40 timer",
                "ni timar om dagen og 40 timar",
                "nine hours a day and 40",
            ],
            all("aml. §§ 10-4 (1), 10-8 (1)"),
            ["arbeidsmiljøloven", "arbeidsmiljølova", "Working Environment Act"],
            ["taushetsplikt", "teieplikt", "confidential"],
            ["En annen attesterer", "Ein annan attesterer", "Somebody else certifies"],
        ],
    );
}

/// Requirements: D-02, J-13
#[test]
fn a_schedule_names_day_hours_and_room_and_marks_what_has_changed() {
    let row = ["mandag 18. mai 2026", "måndag 18. mai 2026", "Monday 18 May 2026"];
    let hours = ["08.30–13.30", "08.30–13.30", "08:30–13:30"];
    says("invigilator_schedule", "first", &[row, hours, all("TEO-H1")]);
    says(
        "invigilator_schedule",
        "changed",
        &[
            ["er endret", "er endra", "has changed"],
            ["Avlyst", "Avlyst", "Cancelled"],
            ["Hovedvakt", "Hovudvakt", "Head invigilator"],
        ],
    );
    let none = ["ingen vakter igjen", "ingen vakter att", "no turns left"];
    says("invigilator_schedule", "nothing_left", &[none]);
}

/// Requirements: B-16, J-09
#[test]
fn each_candidate_of_an_oral_is_told_the_own_time_and_place() {
    let at = ["28. mai 2026 kl. 10.20", "28. mai 2026 kl. 10.20", "28 May 2026 at 10:20"];
    says("oral_notice", "first", &[at, all("TEO-101"), all("HIS-1001"), all("30 minut")]);
    says(
        "oral_notice",
        "changed",
        &[
            ["i stedet for 27. mai", "i staden for 27. mai", "takes the place of 27 May"],
            all("TEO-102"),
        ],
    );
}

/// Requirements: B-16, J-10
#[test]
fn an_examiner_of_an_oral_is_told_rooms_times_and_the_protocol_with_names() {
    says(
        "oral_examiner_notice",
        "first",
        &[
            all("14"),
            ["09.00–12.10", "09.00–12.10", "09:00–12:10"],
            ["protokollen med navn", "protokollen med namn", "protocol with the name"],
        ],
    );
    says("oral_examiner_notice", "changed", &[["Endret plan", "Endra plan", "Changed plan"]]);
    let none = ["ikke eksaminere noen", "ikkje eksaminere nokon", "not to examine anybody"];
    says("oral_examiner_notice", "not_needed", &[none]);
}

/// Requirements: B-16, J-10, X-16
#[test]
fn the_protocol_of_an_oral_shows_names_times_and_who_examines() {
    says(
        "oral_protocol",
        "session",
        &[
            all("Amina Farah"),
            all("Cecilie Ødegård"),
            all("1042"),
            ["09.30–09.55", "09.30–09.55", "09:30–09:55"],
            all("TEO-101"),
            ["28. mai 2026", "28. mai 2026", "28 May 2026"],
            ["Karakter", "Karakter", "Grade"],
            ["Underskrifter", "Underskrifter", "Signatures"],
        ],
    );
}

/// What lies in a room; the door has numbers and no names.
/// Requirements: C-06, E-21, J-05, J-11
#[test]
fn a_room_s_folder_has_notice_list_plan_papers_aids_and_protocol() {
    says(
        "room_folder",
        "one_room",
        &[
            ["Rommappe for TEO-H1", "Rommappe for TEO-H1", "Folder of TEO-H1"],
            ["lørdag 16. mai 2026", "laurdag 16. mai 2026", "Saturday 16 May 2026"],
            [
                "HIS-1001 | nynorsk | 1 | 1 | 2",
                "HIS-1001 | nynorsk | 1 | 1 | 2",
                "HIS-1001 | Nynorsk | 1 | 1 | 2",
            ],
            ["Ordbok, kalkulator", "Ordbok, kalkulator", "Dictionary, calculator"],
            ["Kandidatliste for TEO-H1", "Kandidatliste for TEO-H1", "List of candidates, TEO-H1"],
            ["Plasskart", "Plasskart", "Seat plan"],
            ["Romprotokoll for TEO-H1", "Romprotokoll for TEO-H1", "Room protocol, TEO-H1"],
            ["Skjermet person", "Skjerma person", "Protected person"],
        ],
    );
    let side_by_side = ["for lite: 1", "for lite: 1", "too small: 1"];
    let extra = ["60 min", "60 min", "60 min"];
    let aids = ["Ikke oppgitt", "Ikkje oppgjeve", "Not stated"];
    says("room_folder", "day", &[side_by_side, extra, aids, all("TEO-101")]);
    let granted = [
        "1 | 4711 | HIS-1001 | 14.00 | PC med ordretting",
        "1 | 4711 | HIS-1001 | 14.00 | PC med ordretting",
        "1 | 4711 | HIS-1001 | 14:00 | PC med ordretting",
    ];
    says("room_folder", "day", &[granted]);
}
