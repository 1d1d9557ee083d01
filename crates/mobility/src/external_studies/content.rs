//! What one result from elsewhere says: read from a document, kept as it is, compared by its hash.

use elmo::Opportunity;
use jiff::civil::Date;
use rules::{Credits, Language, Term};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use ui::key;
use utoipa::ToSchema;

/// What sort of thing somebody has from elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ExternalKind)]
pub enum Kind {
    /// A course.
    Course,
    /// Several courses that belong together.
    CourseCollection,
    /// A qualification.
    Qualification,
    /// Part of a study, without the courses it was made of.
    PartStudies,
    /// Practice.
    Practice,
}

impl Kind {
    /// All kinds, in the order a form offers them.
    pub const ALL: [Self; 5] = [
        Self::Course,
        Self::CourseCollection,
        Self::Qualification,
        Self::PartStudies,
        Self::Practice,
    ];

    /// As a document of results sorts it; what does not say what it is, is a course, or a collection where
    /// it is made up of others.
    fn of(opportunity: &Opportunity) -> Self {
        match opportunity.kind {
            Some(elmo::Kind::DegreeProgramme) => Self::Qualification,
            Some(elmo::Kind::Module) => Self::CourseCollection,
            Some(elmo::Kind::Course | elmo::Kind::Class) => Self::Course,
            None if opportunity.parts.is_empty() => Self::Course,
            None => Self::CourseCollection,
        }
    }

    /// The message of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Course => key("external-studies-kind-course"),
            Self::CourseCollection => key("external-studies-kind-course-collection"),
            Self::Qualification => key("external-studies-kind-qualification"),
            Self::PartStudies => key("external-studies-kind-part-studies"),
            Self::Practice => key("external-studies-kind-practice"),
        }
    }
}

/// A text in the language forms in which the issuer wrote it; what is missing stays missing.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = ExternalWords)]
pub struct Words {
    /// Bokmål, or what only says that it is Norwegian.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nb: Option<String>,
    /// Nynorsk.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nn: Option<String>,
    /// English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
    /// In another language, or nobody says in which.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
}

impl Words {
    /// What comes closest to the language form of the reader; empty where there is nothing.
    pub fn nearest(&self, language: Language) -> &str {
        let (nb, nn, en) = (&self.nb, &self.nn, &self.en);
        let order = match language {
            Language::Nb => [nb, nn, en],
            Language::Nn => [nn, nb, en],
            Language::En => [en, nb, nn],
        };
        order.into_iter().chain([&self.other]).find_map(Option::as_deref).unwrap_or_default()
    }

    /// Every form that is there, as one line.
    pub fn all(&self) -> String {
        let all = [&self.nb, &self.nn, &self.en, &self.other];
        all.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" / ")
    }

    /// Whether it is written in no language at all.
    pub fn is_empty(&self) -> bool {
        [&self.nb, &self.nn, &self.en, &self.other].iter().all(|form| form.is_none())
    }
}

impl From<&elmo::Words> for Words {
    fn from(words: &elmo::Words) -> Self {
        let elmo::Words { nb, nn, en, other } = words.clone();
        Self { nb, nn, en, other }
    }
}

/// One result, as its issuer says it. It is passed: nothing else is exchanged. No `Debug`: what somebody
/// has passed stands in no log.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ExternalContent)]
pub struct Content {
    /// What sort of thing it is.
    pub kind: Kind,
    /// The institution, as the document names it.
    pub institution: Words,
    /// The course code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Which version of the course.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Its name.
    #[serde(default, skip_serializing_if = "Words::is_empty")]
    pub title: Words,
    /// The title of the thesis or paper.
    #[serde(default, skip_serializing_if = "Words::is_empty")]
    pub thesis: Words,
    /// The term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub term: Option<Term>,
    /// The term by name, where the document gives no other.
    #[serde(default, skip_serializing_if = "Words::is_empty")]
    pub period: Words,
    /// The day of the result, or on which the qualification was conferred.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    pub date: Option<Date>,
    /// The grade as the issuer writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<String>,
    /// Credits (ECTS), exact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub credits: Option<Credits>,
    /// The level in the European Qualifications Framework, 1 to 8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// What was taught.
    #[serde(default, skip_serializing_if = "Words::is_empty")]
    pub description: Words,
    /// A page about it, as the issuer gives it: shown as text and never followed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The keys of what it is part of, such as the qualification of a course.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub part_of: Vec<String>,
}

impl Content {
    /// What a document says of one result. What it is part of is filled in when all have their keys.
    pub(super) fn of(opportunity: &Opportunity, institution: &Words) -> Self {
        let achieved = &opportunity.achieved;
        let period = achieved.period.as_ref().map(|period| Words::from(&period.title));
        Self {
            kind: Kind::of(opportunity),
            institution: institution.clone(),
            code: opportunity.code().map(ToOwned::to_owned),
            version: opportunity.version().map(ToOwned::to_owned),
            title: (&opportunity.title).into(),
            thesis: (&achieved.thesis).into(),
            term: achieved.term,
            period: period.unwrap_or_default(),
            date: achieved.date,
            grade: achieved.grade.clone(),
            credits: achieved.credits,
            level: achieved.level,
            description: (&opportunity.description).into(),
            url: opportunity.url.clone(),
            part_of: Vec::new(),
        }
    }

    /// The hash by which two are the same.
    ///
    /// # Errors
    /// Our own fault: it cannot be written down.
    pub(super) fn hash(&self) -> serde_json::Result<[u8; 32]> {
        Ok(Sha256::digest(serde_json::to_vec(self)?).into())
    }

    /// What is missing. Nothing of it is filled in from elsewhere.
    pub fn gaps(&self) -> Vec<Gap> {
        let has_term = self.term.is_some() || !self.period.is_empty() || self.date.is_some();
        let missing = [
            (Gap::Title, self.title.is_empty()),
            (Gap::EnglishTitle, !self.title.is_empty() && self.title.en.is_none()),
            (Gap::Code, self.code.is_none() && self.kind == Kind::Course),
            (Gap::Credits, self.credits.is_none() && self.kind != Kind::Qualification),
            (Gap::Term, !has_term),
            (Gap::Grade, self.grade.is_none() && self.kind == Kind::Course),
        ];
        missing.into_iter().filter(|(_, is_missing)| *is_missing).map(|(gap, _)| gap).collect()
    }

    /// The term in a word: its code, else its name, else the day.
    pub fn when(&self, language: Language) -> String {
        match (self.term, self.date) {
            (Some(term), _) => term.to_string(),
            (None, _) if !self.period.is_empty() => self.period.nearest(language).to_owned(),
            (None, Some(date)) => date.to_string(),
            (None, None) => String::new(),
        }
    }

    /// Code and name, as far as they are there.
    pub fn shown(&self, language: Language) -> String {
        let title = self.title.nearest(language);
        match &self.code {
            Some(code) => format!("{code} {title}").trim().to_owned(),
            None => title.to_owned(),
        }
    }

    /// What stands side by side where two versions differ: each field that can, and what is in it.
    pub fn fields(&self) -> [(&'static str, String); 14] {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let shown = |value: Option<String>| value.unwrap_or_default();
        [
            (key("external-studies-institution"), self.institution.all()),
            (key("external-studies-code"), text(&self.code)),
            (key("external-studies-version"), text(&self.version)),
            (key("external-studies-name"), self.title.all()),
            (key("external-studies-thesis"), self.thesis.all()),
            (key("external-studies-term"), shown(self.term.map(|term| term.to_string()))),
            (key("external-studies-period"), self.period.all()),
            (key("external-studies-date"), shown(self.date.map(|date| date.to_string()))),
            (key("external-studies-grade"), text(&self.grade)),
            (
                key("external-studies-credits"),
                shown(self.credits.map(|credits| credits.to_string())),
            ),
            (key("external-studies-level"), shown(self.level.map(|level| level.to_string()))),
            (key("external-studies-description"), self.description.all()),
            (key("external-studies-url"), text(&self.url)),
            (key("external-studies-part-of"), self.part_of.join(", ")),
        ]
    }
}

/// What a result from elsewhere lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = ExternalGap)]
pub enum Gap {
    /// A name at all.
    Title,
    /// An English name, which the diploma supplement needs.
    EnglishTitle,
    /// A course code.
    Code,
    /// Credits.
    Credits,
    /// When it was taken.
    Term,
    /// A grade.
    Grade,
}

impl Gap {
    /// The message that tells it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Title => key("external-studies-gap-title"),
            Self::EnglishTitle => key("external-studies-gap-english-title"),
            Self::Code => key("external-studies-gap-code"),
            Self::Credits => key("external-studies-gap-credits"),
            Self::Term => key("external-studies-gap-term"),
            Self::Grade => key("external-studies-gap-grade"),
        }
    }
}
