//! The commands that the README promises are those there are, and the build server runs no others.

use super::{Finding, House, SourceFile};

const README: &str = "README.md";
const BUILD_SERVER: &str = ".ci/run";
/// Where the options of `bin/demo` are declared.
const OPTIONS: &str = "crates/kandidat/src/demo/";
/// How every script of ours begins: no command of its own.
const PREAMBLE: [&str; 2] = ["set -euo pipefail", "cd \"$(dirname \"${BASH_SOURCE[0]}\")/..\""];

/// Each command in the README can be run with the options it names there; a program it does not
/// name is run by all that it names; the build server runs only what it names.
pub fn promised(house: &House) -> Vec<Finding> {
    let readme = house.text(README).unwrap_or_default();
    let (mut found, mut named) = (Vec::new(), Vec::new());
    for (number, line) in (1..).zip(readme.lines()) {
        for (command, options) in commands(line) {
            named.push(command);
            if program(house, command).is_none() {
                found.push(Finding::new(README, number, format!("{command} cannot be run")));
            }
            for option in options.into_iter().filter(|option| !takes(house, command, option)) {
                let told = format!("{command} does not take --{option}");
                found.push(Finding::new(README, number, told));
            }
        }
    }
    named.sort_unstable();
    named.dedup();
    let unnamed = house.files.iter().filter(|file| is_program(file));
    for helper in unnamed.filter(|file| !named.contains(&file.path.as_str())) {
        let silent = |command: &&&str| {
            program(house, command).is_some_and(|file| !file.text.contains(&helper.path))
        };
        for command in named.iter().filter(silent) {
            let told = format!("does not run {}, which the README does not name", helper.path);
            found.push(Finding::new(command, 0, told));
        }
    }
    found.extend(server(house, &named));
    found
}

/// What begins with `bin/` on an indented line or in backticks, with the names of its options.
fn commands(line: &str) -> impl Iterator<Item = (&str, Vec<&str>)> {
    let quoted = line.split('`').skip(1).step_by(2);
    let texts = line.strip_prefix("    ").into_iter().chain(quoted);
    texts.filter(|text| text.starts_with("bin/")).map(|text| {
        let mut words = text.split_whitespace();
        let command = words.next().unwrap_or(text);
        (command, words.filter_map(|word| word.strip_prefix("--")).collect())
    })
}

fn is_program(file: &SourceFile) -> bool {
    file.path.starts_with("bin/") && file.executable && file.text.starts_with("#!")
}

fn program<'a>(house: &'a House, command: &str) -> Option<&'a SourceFile> {
    house.files.iter().find(|file| file.path == command && is_program(file))
}

/// Read by the script itself, or declared by the program that it hands its arguments on to.
fn takes(house: &House, command: &str, option: &str) -> bool {
    let written = format!("--{option}");
    let declared = [format!(" {}: ", option.replace('-', "_")), format!("long = \"{option}\"")];
    let Some(script) = program(house, command) else { return true };
    let own = script.code().any(|(_, line)| !line.starts_with('#') && line.contains(&written));
    let mut declaring = house.files.iter().filter(|file| file.path.starts_with(OPTIONS));
    own || script.text.contains(" demo \"$@\"")
        && declaring.any(|file| declared.iter().any(|one| file.text.contains(one)))
}

/// Lines of the build server's script that are neither its preamble nor a command of the README.
fn server(house: &House, named: &[&str]) -> Vec<Finding> {
    let Some(script) = house.files.iter().find(|file| file.path == BUILD_SERVER) else {
        return vec![Finding::new(BUILD_SERVER, 0, "is not there")];
    };
    let lines = script.lines().map(|(number, line)| (number, line.trim()));
    let commands = lines
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#') && !PREAMBLE.contains(line));
    let others = commands.filter(|(_, line)| !named.contains(&line.trim_start_matches("exec ")));
    let mut found: Vec<Finding> = others
        .map(|(number, line)| {
            Finding::new(BUILD_SERVER, number, format!("the README does not name {line}"))
        })
        .collect();
    if !script.executable {
        found.push(Finding::new(BUILD_SERVER, 0, "cannot be run"));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const README_TEXT: &str = "    bin/demo\n\nor `bin/demo --ucc FOLDER`, then `bin/test`\n";
    const DEMO: &str = "#!/usr/bin/env bash\nbin/setup\nexec kandidat demo \"$@\"\n";
    const SERVER: &str = "#!/usr/bin/env bash\nset -euo pipefail\nexec bin/test\n";

    fn found(changed: &[(&str, &str)]) -> Vec<String> {
        let mut files = vec![
            (README, README_TEXT),
            ("bin/demo", DEMO),
            ("bin/setup", "#!/usr/bin/env bash\n"),
            ("bin/test", "#!/usr/bin/env bash\nbin/setup --test\n"),
            ("crates/kandidat/src/demo/mod.rs", "    ucc: Option<PathBuf>,\n"),
            (BUILD_SERVER, SERVER),
        ];
        for (path, text) in changed {
            files.retain(|(there, _)| there != path);
            files.push((path, text));
        }
        let mut house = House::of(&files);
        for file in &mut house.files {
            file.executable = file.text.starts_with("#!");
        }
        promised(&house).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_the_readme_promises_is_there() {
        assert_eq!(found(&[]), Vec::<String>::new());
    }

    #[test]
    fn a_promise_that_is_not_kept_is_found() {
        let cases = [
            ("bin/demo", "no script", "README.md:1: bin/demo cannot be run"),
            (README, "`bin/demo`, `bin/test --fast`", "README.md:1: bin/test does not take --fast"),
            ("crates/kandidat/src/demo/mod.rs", "", "README.md:3: bin/demo does not take --ucc"),
            (
                "bin/test",
                "#!/usr/bin/env bash\n",
                "bin/test:0: does not run bin/setup, which the README does not name",
            ),
            (
                BUILD_SERVER,
                "#!/usr/bin/env bash\ncargo test\n",
                ".ci/run:2: the README does not name cargo test",
            ),
            (BUILD_SERVER, "bin/test", ".ci/run:0: cannot be run"),
        ];
        for (path, text, told) in cases {
            assert_eq!(found(&[(path, text)]).first().map(String::as_str), Some(told));
        }
    }
}
