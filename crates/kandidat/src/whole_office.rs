//! What an office of this program is put together from: the crate [`office`], and the routines that stand
//! above it in crates of their own.

use office::Routine;
use sqlx::migrate::Migrator;

/// The routines above the crate [`office`].
pub const ROUTINES: &[Routine] = &[
    mobility::degrees::ROUTINE,
    mobility::exchange::ROUTINE,
    mobility::external_studies::ROUTINE,
    mobility::recognition::ROUTINE,
    planning::date_wishes::ROUTINE,
    planning::exam_plan::ROUTINE,
    planning::exam_calendar::ROUTINE,
    planning::exam_overview::ROUTINE,
    planning::term_notice::ROUTINE,
    exam_day::room_booking::ROUTINE,
    exam_day::accommodation::ROUTINE,
    exam_day::invigilation::ROUTINE,
    exam_day::oral::ROUTINE,
    exam_day::room_folder::ROUTINE,
    exam_day::room_protocol::ROUTINE,
];

/// The kinds of job that take minutes: a worker of their own does them.
pub const LONG_JOBS: &[&str] = &[planning::exam_plan::SEARCH_JOB];

/// The tables of them all.
pub fn migrations() -> [&'static Migrator; 4] {
    [&office::MIGRATIONS, &mobility::MIGRATIONS, &planning::MIGRATIONS, &exam_day::MIGRATIONS]
}

/// The routes of them all, those of the demonstration too.
#[cfg(test)]
pub fn routes() -> office::http::Routes {
    office::routes(true, ROUTINES)
}

#[test]
fn no_routine_of_a_crate_above_the_office_is_left_out() {
    let above = [mobility::ROUTINES, planning::ROUTINES, exam_day::ROUTINES];
    assert_eq!(ROUTINES.len(), above.iter().map(|routines| routines.len()).sum::<usize>());
}

#[test]
fn every_long_job_is_one_that_a_routine_does() {
    let known: Vec<&str> =
        ROUTINES.iter().flat_map(|routine| routine.jobs).map(|(kind, _)| *kind).collect();
    assert!(LONG_JOBS.iter().all(|kind| known.contains(kind)), "{LONG_JOBS:?} in {known:?}");
}
