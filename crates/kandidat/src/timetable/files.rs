//! Reading instances and plans, and writing a plan so that no half of one is ever seen.

use super::{Given, Kind};
use crate::exit::Failure;
use anyhow::Context;
use std::ffi::OsString;
use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use timetable::{Format, InputError, Source, itc2007, office, toronto, ucc};

/// Reads the instance.
pub(super) fn instance(given: &Given) -> Result<Box<dyn Format>, Failure> {
    let path = &given.instance;
    Ok(match given.format {
        Kind::Itc2007 => Box::new(with(path, itc2007::read)?),
        Kind::Office => Box::new(with(path, office::read)?),
        Kind::Toronto => Box::new(toronto(path, given.periods)?),
        Kind::Ucc => Box::new(ucc_folder(path)?),
    })
}

/// Reads the folder of University College Cork's data.
pub fn ucc_folder(path: &Path) -> Result<ucc::Instance, Failure> {
    let read = |name: &str| read(&path.join(name));
    let files = ucc::FILES.map(read).into_iter().collect::<Result<Vec<_>, _>>()?;
    let names = ucc::FILES.map(|name| path.join(name).display().to_string());
    let sources: Vec<Source> = names
        .iter()
        .zip(&files)
        .map(|(name, bytes)| Source { name: name.as_str(), bytes })
        .collect();
    ucc::read(&sources).map_err(bad)
}

fn toronto(stem: &Path, periods: Option<usize>) -> Result<toronto::Instance, Failure> {
    let name = stem.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let known = toronto::PERIODS.iter().find(|(instance, _)| *instance == name);
    let Some(periods) = periods.or(known.map(|(_, periods)| *periods)) else {
        let text = "--periods: given nothing, allowed: how many periods there are";
        return Err(Failure::BadInput(text.to_owned()));
    };
    let beside = |ending: &str| {
        let mut name = OsString::from(stem);
        name.push(ending);
        PathBuf::from(name)
    };
    let (crs, stu) = (beside(".crs"), beside(".stu"));
    let bytes = read(&stu)?;
    let students = Source { name: &stu.display().to_string(), bytes: &bytes };
    with(&crs, |exams| toronto::read(exams, students, periods))
}

/// Reads a file and hands it to a reader.
pub fn with<T>(
    path: &Path,
    reader: impl FnOnce(Source) -> Result<T, InputError>,
) -> Result<T, Failure> {
    let bytes = read(path)?;
    reader(Source { name: &path.display().to_string(), bytes: &bytes }).map_err(bad)
}

/// What the library says of a file, as the command says it.
pub fn bad(error: InputError) -> Failure {
    Failure::BadInput(error.to_string())
}

/// The bytes of a file.
pub fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    match std::fs::read(path) {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            let name = path.display();
            Err(Failure::BadInput(format!("{name}:0: read nothing, allowed: a file that exists")))
        }
        result => Ok(result.with_context(|| format!("cannot read {}", path.display()))?),
    }
}

/// Replaces the file as a whole: whoever reads it, or pulls the plug, finds the old or the new one.
pub fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let mut name = path.file_name().map(OsString::from).unwrap_or_default();
    name.push(format!(".{}.part", std::process::id()));
    let part = path.with_file_name(name);
    let written = File::create(&part).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&part, path)
    });
    Ok(written.with_context(|| format!("cannot write {}", path.display()))?)
}

/// Writes to stdout.
pub fn say(text: &str) -> Result<(), Failure> {
    Ok(write!(std::io::stdout().lock(), "{text}").context("cannot write to stdout")?)
}
