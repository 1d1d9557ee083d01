//! Sets every sample letter in every language form into a folder, to be looked at:
//! `cargo run -p press --example proofs -- FOLDER [KIND]`.

use letters::{Language, render, samples};
use std::{env, error::Error, fs, path::PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("name a folder")?);
    let only = arguments.next();
    fs::create_dir_all(&folder)?;
    for sample in samples::all() {
        if only.as_ref().is_some_and(|kind| kind != sample.kind) {
            continue;
        }
        for language in Language::ALL {
            let document = render(sample.kind, sample.version, language, &sample.data)?;
            let name = format!("{}.{}.{}.pdf", sample.kind, sample.variant, language.tag());
            fs::write(folder.join(name), press::pdf(&document)?)?;
        }
    }
    Ok(())
}
