//! `kandidat key` as a person or a script meets it.

use register::directory::{Purpose, proves};
use std::path::Path;
use std::process::{Command, Output};
use wire::PublicKey;

/// 0, 1, … 31: the example's key in `docs/protocol.md`.
const HEX: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n";
const PUBLIC: &str = "A6EHv_POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg";
const ID: &str = "Vkdap1RjR0wChd9dvyvKtz2mUTWIOem3dIGy6rEHcIw";

fn prove(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kandidat"));
    let Output { status, stdout, stderr } =
        command.args(["key", "prove"]).args(args).current_dir(folder).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (status.code(), text(&stdout), text(&stderr))
}

/// What stands after this word.
fn told<'a>(said: &'a str, word: &str) -> &'a str {
    let line = said.lines().find_map(|line| line.strip_prefix(word));
    line.unwrap_or_else(|| panic!("no {word} in {said}")).trim()
}

#[test]
fn what_is_proved_is_what_the_register_believes_of_this_party_and_purpose_alone() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("own.hex"), HEX).unwrap();
    let (code, said, wrong) = prove(folder.path(), &["own.hex", "--party", "186"]);
    assert_eq!((code, &*wrong), (Some(0), ""));
    assert_eq!(told(&said, "public key"), PUBLIC);
    assert_eq!(told(&said, "signed"), format!("kandidat-key-v1 messages 186 {ID}"));
    let (public, proof): (PublicKey, _) = (PUBLIC.parse().unwrap(), told(&said, "proof"));
    let party = |text: &str| text.parse().unwrap();
    assert!(proves(Purpose::Messages, party("186"), &public, proof));
    assert!(!proves(Purpose::Messages, party("187"), &public, proof));
    assert!(!proves(Purpose::Directory, party("register"), &public, proof));
    assert!(!said.contains(HEX.trim()));
    let (code, said, _) =
        prove(folder.path(), &["own.hex", "--party", "register", "--signs", "directory"]);
    assert_eq!(code, Some(0));
    assert!(proves(Purpose::Directory, party("register"), &public, told(&said, "proof")));
}

#[test]
fn a_key_that_kandidat_has_made_is_read_too() {
    let folder = tempfile::tempdir().unwrap();
    let key = store::audit::make_key(&folder.path().join("own.pem")).unwrap();
    let (code, said, wrong) = prove(folder.path(), &["own.pem", "--party", "186"]);
    assert_eq!((code, &*wrong), (Some(0), ""));
    assert_eq!(told(&said, "public key"), PublicKey::from(key.verifying_key()).to_string());
}

#[test]
fn what_is_no_key_is_told_with_what_is_allowed_and_never_quoted() {
    let folder = tempfile::tempdir().unwrap();
    for (content, why) in [
        (&HEX[2..], "62 digits"),
        (&*HEX.replace('0', "g"), "no digits"),
        ("", "nothing"),
        ("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "no key"),
    ] {
        std::fs::write(folder.path().join("own.hex"), content).unwrap();
        let (code, said, wrong) = prove(folder.path(), &["own.hex", "--party", "186"]);
        assert_eq!((code, &*said), (Some(2), ""), "{why}");
        assert!(wrong.contains("own.hex: no private key: 64 hexadecimal digits"), "{wrong}");
        let quoted = !content.is_empty() && wrong.contains(content.trim());
        assert!(!quoted, "{wrong}");
    }
    let (code, _, wrong) = prove(folder.path(), &["gone.hex", "--party", "186"]);
    assert_eq!(code, Some(2), "{wrong}");
    std::fs::write(folder.path().join("own.hex"), HEX).unwrap();
    let args = ["own.hex", "--party", "186", "--signs", "directory"];
    let (code, _, wrong) = prove(folder.path(), &args);
    assert_eq!(code, Some(2));
    assert!(wrong.contains("only the register's keys sign the directory"), "{wrong}");
}
