//! Sets every sample letter in every language form into a folder, to be looked at, the first of
//! each kind also with what is hardest to set: `cargo run -p press --example proofs -- FOLDER [KIND]`.

use letters::{Language, render, samples};
use serde_json::{Value, json};
use std::{collections::HashSet, env, error::Error, fs, path::PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("name a folder")?);
    let only = arguments.next();
    fs::create_dir_all(&folder)?;
    let mut seen = HashSet::new();
    for sample in samples::all() {
        if only.as_ref().is_some_and(|kind| kind != sample.kind) {
            continue;
        }
        let mut variants = vec![(sample.variant, sample.data.clone())];
        if seen.insert(sample.kind) {
            variants.push(("long", long(sample.data.clone())));
            variants.push(("protected", protected(sample.data)));
        }
        for (variant, data) in variants {
            for language in Language::ALL {
                let document = render(sample.kind, sample.version, language, &data)?;
                let name = format!("{}.{variant}.{}.pdf", sample.kind, language.tag());
                fs::write(folder.join(name), press::pdf(&document)?)?;
            }
        }
    }
    Ok(())
}

/// A long name with seven lines of address, and a long name of the unit.
fn long(mut data: Value) -> Value {
    let unit = "Institutt for filosofi, idé- og kunsthistorie og klassiske språk, avdeling nord";
    data["head"]["sender"]["unit"] = json!({ "nb": unit, "nn": unit, "en": unit });
    if data["head"]["addressee"].is_null() {
        return data;
    }
    data["head"]["addressee"] = json!({
        "name": "Professor emerita Maximiliane-Bernadette Oppdikta-Prøvestad von und zu Tenktmark",
        "lines": [
            "c/o Det humanistiske, samfunnsvitenskapelige og lærerutdannende fakultet",
            "Seksjon for klassiske fag", "Bygning 7, inngang C", "Universitetsvegen 112 B",
            "Postboks 6050 Langnes", "9037 Fjordvik", "Noreg"
        ]
    });
    data
}

/// A name alone: the address is protected.
fn protected(mut data: Value) -> Value {
    if let Some(addressee) = data["head"]["addressee"].as_object_mut() {
        addressee.remove("lines");
    }
    data
}
