//! What a lenient reader tells of what it read otherwise than it was written.

use rules::Text;
use std::fmt;

/// One thing that was changed or passed over, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What was done.
    pub what: Noted,
    /// Where: the place of the element in the document. Says nothing of the person.
    pub place: String,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.what.name(), self.place)
    }
}

macro_rules! noted {
    ($($(#[doc = $doc:literal])+ $variant:ident $name:literal: $nb:literal, $nn:literal, $en:literal;)+) => {
        /// What a reader may do instead of refusing.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Noted {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Noted {
            /// Every kind of note.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The stable name, in kebab case.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The sentence for whoever receives the document.
            pub fn text(self) -> Text {
                match self { $(Self::$variant => Text::new($nb, $nn, $en),)+ }
            }
        }
    };
}

noted! {
    /// `7,5` was read as `7.5`.
    CommaInCredits "comma-in-credits":
        "Studiepoeng var skrevet med komma og er lest som desimaltall.",
        "Studiepoeng var skrivne med komma og er lesne som desimaltal.",
        "Credits were written with a comma and have been read as a decimal number.";
    /// Credits that are no number from 0 to 1000 with at most three decimals.
    CreditsUnreadable "credits-unreadable":
        "Studiepoengene er ikke et tall fra 0 til 1000 med høyst tre desimaler, og er ikke tatt med.",
        "Studiepoenga er ikkje eit tal frå 0 til 1000 med høgst tre desimalar, og er ikkje tekne med.",
        "The credits are no number from 0 to 1000 with at most three decimals, and have been left out.";
    /// Credits of another scheme than ECTS, or a second number of them.
    OtherCredits "other-credits":
        "Omfang i noe annet enn studiepoeng (ECTS), eller oppgitt to ganger, er ikke tatt med.",
        "Omfang i noko anna enn studiepoeng (ECTS), eller oppgjeve to gonger, er ikkje teke med.",
        "Credits of another scheme than ECTS, or given twice, have been left out.";
    /// Credits both on a node and below it.
    CreditsAboveAndBelow "credits-above-and-below":
        "Studiepoeng står både på helheten og på delene; de må ikke legges sammen.",
        "Studiepoeng står både på heilskapen og på delane; dei må ikkje leggjast saman.",
        "Credits stand both on the whole and on its parts; they must not be added up.";
    /// No date of the years 1900 to 2199.
    DateUnreadable "date-unreadable":
        "En dato kunne ikke leses (ÅÅÅÅ-MM-DD, 1900 til 2199), og er ikke tatt med.",
        "Ein dato kunne ikkje lesast (ÅÅÅÅ-MM-DD, 1900 til 2199), og er ikkje teken med.",
        "A date could not be read (YYYY-MM-DD, 1900 to 2199), and has been left out.";
    /// A time without its distance from UTC was taken as Norwegian time.
    TimeWithoutZone "time-without-zone":
        "Et klokkeslett uten tidssone er lest som norsk tid.",
        "Eit klokkeslett utan tidssone er lese som norsk tid.",
        "A time without a time zone has been read as Norwegian time.";
    /// A term lacks its name or a readable day.
    TermUnreadable "term-unreadable":
        "En termin mangler navn eller datoer, eller har en ukjent kode, og er ikke tatt med.",
        "Ein termin manglar namn eller datoar, eller har ein ukjend kode, og er ikkje teken med.",
        "A term lacks its name or its days, or has an unknown code, and has been left out.";
    /// A level outside 1 to 8.
    LevelUnreadable "level-unreadable":
        "Et nivå i kvalifikasjonsrammeverket er ikke et tall fra 1 til 8, og er ikke tatt med.",
        "Eit nivå i kvalifikasjonsrammeverket er ikkje eit tal frå 1 til 8, og er ikkje teke med.",
        "A level of the qualifications framework is no number from 1 to 8, and has been left out.";
    /// An unknown kind of learning opportunity.
    KindUnknown "kind-unknown":
        "Det står ikke om dette er et emne eller en kvalifikasjon på en måte som kan leses.",
        "Det står ikkje om dette er eit emne eller ein kvalifikasjon på ein måte som kan lesast.",
        "It does not say in a way that can be read whether this is a course or a qualification.";
    /// Failed, still going on, or of unknown status.
    NotPassed "not-passed":
        "Et resultat som ikke er bestått, er ikke tatt med.",
        "Eit resultat som ikkje er greidd, er ikkje teke med.",
        "A result that is not passed has been left out.";
    /// The grade says failed, and the status passed.
    FailedGrade "failed-grade":
        "Et resultat er meldt som bestått med en karakter som ikke er bestått, og er ikke tatt med.",
        "Eit resultat er meldt som greidd med ein karakter som ikkje er greidd, og er ikkje teke med.",
        "A result is said to be passed with a grade that is not, and has been left out.";
    /// A text in a language that is neither Norwegian nor English.
    OtherLanguage "other-language":
        "En tekst er skrevet på et annet språk enn norsk og engelsk.",
        "Ein tekst er skriven på eit anna språk enn norsk og engelsk.",
        "A text is written in another language than Norwegian and English.";
    /// A second text in the same language.
    TextTwice "text-twice":
        "En tekst står to ganger på samme språk; den første er tatt med.",
        "Ein tekst står to gonger på same språk; den første er teken med.",
        "A text stands twice in the same language; the first has been taken.";
    /// A course or qualification without a name.
    TitleMissing "title-missing":
        "Et emne eller en kvalifikasjon mangler navn.",
        "Eit emne eller ein kvalifikasjon manglar namn.",
        "A course or a qualification lacks its name.";
    /// A description was there as HTML alone.
    FromHtml "from-html":
        "En beskrivelse fantes bare som HTML og er gjort om til ren tekst.",
        "Ei skildring fanst berre som HTML og er gjord om til rein tekst.",
        "A description was there as HTML alone and has been made plain text.";
    /// Attachments are passed over.
    Attachments "attachments-left-out":
        "Vedlegg er ikke tatt med.",
        "Vedlegg er ikkje tekne med.",
        "Attachments have been left out.";
    /// An identifier without its kind or its value.
    IdentifierUnreadable "identifier-unreadable":
        "En identifikator mangler type eller verdi, og er ikke tatt med.",
        "Ein identifikator manglar type eller verdi, og er ikkje teken med.",
        "An identifier lacks its type or its value, and has been left out.";
    /// There is more to tell than [`crate::limits::NOTES_MAX`] notes.
    More "more-notes":
        "Det er mer å merke seg enn det er plass til å nevne.",
        "Det er meir å merke seg enn det er plass til å nemne.",
        "There is more to note than there is room to tell.";
}

#[test]
fn every_note_has_a_name_of_its_own_and_a_sentence_in_every_language_form() {
    let names: std::collections::BTreeSet<_> = Noted::ALL.iter().map(|what| what.name()).collect();
    assert_eq!(names.len(), Noted::ALL.len());
    for what in Noted::ALL {
        let text = what.text();
        assert!(rules::Language::ALL.iter().all(|form| text.get(*form).ends_with('.')), "{what:?}");
    }
}
