use super::*;

/// A machine of its own: a folder on the PATH, Debian's, and one that is given.
struct Machine {
    root: tempfile::TempDir,
}

impl Machine {
    fn new() -> Self {
        Self { root: tempfile::tempdir().unwrap() }
    }

    /// Programs in `folder` that say this version. Written by another process: one that is open
    /// for writing in this one could not be run.
    fn install(&self, folder: &str, version: &str) -> PathBuf {
        let bin = self.root.path().join(folder);
        let script = "mkdir -p \"$1\" && cd \"$1\" && touch initdb && \
            printf '#!/bin/sh\\necho \"postgres (PostgreSQL) %s\"\\n' \"$2\" >postgres && chmod +x postgres";
        let made = Command::new("sh").args(["-c", script, "sh"]).arg(&bin).arg(version).status();
        assert!(made.unwrap().success());
        bin.canonicalize().unwrap()
    }

    fn find(&self) -> Result<Binaries, ServerError> {
        let path = |name| self.root.path().join(name);
        let on_path = env::join_paths([path("empty"), path("local")]).unwrap();
        Binaries::find_in(&on_path, &path("debian"), &[path("npm")])
    }

    fn found(&self) -> (PathBuf, u32) {
        let Binaries { folder, major } = self.find().unwrap();
        (folder, major)
    }
}

#[test]
fn the_path_comes_first_then_debian_s_newest_then_what_is_given() {
    let machine = Machine::new();
    let npm = machine.install("npm", "18.1");
    assert_eq!(machine.found(), (npm, 18));
    for version in ["9", "15", "16"] {
        machine.install(&format!("debian/{version}/bin"), &format!("{version}.3 (Debian 1)"));
    }
    assert_eq!(machine.found().1, 16);
    let local = machine.install("local", "15.0");
    assert_eq!(machine.found(), (local, 15));
}

#[test]
fn what_is_too_old_or_says_nothing_is_passed_over_wherever_it_stands() {
    let machine = Machine::new();
    for version in ["14.99", "13.2", "9.6.24", "", "devel"] {
        machine.install("local", version);
        assert!(machine.find().is_err(), "{version}");
    }
    // Debian's folder says 16, and the program in it does not.
    machine.install("debian/16/bin", "14.1");
    let debian = machine.install("debian/15/bin", "15rc1");
    assert_eq!(machine.found(), (debian, 15));
}

#[test]
fn a_link_on_the_path_leads_to_the_folder_with_all_programs() {
    let machine = Machine::new();
    let real = machine.install("elsewhere/bin", "15.4");
    let local = machine.root.path().join("local");
    fs::create_dir(&local).unwrap();
    std::os::unix::fs::symlink(real.join("initdb"), local.join("initdb")).unwrap();
    assert_eq!(machine.found(), (real, 15));
}

#[test]
fn where_there_is_none_the_folders_that_were_searched_are_named() {
    let error = Machine::new().find().unwrap_err();
    assert!(matches!(&error, ServerError::NoBinaries { looked_in } if looked_in.len() == 3));
    let said = error.to_string();
    assert!(said.starts_with("no PostgreSQL 15 or later found") && said.contains("/npm; install"));
}
