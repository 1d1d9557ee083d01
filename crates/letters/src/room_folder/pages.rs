//! The pages of one room.

use super::{Aids, Room, RoomExam, Seated, hours, language};
use crate::blocks::{facts, heading, list, on, paragraph, same};
use crate::{Block, Deadline};
use rules::Text;

/// How many lines there are for what happens.
const EVENT_LINES: usize = 14;

impl Room {
    /// All pages: what there is, the door, who sits where, and what is written by hand.
    pub(super) fn pages(&self) -> Vec<Block<Text>> {
        let mut pages = self.first();
        for page in [self.door(), self.by_seat(), self.plan(), self.protocol()] {
            pages.push(Block::PageBreak);
            pages.extend(page);
        }
        pages
    }

    /// The codes of the courses.
    pub(super) fn codes(&self) -> String {
        let codes: Vec<_> = self.exams.iter().map(|exam| exam.course.code.as_str()).collect();
        codes.join(", ")
    }

    fn first(&self) -> Vec<Block<Text>> {
        let none = || same("–");
        let invigilators = self.invigilators.join("; ");
        vec![
            heading(same(format!("{} {}", self.code, self.name))),
            facts([
                (text!(nb: "Tid", nn: "Tid", en: "Time"), hours(self.from, self.until)),
                (
                    text!(nb: "Kandidater", nn: "Kandidatar", en: "Candidates"),
                    same(self.candidates.len().to_string()),
                ),
                (
                    text!(nb: "Eksamensvakter", nn: "Eksamensvakter", en: "Invigilators"),
                    if invigilators.is_empty() { none() } else { same(invigilators) },
                ),
                (
                    text!(nb: "I rommet innen", nn: "I rommet innan", en: "In the room by"),
                    on(self.in_room_by),
                ),
            ]),
            self.papers(),
            self.aids(),
            heading(text!(nb: "Slik gjør dere", nn: "Slik gjer de", en: "What you do")),
            instructions(),
        ]
    }

    fn papers(&self) -> Block<Text> {
        let rows = self.exams.iter().flat_map(|exam| {
            exam.papers.iter().map(|paper| {
                vec![
                    same(&*exam.course.code),
                    language(paper.language),
                    same(paper.candidates.to_string()),
                    same((paper.copies - paper.candidates).to_string()),
                    same(paper.copies.to_string()),
                ]
            })
        });
        Block::Table {
            caption: text!(
                nb: "Oppgaver i konvolutten",
                nn: "Oppgåver i konvolutten",
                en: "Papers in the envelope"
            ),
            columns: vec![
                text!(nb: "Emne", nn: "Emne", en: "Course"),
                text!(nb: "Målform", nn: "Målform", en: "Language"),
                text!(nb: "Kandidater", nn: "Kandidatar", en: "Candidates"),
                text!(nb: "Reserve", nn: "Reserve", en: "Spare"),
                text!(nb: "Eksemplarer", nn: "Eksemplar", en: "Copies"),
            ],
            rows: rows.collect(),
        }
    }

    fn aids(&self) -> Block<Text> {
        let row = |exam: &RoomExam| {
            let course = text!(nb: "{c}", nn: "{c}", en: "{c}"; c = exam.course);
            vec![course, hours(exam.from, exam.until), exam.extra(), exam.aids_said()]
        };
        Block::Table {
            caption: text!(
                nb: "Tid og tillatte hjelpemidler",
                nn: "Tid og tillatne hjelpemiddel",
                en: "Time and aids allowed"
            ),
            columns: vec![
                text!(nb: "Emne", nn: "Emne", en: "Course"),
                text!(nb: "Tid", nn: "Tid", en: "Time"),
                text!(nb: "Ekstra tid", nn: "Ekstra tid", en: "Extra time"),
                text!(nb: "Hjelpemidler", nn: "Hjelpemiddel", en: "Aids"),
            ],
            rows: self.exams.iter().map(row).collect(),
        }
    }

    /// What hangs on the door: numbers, no names.
    fn door(&self) -> Vec<Block<Text>> {
        let line = |exam: &RoomExam| {
            let at = hours(exam.from, exam.until);
            text!(nb: "{c}, {at}", nn: "{c}, {at}", en: "{c}, {at}"; c = exam.course, at = at)
        };
        let mut lines: Vec<_> = self.exams.iter().map(line).collect();
        lines.push(text!(
            nb: "Eksamen pågår. Stille!",
            nn: "Eksamen går føre seg. Stille!",
            en: "Exam in progress. Silence, please!"
        ));
        let mut seats: Vec<&Seated> = self.candidates.iter().collect();
        seats
            .sort_by_key(|one| one.number.as_deref().and_then(|number| number.parse::<u64>().ok()));
        let row = |one: &&Seated| vec![number(one), same(&*one.course), seat(one)];
        vec![
            Block::Notice { title: same(&*self.code), lines },
            Block::Table {
                caption: text!(nb: "Hvor du sitter", nn: "Kvar du sit", en: "Where you sit"),
                columns: vec![
                    text!(nb: "Kandidatnummer", nn: "Kandidatnummer", en: "Candidate number"),
                    text!(nb: "Emne", nn: "Emne", en: "Course"),
                    text!(nb: "Plass", nn: "Plass", en: "Seat"),
                ],
                rows: seats.iter().map(row).collect(),
            },
        ]
    }

    /// The list by which it is checked who has come.
    fn by_seat(&self) -> Vec<Block<Text>> {
        let row = |one: &Seated| {
            let blank = || same("");
            let language = language(one.language);
            let name = one.name.clone();
            vec![seat(one), number(one), same(&*one.course), language, name, blank(), blank()]
        };
        let mut page = vec![
            heading(text!(
                nb: "Kandidatliste for {room}",
                nn: "Kandidatliste for {room}",
                en: "List of candidates, {room}";
                room = self.code
            )),
            paragraph(text!(
                nb: "Listen er for vaktene og skal ikke henges opp. Sjekk legitimasjonen mot navnet, og la \
                     kandidaten skrive under.",
                nn: "Lista er for vaktene og skal ikkje hengast opp. Sjekk legitimasjonen mot namnet, og la \
                     kandidaten skrive under.",
                en: "The list is for the invigilators and is not put up. Check each identity paper against the \
                     name, and let the candidate sign."
            )),
            Block::Sheet {
                caption: text!(nb: "Etter plass", nn: "Etter plass", en: "By seat"),
                columns: vec![
                    text!(nb: "Plass", nn: "Plass", en: "Seat"),
                    text!(nb: "Nr.", nn: "Nr.", en: "No."),
                    text!(nb: "Emne", nn: "Emne", en: "Course"),
                    text!(nb: "Målform", nn: "Målform", en: "Language"),
                    text!(nb: "Navn", nn: "Namn", en: "Name"),
                    text!(nb: "Underskrift", nn: "Underskrift", en: "Signature"),
                    text!(nb: "Levert kl.", nn: "Levert kl.", en: "Handed in at"),
                ],
                rows: self.candidates.iter().map(row).collect(),
            },
        ];
        page.extend(self.granted());
        page
    }

    /// Whose own time is another, and what they may use: for the invigilators alone.
    fn granted(&self) -> Option<Block<Text>> {
        let row = |one: &Seated| {
            let granted = one.granted.as_ref()?;
            let until = granted.until;
            let clock =
                |between: char| format!("{:02}{between}{:02}", until.hour(), until.minute());
            let until = Text::new(clock('.'), clock('.'), clock(':'));
            Some(vec![seat(one), number(one), same(&*one.course), until, same(&*granted.equipment)])
        };
        let rows: Vec<_> = self.candidates.iter().filter_map(row).collect();
        (!rows.is_empty()).then(|| Block::Table {
            caption: text!(
                nb: "Tilrettelegging",
                nn: "Tilrettelegging",
                en: "Special arrangements"
            ),
            columns: vec![
                text!(nb: "Plass", nn: "Plass", en: "Seat"),
                text!(nb: "Nr.", nn: "Nr.", en: "No."),
                text!(nb: "Emne", nn: "Emne", en: "Course"),
                text!(nb: "Slutter kl.", nn: "Sluttar kl.", en: "Ends at"),
                text!(nb: "Utstyr", nn: "Utstyr", en: "Equipment"),
            ],
            rows,
        })
    }

    fn plan(&self) -> Vec<Block<Text>> {
        let across = usize::try_from(self.per_row.max(1)).unwrap_or(1);
        let seats = usize::try_from(self.seats).unwrap_or_default();
        let mut desks = vec![same(""); seats.div_ceil(across).max(1) * across];
        for (at, desk) in desks.iter_mut().enumerate().take(seats) {
            *desk = same((at + 1).to_string());
        }
        for one in &self.candidates {
            let at = one.seat.and_then(|seat| usize::try_from(seat).ok()?.checked_sub(1));
            if let Some(desk) = at.and_then(|at| desks.get_mut(at)) {
                let written = number(one).nb;
                *desk = same(format!("{}\n{written}\n{}", desk.nb, one.course));
            }
        }
        let rows = desks.chunks(across).map(<[Text]>::to_vec).collect();
        let mut page = vec![
            heading(text!(nb: "Plasskart", nn: "Plasskart", en: "Seat plan")),
            Block::Plan {
                caption: same(format!("{} {}", self.code, self.name)),
                front: text!(nb: "Foran", nn: "Framme", en: "Front"),
                rows,
            },
        ];
        if self.side_by_side > 0 {
            page.push(paragraph(text!(
                nb: "Par fra samme eksamen som sitter side om side fordi rommet er for lite: {pairs}",
                nn: "Par frå same eksamen som sit side om side fordi rommet er for lite: {pairs}",
                en: "Pairs of one exam that sit side by side because the room is too small: {pairs}";
                pairs = self.side_by_side
            )));
        }
        page
    }

    /// What is written by hand.
    fn protocol(&self) -> Vec<Block<Text>> {
        let blanks = |count: usize| vec![same(""); count];
        let row = |exam: &RoomExam| {
            let mut row = vec![same(&*exam.course.code)];
            row.extend(blanks(6));
            row
        };
        vec![
            heading(text!(
                nb: "Romprotokoll for {room}, {day}",
                nn: "Romprotokoll for {room}, {day}",
                en: "Room protocol, {room}, {day}";
                room = self.code, day = Deadline(self.from.date())
            )),
            Block::Sheet {
                caption: text!(nb: "Oppgjør", nn: "Oppgjer", en: "Account"),
                columns: vec![
                    text!(nb: "Emne", nn: "Emne", en: "Course"),
                    text!(nb: "Møtt", nn: "Møtt", en: "Present"),
                    text!(nb: "Fravær", nn: "Fråvær", en: "Absent"),
                    text!(nb: "Trakk seg", nn: "Trekte seg", en: "Withdrew"),
                    text!(nb: "Blankt", nn: "Blankt", en: "Blank"),
                    text!(nb: "Besvarelser", nn: "Svar", en: "Answers"),
                    text!(nb: "Oppg. igjen", nn: "Oppg. att", en: "Papers left"),
                ],
                rows: self.exams.iter().map(row).collect(),
            },
            list([text!(
                nb: "Hjelpemidlene er kontrollert kl. ________",
                nn: "Hjelpemidla er kontrollerte kl. ________",
                en: "Aids were checked at ________"
            )]),
            Block::Sheet {
                caption: text!(nb: "Hendelser", nn: "Hendingar", en: "Events"),
                columns: vec![
                    text!(nb: "Kl.", nn: "Kl.", en: "Time"),
                    text!(nb: "Kandidat", nn: "Kandidat", en: "Candidate"),
                    text!(nb: "Hva som skjedde", nn: "Kva som hende", en: "What happened"),
                    text!(nb: "Vakt", nn: "Vakt", en: "Invigilator"),
                ],
                rows: vec![blanks(4); EVENT_LINES],
            },
            heading(text!(nb: "Underskrifter", nn: "Underskrifter", en: "Signatures")),
            Block::SignatureFields {
                labels: vec![
                    text!(
                        nb: "Ansvarlig for rommet",
                        nn: "Ansvarleg for rommet",
                        en: "In charge of the room"
                    ),
                    text!(nb: "Eksamensvakt", nn: "Eksamensvakt", en: "Invigilator"),
                ],
            },
        ]
    }
}

impl RoomExam {
    fn extra(&self) -> Text {
        if self.extra_minutes == 0 {
            return same("–");
        }
        text!(nb: "{m} min", nn: "{m} min", en: "{m} min"; m = self.extra_minutes)
    }

    fn aids_said(&self) -> Text {
        match &self.aids {
            Some(Aids::None) => text!(nb: "Ingen", nn: "Ingen", en: "None"),
            Some(Aids::All) => text!(
                nb: "Alle trykte og håndskrevne",
                nn: "Alle trykte og handskrivne",
                en: "All printed and handwritten"
            ),
            Some(Aids::Listed(text)) => text.clone(),
            None => text!(
                nb: "Ikke oppgitt: spør eksamenskontoret",
                nn: "Ikkje oppgjeve: spør eksamenskontoret",
                en: "Not stated: ask the exam office"
            ),
        }
    }
}

fn number(one: &Seated) -> Text {
    same(one.number.clone().unwrap_or_else(|| "–".to_owned()))
}

fn seat(one: &Seated) -> Text {
    same(one.seat.map_or_else(|| "–".to_owned(), |seat| seat.to_string()))
}

fn instructions() -> Block<Text> {
    list([
        text!(
            nb: "Tell oppgavene mot tabellen før du åpner konvolutten, og si fra straks hvis noe mangler.",
            nn: "Tel oppgåvene mot tabellen før du opnar konvolutten, og sei frå straks om noko manglar.",
            en: "Count the papers against the table before you open the envelope, and tell us at once if any are missing."
        ),
        text!(
            nb: "Legg ut eksamenspapir og kladdeark, og heng oppslaget på døra.",
            nn: "Legg ut eksamenspapir og kladdeark, og heng oppslaget på døra.",
            en: "Lay out exam paper and scratch sheets, and put the notice on the door."
        ),
        text!(
            nb: "Sjekk legitimasjon og hjelpemidler når kandidatene har satt seg. Telefoner og klokker legges bort.",
            nn: "Sjekk legitimasjon og hjelpemiddel når kandidatane har sett seg. Telefonar og klokker blir lagde bort.",
            en: "Check identity papers and aids when the candidates have sat down. Phones and watches are put away."
        ),
        text!(
            nb: "Følg med på hvem som kommer sent, går ut og går tidlig, og skriv det i romprotokollen med klokkeslett.",
            nn: "Følg med på kven som kjem seint, går ut og går tidleg, og skriv det i romprotokollen med klokkeslett.",
            en: "Watch who comes late, goes out and leaves early, and write it in the room protocol with the time."
        ),
        text!(
            nb: "Ved mistanke om fusk: ta vare på det som ble funnet, skriv hva du så, og ring eksamenskontoret.",
            nn: "Ved mistanke om fusk: ta vare på det som blei funne, skriv kva du såg, og ring eksamenskontoret.",
            en: "On suspicion of cheating: keep what was found, write what you saw, and call the exam office."
        ),
        text!(
            nb: "Tell besvarelsene til slutt. Møtte kandidater uten dem som trakk seg skal være like mange som besvarelsene.",
            nn: "Tel svara til slutt. Møtte kandidatar utan dei som trekte seg skal vere like mange som svara.",
            en: "Count the answers at the end. Those present, less those who withdrew, must be as many as the answers."
        ),
    ])
}
