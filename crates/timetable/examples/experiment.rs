//! One search from the command line, with its own temperatures: for the lab book.
//!
//! `experiment FILE SECONDS SEED [START END ROOMS SWAPS]`; FILE is an ITC2007 instance or, with `:P`, a
//! Toronto stem and its periods. Time is processor time of this process.

use std::fs;
use std::io::Write;
use timetable::solve::{Effort, Options, Schedule, solve};
use timetable::{Source, itc2007, toronto};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (seconds, seed) = (args[1].parse().unwrap(), args[2].parse().unwrap());
    let numbers: Vec<f64> = args[3..].iter().map(|arg| arg.parse().unwrap()).collect();
    let schedule = match numbers[..] {
        [start, end, rooms, swaps] => Some(Schedule { start, end, rooms, swaps }),
        _ => None,
    };
    let mut clock = || {
        let stat = fs::read_to_string("/proc/self/schedstat").unwrap();
        stat.split_whitespace().next().unwrap().parse::<f64>().unwrap() / 1e9
    };
    let (problem, per) = match args[0].split_once(':') {
        Some((stem, periods)) => {
            let read = |end: &str| fs::read(format!("{stem}.{end}")).unwrap();
            let (crs, stu) = (read("crs"), read("stu"));
            let source = |bytes| Source { name: stem, bytes };
            let instance =
                toronto::read(source(&crs), source(&stu), periods.parse().unwrap()).unwrap();
            (toronto::problem(&instance), instance.students.len() as f64)
        }
        None => {
            let bytes = fs::read(&args[0]).unwrap();
            let instance = itc2007::read(Source { name: &args[0], bytes: &bytes }).unwrap();
            (itc2007::problem(&instance), 1.0)
        }
    };
    let mut options = Options::new(&problem, seed, Effort::Seconds(seconds));
    options.schedule = schedule;
    let found = solve(&problem, &options, &mut clock, &mut |_| true);
    let schedule = found.schedule;
    let line = format!(
        "{} seed {seed} {:.4} unplaced {} steps {}M cut {} feasible {:.2}s cpu {:.2} T {:.1}-{:.2} rooms {} swaps {}",
        args[0].rsplit('/').next().unwrap(),
        found.best.cost as f64 / per,
        found.best.unplaced,
        found.steps / 1_000_000,
        found.cut,
        found.feasible_after.unwrap_or(f64::NAN),
        clock(),
        schedule.start,
        schedule.end,
        schedule.rooms,
        schedule.swaps
    );
    std::io::stdout().write_all(format!("{line}\n").as_bytes()).unwrap();
}
