//! What stands around every page, and how its templates read texts, dates and numbers.

use crate::{assets, format, key, messages, messages::ToArg};
use jiff::civil::{Date, DateTime, Time};
use jiff::{Timestamp, tz::TimeZone};
use rules::{Language, Reason, Text};
use std::fmt::Display;
use std::sync::Arc;
use uuid::Uuid;

/// A date or time, or a reference to one of any depth: templates hand over both.
pub trait Plain<T> {
    /// The value itself.
    fn plain(&self) -> T;
}

macro_rules! plain {
    ($($time:ty),*) => { $(impl Plain<$time> for $time {
        fn plain(&self) -> $time {
            *self
        }
    })* };
}
plain!(Date, DateTime, Timestamp);

impl<T, U: Plain<T> + ?Sized> Plain<T> for &U {
    fn plain(&self) -> T {
        (**self).plain()
    }
}

/// The institution whose office this is.
#[derive(Clone)]
pub struct Institution {
    /// The institution number, e.g. `186`.
    pub number: String,
    /// The short name, e.g. `UiT`.
    pub short_name: String,
    /// The full name.
    pub name: Text,
}

/// The person who is signed in.
#[derive(Clone)]
pub struct Person {
    /// The name as she wants it shown.
    pub name: String,
    /// One to three letters for the small round mark.
    pub initials: String,
}

impl Person {
    /// Takes the initials from the first and the last part of the name.
    pub fn named(name: impl Into<String>) -> Self {
        let name = name.into();
        let mut parts = name.split_whitespace();
        let ends = [parts.next(), parts.next_back()];
        let initials = ends.into_iter().flatten().filter_map(|part| part.chars().next()).collect();
        Self { name, initials }
    }
}

/// One place in the menu. Only what this person may use is put there.
#[derive(Clone)]
pub struct NavItem {
    /// The message key of its text.
    pub key: &'static str,
    /// Where it leads.
    pub href: String,
    /// Whether the page is this place or lies under it.
    pub current: bool,
    /// How many things wait there; zero shows no number.
    pub waiting: usize,
}

/// One step of the way from the front page to this page.
#[derive(Clone)]
pub struct Crumb {
    /// What the step is called, in the person's language.
    pub text: String,
    /// Where it leads.
    pub href: String,
}

/// What a flash message says about what was just done.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum FlashKind {
    /// It was done.
    Success,
    /// Something to know.
    Info,
    /// It was done, but mind this.
    Warning,
}

impl FlashKind {
    /// The colour of Designsystemet.
    pub const fn color(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Info => "info",
            Self::Warning => "warning",
        }
    }
}

/// A message that is shown once, on the page after an act.
#[derive(Clone)]
pub struct Flash {
    /// What kind of message it is.
    pub kind: FlashKind,
    /// The message in the person's language.
    pub text: String,
}

/// What was said no to, told at the top of the page that it was asked from.
#[derive(Clone)]
pub struct RefusedAct {
    /// The sentence for the person refused.
    pub text: Text,
    /// Everything that is missing, where there is more than one thing.
    pub all: Vec<Text>,
    /// The steps and their paragraphs.
    pub because: Vec<Reason>,
    /// What was typed, to be copied: the label of each field in the reader's language, and its value.
    pub typed: Vec<(String, String)>,
}

/// Says on every page that this is a demonstration.
#[derive(Clone)]
pub struct Demo {
    /// Where another demo person is picked.
    pub people_href: String,
}

/// What stands around every page: who reads it, where, in which language, and what she may go to.
#[derive(Clone)]
pub struct Frame {
    /// The language form of the page.
    pub language: Language,
    /// The institution.
    pub institution: Institution,
    /// The person signed in; `None` on pages that need no login.
    pub person: Option<Person>,
    /// The menu of this person.
    pub navigation: Vec<NavItem>,
    /// The unit whose work is shown, if the page shows one unit's.
    pub unit: Option<String>,
    /// Present on every page of a demonstration.
    pub demo: Option<Demo>,
    /// The token that a form of this web session must send back in the field `csrf`.
    pub csrf: String,
    /// A message about what was just done.
    pub flash: Option<Flash>,
    /// What was refused, on the page that it was asked from.
    pub refused: Option<Arc<RefusedAct>>,
    /// The path and query of this page: where a change of language comes back to.
    pub path: String,
    /// The page that this answer to a form belongs to, where Back and a reload lead.
    pub page: Option<String>,
    /// The way to this page, without the page itself.
    pub breadcrumb: Vec<Crumb>,
    /// A short reference that a person can name when she asks about this page, e.g. `sensur/BIO-1001`.
    pub page_reference: String,
    /// The domain's time at this node, in Norway.
    pub now: DateTime,
}

impl Frame {
    /// The bare frame: no person, no menu. The fields are public; set what there is.
    pub fn new(language: Language, institution: Institution, now: Timestamp) -> Self {
        Self {
            language,
            institution,
            person: None,
            navigation: Vec::new(),
            unit: None,
            demo: None,
            csrf: String::new(),
            flash: None,
            refused: None,
            path: "/".to_owned(),
            page: None,
            breadcrumb: Vec::new(),
            page_reference: String::new(),
            now: in_norway(now),
        }
    }

    /// The message with this key.
    pub fn t(&self, key: &str) -> String {
        messages::format(self.language, key, &[])
    }

    /// The message with this key and its values. In a template the values are references and the list is not:
    /// `frame.ta("appeal-due", [("date", &day), ("days", &3)])`.
    pub fn ta(&self, key: &str, args: &[(&str, &dyn ToArg)]) -> String {
        messages::format(self.language, key, args)
    }

    /// The form of a text that this page is written in.
    pub fn text<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.language)
    }

    /// A paragraph that a rule set names, as the reader is told it.
    pub fn law(&self, law: &str) -> String {
        rules::cited::told(law).get(self.language).to_owned()
    }

    /// The text itself, or the message with this key where the text is empty.
    pub fn hint_or(&self, text: &str, key: &str) -> String {
        if text.is_empty() { self.t(key) } else { text.to_owned() }
    }

    /// The hint of a field for long texts, which says how long they may be.
    pub fn limited(&self, hint: &str) -> String {
        let most = self.ta("common-text-max", &[("number", &self.number(crate::TEXT_MAX))]);
        if hint.is_empty() { most } else { format!("{hint} {most}") }
    }

    /// `21.11.2026`, in English `21 November 2026`.
    pub fn date(&self, date: impl Plain<Date>) -> String {
        format::date(self.language, date.plain())
    }

    /// `lørdag 21. november 2026`, in English `Saturday 21 November 2026`.
    pub fn long_date(&self, date: impl Plain<Date>) -> String {
        format::long_date(self.language, date.plain())
    }

    /// `lør. 21.11.2026`, in English `Sat 21 November 2026`: in lists of days to plan by.
    pub fn short_date(&self, date: impl Plain<Date>) -> String {
        format::short_date(self.language, date.plain())
    }

    /// `kl. 09.00`, in English `09:00`: the hour of an exam.
    pub fn clock(&self, time: &Time) -> String {
        format::time(self.language, Date::constant(2000, 1, 1).to_datetime(*time))
    }

    /// `4 timer`, `2 timer 30 minutter`, `45 minutter`.
    pub fn length(&self, minutes: &i32) -> String {
        let (hours, rest) = (minutes / 60, minutes % 60);
        let hours = (hours > 0).then(|| self.ta("common-hours", &[("hours", &hours)]));
        let rest = (rest > 0).then(|| self.ta("common-minutes", &[("minutes", &rest)]));
        [hours, rest].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// `kl. 09.00`, in English `09:00`.
    pub fn time(&self, at: impl Plain<DateTime>) -> String {
        format::time(self.language, at.plain())
    }

    /// Date and time: `21.11.2026 kl. 09.00`.
    pub fn date_time(&self, at: impl Plain<DateTime>) -> String {
        let at = at.plain();
        format!("{} {}", self.date(at.date()), self.time(at))
    }

    /// A moment as date and time in Norway.
    pub fn moment(&self, at: impl Plain<Timestamp>) -> String {
        self.date_time(in_norway(at.plain()))
    }

    /// `1 234,5`, in English `1,234.5`.
    pub fn number(&self, value: impl Display) -> String {
        format::number(self.language, value)
    }

    /// `7,5 studiepoeng`, in English `7.5 credits`.
    pub fn credits(&self, value: impl Display) -> String {
        self.ta("common-credits", &[("number", &self.number(value))])
    }

    /// A term, or a reference with a term in it, in words: see [`crate::term_in_words`].
    pub fn term(&self, reference: impl Display) -> String {
        crate::term_in_words(self.language, reference)
    }

    /// A term to choose from a list: what is sent is `2026-H`, what is read `Høst 2026`.
    pub fn term_choice(&self, term: impl Display) -> crate::Choice {
        let text = format::term_choice(self.language, &term);
        crate::Choice::new(term.to_string(), text)
    }

    /// The size of a file: `12 kB`, `3,4 MB`; what is less than one kB counts as one.
    pub fn size(&self, bytes: &i64) -> String {
        format::size(self.language, *bytes)
    }

    /// What kind of file it is, in words: `PDF`, `tekstfil`, `bilde`.
    pub fn file_kind(&self, media_type: &str) -> String {
        self.t(match media_type {
            "application/pdf" => key("common-file-pdf"),
            "text/plain" => key("common-file-text"),
            "application/zip" => key("common-file-zip"),
            "application/vnd.oasis.opendocument.text" => key("common-file-odt"),
            word if word.ends_with("wordprocessingml.document") => key("common-file-word"),
            image if image.starts_with("image/") => key("common-file-image"),
            _ => key("common-file-other"),
        })
    }

    /// How far off a day is, in words: `om 3 dager`, `i dag`, `2 dager over fristen`.
    pub fn due(&self, date: impl Plain<Date>) -> String {
        let days = self.days_until(date.plain());
        if days < 0 {
            return self.ta("common-due-over", &[("days", &-days)]);
        }
        self.ta("common-due-in", &[("days", &days)])
    }

    /// Whether a day has passed.
    pub fn is_overdue(&self, date: impl Plain<Date>) -> bool {
        self.days_until(date.plain()) < 0
    }

    /// The colour of a deadline: red when passed, yellow within three days, otherwise neutral.
    pub fn due_color(&self, date: impl Plain<Date>) -> &'static str {
        match self.days_until(date.plain()) {
            ..0 => "danger",
            0..=3 => "warning",
            _ => "neutral",
        }
    }

    fn days_until(&self, date: Date) -> i64 {
        i64::from((date - self.now.date()).get_days())
    }

    /// The address of an asset by its name, e.g. `kandidat.css`.
    pub fn asset<'n>(&self, name: &'n str) -> &'n str {
        assets::path_of(name)
    }

    /// A new id for a form's act: the answer to the double click.
    pub fn new_act_id(&self) -> Uuid {
        Uuid::new_v4()
    }

    /// The languages to choose between, with their own names.
    pub fn languages(&self) -> [(Language, &'static str); 3] {
        [(Language::Nb, "Bokmål"), (Language::Nn, "Nynorsk"), (Language::En, "English")]
    }
}

/// Norwegian civil time. The rule has been the same since 1996 and is written out,
/// so that no machine needs a time zone database.
pub fn in_norway(at: Timestamp) -> DateTime {
    let zone = TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap_or(TimeZone::UTC);
    at.to_zoned(zone).datetime()
}
