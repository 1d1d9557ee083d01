//! `kandidat import` as a person runs it, in each language form.

use std::path::Path;
use std::process::Command;

use store::{Actor, Entry};
use testkit::Database;

/// An office with the invented university in it.
async fn office() -> Database {
    let database = Database::fresh(&[&office::MIGRATIONS]).await.unwrap();
    let mut act = database.store.act(Actor::Job("test"), uuid::Uuid::now_v7()).await.unwrap();
    office::world::World::plant(act.conn(), "demo-2026").await.unwrap();
    act.commit(Entry::new("world.plant", "institution", uuid::Uuid::nil())).await.unwrap();
    database
}

fn import(folder: &Path, url: &str, more: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kandidat"));
    command.arg("import").arg(folder).args(["--database", url]).args(more);
    let output = command.output().unwrap();
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    (output.status.code().unwrap(), said)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_tells_what_is_wrong_and_what_it_would_do_in_the_language_asked_for() {
    let (office, folder) = (office().await, tempfile::tempdir().unwrap());
    let rooms = folder.path().join("rooms.csv");
    std::fs::write(&rooms, "code;name;capacity\nB-1;Bygg B;mange\n").unwrap();
    for (language, value, end) in [
        (
            "nb",
            "«mange» godtas ikke; tillatt: et helt tall fra 1 til 10000",
            "1 feil; ingenting ble importert",
        ),
        (
            "nn",
            "«mange» blir ikkje godteke; tillate: eit heilt tal frå 1 til 10000",
            "1 feil; ingenting vart importert",
        ),
        (
            "en",
            "“mange” is not accepted; allowed: a whole number from 1 to 10000",
            "1 fault; nothing was imported",
        ),
    ] {
        let (code, said) = import(folder.path(), &office.url, &["--language", language]);
        assert!(code == 2 && said.contains(value) && said.contains(end), "{said}");
    }
    std::fs::write(&rooms, "code;name;capacity\nB-1;Bygg B;20\n").unwrap();
    for (language, room, end) in [
        (
            "nb",
            "rom: 1 nye, 0 endret, 0 som før",
            "1 endring ville blitt gjort; ingenting ble skrevet",
        ),
        (
            "nn",
            "rom: 1 nye, 0 endra, 0 som før",
            "1 endring ville blitt gjord; ingenting vart skrive",
        ),
        (
            "en",
            "rooms: 1 new, 0 changed, 0 as before",
            "1 change would be made; nothing was written",
        ),
    ] {
        let asked = ["--dry-run", "--language", language];
        let (code, said) = import(folder.path(), &office.url, &asked);
        assert!(code == 0 && said.contains(room) && said.contains(end), "{said}");
    }
    assert_eq!(import(folder.path(), &office.url, &["--language", "se"]).0, 2);
}
