//! Invented letters of this kind.

use super::{Because, ExclusionDeleted};
use crate::Moment;
use crate::exclusion::samples as exclusions;
use jiff::civil::date;

/// At the end of the period, and before it.
pub fn samples() -> Vec<(&'static str, ExclusionDeleted)> {
    vec![
        ("period_over", certificate()),
        (
            "early_2005",
            ExclusionDeleted {
                register: exclusions::false_documents_2005().register,
                because: Because::Early,
                law: "uhl. (2005) § 4-12 (2)".to_owned(),
                archive_law: None,
                ..certificate()
            },
        ),
    ]
}

fn certificate() -> ExclusionDeleted {
    ExclusionDeleted {
        head: exclusions::head(date(2027, 7, 1)),
        register: exclusions::registered(Vec::new()).register,
        entry: "0197f3a2-5c1e-7d44-9b60-3f1d2a7c8e51".to_owned(),
        deleted_at: Moment(date(2027, 7, 1).at(0, 5, 0, 0)),
        because: Because::PeriodOver,
        law: "uhl. § 12-11 (1)".to_owned(),
        archive_law: Some("arkivlova § 13".to_owned()),
    }
}
