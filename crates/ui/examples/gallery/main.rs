//! Writes every component as static HTML, in each language form, to look at and to check with axe:
//! `cargo run -p ui --example gallery -- FOLDER`.

mod samples;

use askama::Template;
use rules::Language;
use std::error::Error;
use std::fs;
use std::path::Path;
use ui::{Choice, ErrorKind, ErrorPage, Form, Frame, List, TaskItem};

/// A work list, as the front page shows it.
#[derive(Template)]
#[template(path = "work.html")]
struct Work {
    frame: Frame,
    tasks: Vec<TaskItem>,
}

/// A desk: barcode field, filter and a dense sorted table.
#[derive(Template)]
#[template(path = "desk.html")]
struct Desk {
    frame: Frame,
    form: Form,
    list: List,
    rows: Vec<samples::Row>,
}

/// Every kind of field.
#[derive(Template)]
#[template(path = "fields.html")]
struct Fields {
    frame: Frame,
    form: Form,
    choices: Vec<Choice>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("name the folder to write to")?;
    let folder = Path::new(&folder);
    for asset in ui::assets::ALL {
        write(folder, asset.path, asset.bytes)?;
    }
    for language in Language::ALL {
        for (name, html) in pages(language)? {
            write(folder, &format!("/{}/{name}.html", language.tag()), html.as_bytes())?;
        }
    }
    Ok(())
}

fn write(folder: &Path, path: &str, bytes: &[u8]) -> std::io::Result<()> {
    let file = folder.join(path.trim_start_matches('/'));
    fs::create_dir_all(file.parent().unwrap_or(folder))?;
    fs::write(file, bytes)
}

fn pages(language: Language) -> askama::Result<Vec<(&'static str, String)>> {
    let frame = samples::frame(language);
    let choices = samples::choices(&frame);
    let mut plain = frame.clone();
    plain.navigation.clear();
    plain.person = None;
    let error = |frame: &Frame, kind| ErrorPage { frame: frame.clone(), kind }.render();
    Ok(vec![
        ("index", Work { frame: frame.clone(), tasks: samples::tasks() }.render()?),
        ("empty", Work { frame: frame.clone(), tasks: Vec::new() }.render()?),
        (
            "desk",
            Desk {
                frame: frame.clone(),
                form: Form::new(),
                list: List::from_query("desk.html", &[], &["number", "name"], 40).of(1234),
                rows: samples::rows(),
            }
            .render()?,
        ),
        (
            "fields",
            Fields { frame: frame.clone(), form: samples::filled(), choices: choices.clone() }
                .render()?,
        ),
        ("errors", Fields { frame: frame.clone(), form: samples::faulty(), choices }.render()?),
        ("404", error(&frame, ErrorKind::NotFound)?),
        ("409", error(&frame, samples::conflict(&frame))?),
        ("500", error(&frame, ErrorKind::Unexpected { reference: "7F3A-21C9".to_owned() })?),
        ("503", error(&plain, ErrorKind::Unavailable { sent: Vec::new(), files: false })?),
    ])
}
