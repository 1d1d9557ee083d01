//! One line that tells how a search goes, on a terminal alone.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// The line; silent unless asked for, and wherever stderr is no terminal.
pub fn bar(asked: bool) -> ProgressBar {
    let target = if asked { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(Some(1000), target);
    if let Ok(style) = ProgressStyle::with_template("{wide_bar} {percent} %  {msg}  {eta} left") {
        bar.set_style(style);
    }
    bar
}
