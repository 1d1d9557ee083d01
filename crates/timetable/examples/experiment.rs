//! One search with its figures, for the lab book and the bench.
//!
//! `experiment INSTANCE SECONDS SEED [OUT [START END ROOMS SWAPS]]`: INSTANCE is an ITC2007 file, a Toronto stem
//! with its periods (`STEM:P`), or `office:N` for an invented term of N exams. The plan goes to OUT (`-`:
//! nowhere), the figures to stdout as one line of JSON. Time is processor time of this process.

use std::fs;
use std::io::Write;
use timetable::solve::{Effort, Options, Schedule, solve};
use timetable::{Format, Source, itc2007, office, toronto};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (seconds, seed) = (args[1].parse().unwrap(), args[2].parse().unwrap());
    let numbers: Vec<f64> = args.iter().skip(4).map(|arg| arg.parse().unwrap()).collect();
    let schedule = match numbers[..] {
        [start, end, rooms, swaps] => Some(Schedule { start, end, rooms, swaps }),
        _ => None,
    };
    let format = read(&args[0]);
    let problem = format.problem();
    let read_in = clock();
    let mut options = Options::new(&problem, seed, Effort::Seconds(seconds));
    options.schedule = schedule;
    let found = solve(&problem, &options, &mut clock, &mut |_| true);
    let (used, text) = (clock(), format.write(&found.best));
    let report = format.report(Source { name: "plan", bytes: text.as_bytes() }).unwrap();
    if let Some(out) = args.get(3).filter(|out| *out != "-") {
        fs::write(out, &text).unwrap();
    }
    let schedule = found.schedule;
    let line = serde_json::json!({
        "instance": args[0].rsplit('/').next(),
        "seed": seed,
        "cost": report.total,
        "searched": found.best.cost,
        "broken": report.violations.len(),
        "steps": found.steps,
        "cut": found.cut,
        "read_s": read_in,
        "feasible_s": found.feasible_after,
        "cpu_s": used,
        "memory_mib": memory(),
        "schedule": [schedule.start, schedule.end, schedule.rooms, schedule.swaps],
    });
    std::io::stdout().write_all(format!("{line}\n").as_bytes()).unwrap();
}

fn read(name: &str) -> Box<dyn Format> {
    if let Some(exams) = name.strip_prefix("office:") {
        let text = office::invented(exams.parse().unwrap(), 1);
        return Box::new(office::read(Source { name, bytes: text.as_bytes() }).unwrap());
    }
    let Some((stem, periods)) = name.split_once(':') else {
        let bytes = fs::read(name).unwrap();
        return Box::new(itc2007::read(Source { name, bytes: &bytes }).unwrap());
    };
    let read = |end: &str| fs::read(format!("{stem}.{end}")).unwrap();
    let (crs, stu) = (read("crs"), read("stu"));
    let source = |bytes| Source { name: stem, bytes };
    Box::new(toronto::read(source(&crs), source(&stu), periods.parse().unwrap()).unwrap())
}

/// Processor seconds of this process so far.
fn clock() -> f64 {
    let stat = fs::read_to_string("/proc/self/schedstat").unwrap();
    stat.split(' ').next().unwrap().parse::<f64>().unwrap() / 1e9
}

/// The most memory this process has held, in MiB.
fn memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim_end_matches("kB").trim().parse::<u64>().unwrap() / 1024
}
