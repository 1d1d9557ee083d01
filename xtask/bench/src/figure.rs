//! A measured figure beside its floor, as a row of a table.

use std::time::Duration;

/// What was measured, and the least that the same work could cost on this machine.
pub struct Figure<'a> {
    /// What.
    pub what: &'a str,
    /// The figure.
    pub value: f64,
    /// What the floor is; empty when there is none.
    pub floor_is: &'a str,
    /// The floor, in the same unit.
    pub floor: f64,
    /// `ms`, `/s`, `MiB`.
    pub unit: &'a str,
}

/// The head of the table.
#[expect(clippy::print_stdout, reason = "the figures are the tool's answer")]
pub fn head() {
    println!("| what | measured | floor | ratio |\n|---|---:|---:|---:|");
}

impl Figure<'_> {
    /// Prints the row.
    #[expect(clippy::print_stdout, reason = "the figures are the tool's answer")]
    pub fn print(&self) {
        let Self { what, value, floor_is, floor, unit } = self;
        if floor_is.is_empty() {
            println!("| {what} | {value:.1} {unit} | | |");
        } else {
            let ratio = value / floor;
            println!(
                "| {what} | {value:.1} {unit} | {floor:.1} {unit} ({floor_is}) | {ratio:.2} |"
            );
        }
    }
}

/// Says what is being done, beside the table.
#[expect(clippy::print_stderr, reason = "progress is told beside the figures")]
pub fn tell(what: &str) {
    eprintln!("{what}");
}

/// A duration in ms.
pub fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

/// The value below which this share of the durations lies, in ms. `durations` are in order.
pub fn percentile(durations: &[Duration], share: f64) -> f64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a place in a list"
    )]
    let place = ((durations.len() as f64 - 1.0) * share).round() as usize;
    durations.get(place).map_or(f64::NAN, |duration| ms(*duration))
}
