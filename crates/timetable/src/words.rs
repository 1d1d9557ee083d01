//! What an explanation says, in all language forms.

use rules::Text;

/// A sentence with places for names and numbers: `{}`, in the same order in each form.
#[derive(Clone, Copy)]
pub(crate) struct Words(pub &'static str, pub &'static str, pub &'static str);

impl Words {
    pub const APART: Self = Self(
        "skal ikke ligge samtidig med {}",
        "skal ikkje liggje samtidig med {}",
        "must not lie at the same time as {}",
    );
    pub const CLASH: Self = Self(
        "kolliderer med {}: {} kandidater tar begge",
        "kolliderer med {}: {} kandidatar tek begge",
        "clashes with {}: {} candidates take both",
    );
    pub const CLASH_OF_ONE: Self = Self(
        "kolliderer med {}: én kandidat tar begge",
        "kolliderer med {}: éin kandidat tek begge",
        "clashes with {}: one candidate takes both",
    );
    pub const TOGETHER: Self = Self(
        "eksamener som skal ligge sammen, kan ikke det her",
        "eksamenar som skal liggje saman, kan ikkje det her",
        "exams that are to lie together cannot do so here",
    );
    pub const RELATION: Self = Self(
        "rekkefølgen eller avstanden som er bedt om, blir brutt",
        "rekkjefølgja eller avstanden som er bedt om, blir broten",
        "the order or distance asked for is broken",
    );
    pub const SEATS: Self = Self(
        "det er ikke nok ledige plasser av det slaget kandidatene trenger",
        "det er ikkje nok ledige plassar av det slaget kandidatane treng",
        "there are not enough free seats of the kind the candidates need",
    );
    pub const LASTS: Self = Self(
        "{} varer {} minutter, og tiden her er {}",
        "{} varer {} minutt, og tida her er {}",
        "{} lasts {} minutes, and the time here is {}",
    );
    pub const LIES: Self =
        Self("{} ligger {}, kostnad {}", "{} ligg {}, kostnad {}", "{} lies at {}, cost {}");
    pub const NOWHERE: Self = Self("{} har ingen tid", "{} har inga tid", "{} has no time");
    pub const WITH: Self = Self("sammen med {}", "saman med {}", "together with {}");
    pub const BROKEN: Self =
        Self("brutt der den ligger: {}", "brote der han ligg: {}", "broken where it is: {}");
    pub const COULD: Self = Self("mulig, kostnad {}", "mogleg, kostnad {}", "possible, cost {}");
    pub const BREAKS: Self = Self("går ikke: {}", "går ikkje: {}", "not possible: {}");

    /// The sentence as it stands.
    pub fn text(self) -> Text {
        self.with(&[])
    }

    /// The sentence with its places filled.
    pub fn with(self, values: &[&str]) -> Text {
        let fill = |words: &str| {
            let mut parts = words.split("{}");
            let first = parts.next().unwrap_or_default().to_owned();
            let values = values.iter().copied().chain(std::iter::repeat(""));
            parts.zip(values).fold(first, |text, (part, value)| text + value + part)
        };
        Text::new(fill(self.0), fill(self.1), fill(self.2))
    }

    /// What a cost of a report is called.
    pub fn cost(name: &str) -> Text {
        let days = name.strip_suffix(" days apart");
        if let Some(days) = days {
            return Self::DAYS.with(&[days]);
        }
        let known = Self::COSTS.iter().find(|(known, _)| *known == name);
        known.map_or_else(|| Text::new(name, name, name), |(_, words)| words.text())
    }

    const DAYS: Self = Self(
        "kandidater med eksamener på {} dagers avstand",
        "kandidatar med eksamenar på {} dagars avstand",
        "candidates with exams {} days apart",
    );

    const COSTS: [(&'static str, Self); 15] = [
        (
            "same day",
            Self(
                "kandidater med to eksamener samme dag",
                "kandidatar med to eksamenar same dag",
                "candidates with two exams on one day",
            ),
        ),
        ("wish", Self("ønsker som ikke er møtt", "ønske som ikkje er møtte", "wishes not met")),
        ("sitting", Self("tider som bør unngås", "tider som bør unngåast", "times to be avoided")),
        (
            "spread",
            Self(
                "for tett for noen kandidater",
                "for tett for nokre kandidatar",
                "too many in few days for some candidates",
            ),
        ),
        (
            "further rooms",
            Self(
                "flere rom for en eksamen",
                "fleire rom for ein eksamen",
                "further rooms for an exam",
            ),
        ),
        (
            "further sites",
            Self(
                "flere steder for en eksamen",
                "fleire stader for ein eksamen",
                "further sites for an exam",
            ),
        ),
        (
            "mixed durations",
            Self(
                "ulik varighet i samme rom",
                "ulik lengd i same rom",
                "different durations in one room",
            ),
        ),
        ("rooms", Self("bruk av rom", "bruk av rom", "use of rooms")),
        (
            "two in a row",
            Self(
                "kandidater med to eksamener på rad",
                "kandidatar med to eksamenar på rad",
                "candidates with two exams in a row",
            ),
        ),
        (
            "two in a day",
            Self(
                "kandidater med to eksamener samme dag",
                "kandidatar med to eksamenar same dag",
                "candidates with two exams on one day",
            ),
        ),
        (
            "period spread",
            Self(
                "eksamener tett på hverandre",
                "eksamenar tett på kvarandre",
                "exams close to each other",
            ),
        ),
        ("front load", Self("store eksamener sent", "store eksamenar seint", "large exams late")),
        ("room penalty", Self("bruk av rom", "bruk av rom", "use of rooms")),
        (
            "period penalty",
            Self("tider som bør unngås", "tider som bør unngåast", "times to be avoided"),
        ),
        (
            "proximity",
            Self(
                "eksamener tett på hverandre",
                "eksamenar tett på kvarandre",
                "exams close to each other",
            ),
        ),
    ];
}
