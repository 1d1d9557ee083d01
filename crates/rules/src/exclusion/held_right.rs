//! What a row does to a right to study that somebody has already (Q-T1; uhl. §§ 12-3 to 12-7).

use super::{Classification, ExclusionLaw, ExclusionType, Here, Row, StudyRight};
use crate::Reason;
use crate::Text;
use crate::calendar::{date_en, date_no};
use jiff::civil::Date;

/// A right to study on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeldRight {
    /// No row is in its way.
    Runs,
    /// It is suspended to the end of this day, and there again after it.
    Suspended {
        /// The last day of the suspension.
        until: Date,
        /// Why.
        because: Vec<Reason>,
    },
    /// It is lost, and does not come back when the period is over.
    Lost {
        /// Why.
        because: Vec<Reason>,
    },
}

impl ExclusionLaw {
    /// What a row of one's own institution does to a right to study a programme on a day. Rows of other
    /// institutions bar admission, exams and recognition, and leave the rights that one has alone.
    pub fn held_right(
        &self,
        row: &Row,
        (programme, classification): (&str, Option<Classification>),
        day: Date,
    ) -> HeldRight {
        let Some(basis) = row.legal_basis.and_then(|basis| self.basis.get(&basis)) else {
            return HeldRight::Runs;
        };
        let of_exams = matches!(row.kind, ExclusionType::Eksamenl | ExclusionType::Eksamenn);
        let concerns = match basis.here.value {
            Here::AllStudies => true,
            Here::Study => row.programme.as_ref().is_some_and(|one| one.trim() == programme),
            Here::PractisingStudies => {
                classification.is_some_and(|one| row.classification.covers(one))
            }
            _ => false,
        };
        if of_exams || !concerns || day < *row.from {
            return HeldRight::Runs;
        }
        let mut because = vec![Reason::new(
            within(*row.from, *row.to, &basis.here.value.text()),
            &basis.here.law,
        )];
        match &basis.study_right {
            Some(right) if right.value == StudyRight::ApplyAnew => {
                because.push(Reason::new(right.value.text(), &right.law));
                HeldRight::Lost { because }
            }
            _ if day > *row.to => HeldRight::Runs,
            right => {
                because.extend(right.iter().map(|one| Reason::new(one.value.text(), &one.law)));
                HeldRight::Suspended { until: *row.to, because }
            }
        }
    }
}

fn within(from: Date, to: Date, what: &Text) -> Text {
    let (first, last) = (date_no(from), date_no(to));
    Text::new(
        format!("Fra og med {first} til og med {last}: {}.", what.nb),
        format!("Frå og med {first} til og med {last}: {}.", what.nn),
        format!("From {} up to and including {}: {}.", date_en(from), date_en(to), what.en),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exclusion::LegalBasis;
    use crate::{Key, RuleSets};
    use jiff::civil::date;

    fn row(kind: ExclusionType, basis: &str, classification: Classification) -> Row {
        Row {
            kind,
            classification,
            programme: None,
            institution: Key::new("999"),
            from: date(2013, 8, 15).into(),
            to: date(2014, 8, 14).into(),
            legal_basis: LegalBasis::parse(basis),
        }
    }

    fn on(
        row: &Row,
        rule_set: &str,
        of: (&str, Option<Classification>),
        day: Date,
    ) -> &'static str {
        let rules = RuleSets::shipped().get(rule_set).unwrap();
        match rules.sections.exclusion.as_ref().unwrap().held_right(row, of, day) {
            HeldRight::Runs => "runs",
            HeldRight::Suspended { until, because } => {
                assert_eq!((until, because.is_empty()), (*row.to, false));
                "suspended"
            }
            HeldRight::Lost { because } => {
                assert!(!because.is_empty());
                "lost"
            }
        }
    }

    const HISTORY: (&str, Option<Classification>) = ("HIS", None);
    const NURSING: (&str, Option<Classification>) = ("SYK", Some(Classification::Hesos));

    /// Requirements
    #[test]
    fn an_exclusion_for_cheating_suspends_the_right_and_it_revives_the_day_after() {
        let cheated = row(ExclusionType::Karantenel, "4-8(3)", Classification::Alle);
        for (day, expected) in [
            (date(2013, 8, 14), "runs"),
            (date(2013, 8, 15), "suspended"),
            (date(2014, 8, 14), "suspended"),
            (date(2014, 8, 15), "runs"),
        ] {
            assert_eq!(on(&cheated, "uit-2011", HISTORY, day), expected, "{day}");
        }
        let exams = Row { kind: ExclusionType::Eksamenn, ..cheated.clone() };
        assert_eq!(on(&exams, "uit-2011", HISTORY, date(2013, 9, 1)), "runs");
        let of_another = Row { legal_basis: None, ..cheated };
        assert_eq!(on(&of_another, "uit-2011", HISTORY, date(2013, 9, 1)), "runs");
    }

    /// Requirements: Q-05
    #[test]
    fn a_right_that_was_lost_for_want_of_suitability_does_not_revive() {
        let unsuitable = Row {
            programme: Some("SYK".to_owned()),
            ..row(ExclusionType::Karantenen, "12-3(4)", Classification::Hesos)
        };
        let on = |of, day| on(&unsuitable, "uhl-2024", of, day);
        assert_eq!(on(NURSING, date(2013, 8, 14)), "runs");
        assert_eq!(on(NURSING, date(2013, 8, 15)), "lost");
        assert_eq!(on(NURSING, date(2014, 8, 15)), "lost", "after the period too");
        assert_eq!(on(("VPL", NURSING.1), date(2013, 9, 1)), "runs", "another programme");
    }

    /// Requirements
    #[test]
    fn an_exclusion_from_practising_studies_suspends_those_of_its_category_alone() {
        let gross = row(ExclusionType::Karantenel, "12-6(1)", Classification::Laerer);
        let day = date(2013, 9, 1);
        let teaching = ("GLU", Some(Classification::Laerer));
        assert_eq!(on(&gross, "uhl-2024", teaching, day), "suspended");
        assert_eq!(on(&gross, "uhl-2024", NURSING, day), "runs");
        assert_eq!(on(&gross, "uhl-2024", HISTORY, day), "runs");
    }
}
