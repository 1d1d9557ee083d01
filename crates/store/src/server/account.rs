//! As whom PostgreSQL runs: it refuses to run as root, and needs an entry in /etc/passwd.

use std::fs;
use std::os::unix::process::CommandExt;
use std::process::Command;

use super::ServerError;

const PASSWD: &str = "/etc/passwd";

/// The account under which a server of our own runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its name.
    pub name: String,
    /// Its user id.
    pub uid: u32,
    /// Its main group.
    pub gid: u32,
    /// Whether this process is root and has to hand folders over and step down.
    pub stepped_down: bool,
}

impl Account {
    /// Ourselves, or as root the user `postgres`, else `nobody`.
    pub fn choose() -> Result<Self, ServerError> {
        let passwd = fs::read_to_string(PASSWD).map_err(|source| ServerError::Folder {
            what: "cannot read",
            path: PASSWD.into(),
            source,
        })?;
        Self::choose_from(&passwd, rustix::process::geteuid().as_raw())
    }

    fn choose_from(passwd: &str, uid: u32) -> Result<Self, ServerError> {
        let accounts: Vec<Self> = passwd.lines().filter_map(parse).collect();
        if uid != 0 {
            let own = accounts.into_iter().find(|a| a.uid == uid);
            return own.ok_or(ServerError::NoPasswdEntry { uid });
        }
        ["postgres", "nobody"]
            .iter()
            .find_map(|name| accounts.iter().find(|a| a.name == *name && a.uid != 0))
            .map(|a| Self { stepped_down: true, ..a.clone() })
            .ok_or(ServerError::NoAccount)
    }

    /// A command that runs under this account.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        if self.stepped_down {
            // The standard library drops root's other groups as well.
            command.uid(self.uid).gid(self.gid).env("HOME", "/");
        }
        command
    }
}

/// One line of /etc/passwd: name, password, uid, gid, …
fn parse(line: &str) -> Option<Account> {
    let mut fields = line.split(':');
    let name = fields.next()?.to_owned();
    let uid = fields.nth(1)?.parse().ok()?;
    let gid = fields.next()?.parse().ok()?;
    Some(Account { name, uid, gid, stepped_down: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASSWD: &str = "root:x:0:0::/root:/bin/sh\nnobody:x:65534:65534::/:/bin/false\nkari:x:1000:1000::/home/kari:/bin/sh\n";

    #[test]
    fn root_steps_down_to_postgres_else_nobody() {
        let nobody = Account::choose_from(PASSWD, 0).unwrap();
        assert_eq!((nobody.name.as_str(), nobody.stepped_down), ("nobody", true));
        let with_postgres = format!("{PASSWD}postgres:x:101:104::/var/lib/postgresql:/bin/bash\n");
        assert_eq!(Account::choose_from(&with_postgres, 0).unwrap().uid, 101);
        let refused = Account::choose_from("root:x:0:0::/root:/bin/sh\n", 0);
        assert!(matches!(refused, Err(ServerError::NoAccount)));
    }

    #[test]
    fn anyone_else_stays_who_they_are() {
        let kari = Account::choose_from(PASSWD, 1000).unwrap();
        assert_eq!((kari.uid, kari.stepped_down), (1000, false));
        let refused = Account::choose_from(PASSWD, 4711);
        assert!(matches!(refused, Err(ServerError::NoPasswdEntry { uid: 4711 })));
    }
}
