//! Invented letters of this kind.

use super::{AverageGrade, Disagreement, ExaminerOrientation, GradingLimit, LateGrading, Thesis};
use crate::{Period, PeriodUnit, samples};
use jiff::civil::date;
use rules::Text;

/// The orientation under the 2011 regulation and under the 2024 Act.
pub fn samples() -> Vec<(&'static str, ExaminerOrientation)> {
    vec![("uit_2011", uit_2011()), ("uhl_2024", uhl_2024())]
}

fn limit(what: Text, count: u32, unit: PeriodUnit, law: &str) -> GradingLimit {
    GradingLimit {
        what,
        within: Period { count, unit },
        from: Text::new(
            "eksamensdato eller innlevering",
            "eksamensdato eller innlevering",
            "the examination date or the hand-in",
        ),
        law: law.to_owned(),
    }
}

fn exams() -> Text {
    Text::new("Eksamener", "Eksamenar", "Examinations")
}

fn theses() -> Text {
    Text::new("Mastergradsoppgaver", "Mastergradsoppgåver", "Master’s theses")
}

fn uit_2011() -> ExaminerOrientation {
    let law = "eksamensforskriften § 42";
    ExaminerOrientation {
        head: samples::examiner_head(date(2026, 5, 4)),
        appointed_by: Text::new("Fakultetet", "Fakultetet", "The faculty"),
        web: "fjordvik.example/emner".to_owned(),
        deadlines: vec![
            limit(exams(), 3, PeriodUnit::Weeks, law),
            limit(theses(), 6, PeriodUnit::Weeks, law),
        ],
        late: Some(LateGrading { after: Period { count: 1, unit: PeriodUnit::Weeks } }),
        keep_answers: Period { count: 3, unit: PeriodUnit::Weeks },
        disagreement: Disagreement::ThirdExternal { law: "eksamensforskriften § 41".to_owned() },
        average: Some(AverageGrade {
            points: ["A", "B", "C", "D", "E"]
                .map(str::to_owned)
                .into_iter()
                .zip([5, 4, 3, 2, 1])
                .collect(),
            law: "eksamensforskriften § 43".to_owned(),
        }),
        thesis: Some(Thesis {
            examiners: 2,
            law: "uhl. § 3-9 (1) og (2)".to_owned(),
            dispensation_by: Text::new("Fakultetsstyret", "Fakultetsstyret", "The faculty board"),
        }),
        sources_law: "eksamensforskriften § 20".to_owned(),
    }
}

fn uhl_2024() -> ExaminerOrientation {
    ExaminerOrientation {
        deadlines: vec![
            limit(exams(), 15, PeriodUnit::WorkingDays, "uhl. § 11-7 (4)"),
            limit(theses(), 30, PeriodUnit::WorkingDays, "studieforskriften § 40"),
        ],
        late: None,
        disagreement: Disagreement::Local {
            text: Text::new(
                "Blir dere ikke enige, avgjør den eksterne sensoren.",
                "Blir de ikkje samde, avgjer den eksterne sensoren.",
                "If you cannot agree, the external examiner decides.",
            ),
            law: "studieforskriften § 41".to_owned(),
        },
        average: None,
        thesis: None,
        sources_law: "uhl. § 12-4".to_owned(),
        ..uit_2011()
    }
}
