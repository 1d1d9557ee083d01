//! What the tests of student mobility start from: an office in November that has these routines.

use office::Routine;
use office::testing::TestOffice;
use sqlx::migrate::Migrator;

/// What stands above the office here: the routines, and their tables.
pub const ABOVE: (&[Routine], &[&Migrator]) = (crate::ROUTINES, &[&crate::MIGRATIONS]);

/// Monday 2 November 2026, under the demonstration's regulation.
pub async fn office() -> TestOffice {
    office_at("2026-11-02T10:00:00+01:00", "demo-2026").await
}

/// At another time and under another rule set.
pub async fn office_at(now: &str, rule_set: &str) -> TestOffice {
    TestOffice::with_above(now, rule_set, ABOVE.0, ABOVE.1).await
}
