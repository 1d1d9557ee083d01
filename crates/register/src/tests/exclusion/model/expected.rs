//! What ought to happen, in as few words as possible: written from the page of the protocol, and with
//! nothing of the register's own.

use super::drawn::Says;
use jiff::civil::Date;
use protocol::exclusion::{Found, Purpose, Row};
use rules::exclusion::ExclusionType;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;
use wire::InstitutionNumber;

/// Something that the register tells an institution.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Told {
    pub to: String,
    pub kind: String,
    /// As the message's body has it.
    pub body: String,
}

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Became {
    Counts,
    Nothing,
    Alarm(&'static str),
}

#[derive(Default)]
struct Kept {
    /// Whoever sent something of it first.
    decider: Option<InstitutionNumber>,
    /// Whom each version was about and what it said, as long as the row stands; nothing of a deletion.
    versions: BTreeMap<u32, Version>,
    /// Whom it is about, while it stands.
    stands: Option<String>,
    told: BTreeSet<InstitutionNumber>,
}

struct Version {
    registered: bool,
    says: Option<Row>,
}

impl Kept {
    fn highest(&self) -> u32 {
        self.versions.last_key_value().map_or(0, |(version, _)| *version)
    }

    fn newest(&self) -> Option<&Row> {
        self.versions.last_key_value().and_then(|(_, one)| one.says.as_ref())
    }
}

/// For what a row is told, by the table of the protocol's page.
fn told_for(row: &Row) -> &'static [Purpose] {
    match (row.kind, &row.programme) {
        (ExclusionType::Eksamenn, _) => &[Purpose::Study],
        (_, None) => &[Purpose::Admission, Purpose::Recognition],
        (_, Some(_)) => &[Purpose::Admission],
    }
}

/// The register, as the protocol says that it is.
pub struct Register {
    rows: BTreeMap<Uuid, Kept>,
    pub today: Date,
    pub list_version: u64,
    announced: u64,
    everybody: Vec<InstitutionNumber>,
    /// What was told since this was looked at.
    pub told: Vec<Told>,
    /// What institutions did wrong on which day: each way is one alarm.
    wrong: BTreeSet<(InstitutionNumber, &'static str, Date)>,
    pub alarms: u64,
}

impl Register {
    pub fn new(today: Date, list_version: u64, everybody: Vec<InstitutionNumber>) -> Self {
        Self {
            rows: BTreeMap::new(),
            today,
            list_version,
            announced: list_version,
            everybody,
            told: Vec::new(),
            wrong: BTreeSet::new(),
            alarms: 0,
        }
    }

    pub fn comes(&mut self, from: InstitutionNumber, says: &Says) -> Became {
        let became = self.takes(from, says);
        if let Became::Alarm(code) = became {
            self.alarms += u64::from(self.wrong.insert((from, code, self.today)));
        }
        became
    }

    fn takes(&mut self, from: InstitutionNumber, says: &Says) -> Became {
        let (id, version) = says.row();
        let (person, said) = match says {
            Says::Registered(one) if one.row.institution != from => {
                return Became::Alarm("other-institution");
            }
            Says::Registered(one) => (Some(&one.national_id), Some(one.row.clone())),
            Says::Deleted(_) => (None, None),
        };
        let kept = self.rows.entry(id).or_default();
        if *kept.decider.get_or_insert(from) != from {
            return Became::Alarm("not-the-decider");
        }
        let is_another =
            kept.stands.is_some() && person.is_some() && kept.stands.as_ref() != person;
        if let Some(before) = kept.versions.get(&version) {
            let forgotten = before.registered && before.says.is_none();
            let alike = before.registered == said.is_some()
                && (forgotten || before.says == said && !is_another);
            return if alike { Became::Nothing } else { Became::Alarm("other-content") };
        }
        if is_another {
            return Became::Alarm("other-person");
        }
        let deleted_before = kept.versions.range(..version).any(|(_, before)| !before.registered);
        if said.is_some() && deleted_before {
            return Became::Alarm("deleted");
        }
        let (is_newest, stood) = (version > kept.highest(), kept.stands.is_some());
        let before = kept.newest().cloned();
        let remembered = if is_newest || stood { said.clone() } else { None };
        kept.versions.insert(version, Version { registered: said.is_some(), says: remembered });
        if !is_newest && (said.is_some() || !stood) {
            return Became::Nothing;
        }
        match said {
            None => self.ends(id, "deleted"),
            Some(row) if row.period.to < self.today => self.ends(id, "expired"),
            Some(row) if stood => {
                // Told for something that it was not told for, it is asked about anew.
                let before = before.as_ref().map_or(&[][..], told_for);
                self.list_version +=
                    u64::from(told_for(&row).iter().any(|one| !before.contains(one)));
                let body = serde_json::to_value(&row).unwrap().to_string();
                let to = kept.told.iter().map(ToString::to_string);
                let kind = "exclusion.changed";
                let told = to.map(|to| Told { to, kind: kind.into(), body: body.clone() });
                self.told.extend(told);
            }
            Some(_) => {
                kept.stands = person.cloned();
                self.list_version += 1;
            }
        }
        Became::Counts
    }

    /// The row with its highest version is over, and nothing that it said is left.
    fn ends(&mut self, id: Uuid, why: &str) {
        let kept = self.rows.entry(id).or_default();
        let version = kept.highest();
        kept.versions.values_mut().for_each(|one| one.says = None);
        if kept.stands.take().is_some() {
            self.list_version += 1;
            let body = serde_json::json!({ "id": id, "version": version, "why": why }).to_string();
            for to in std::mem::take(&mut kept.told) {
                let (to, kind) = (to.to_string(), "exclusion.removed".to_owned());
                self.told.push(Told { to, kind, body: body.clone() });
            }
        }
    }

    /// What is answered about a person to somebody who asks for something, and is told of it from now on.
    pub fn asks(&mut self, by: InstitutionNumber, about: &str, purpose: Purpose) -> Found {
        let mut answer = Found { rows: Vec::new(), registered: false };
        for kept in self.rows.values_mut() {
            let newest = kept.newest().filter(|row| row.period.to >= self.today);
            let found = newest.filter(|_| kept.stands.as_deref() == Some(about)).cloned();
            answer.registered |= found.is_some();
            if let Some(row) = found.filter(|row| told_for(row).contains(&purpose)) {
                answer.rows.push(row);
                kept.told.insert(by);
            }
        }
        answer
    }

    /// What is over goes, and everybody is told once that the list has changed.
    pub fn sweeps(&mut self) {
        let today = self.today;
        let is_over = |kept: &Kept| {
            kept.stands.is_some() && kept.newest().is_some_and(|row| row.period.to < today)
        };
        let over: Vec<Uuid> =
            self.rows.iter().filter(|(_, kept)| is_over(kept)).map(|(id, _)| *id).collect();
        for id in over {
            self.ends(id, "expired");
        }
        if self.announced < self.list_version {
            self.announced = self.list_version;
            let body = serde_json::json!({ "version": self.list_version }).to_string();
            let kind = "exclusion.listed";
            for to in &self.everybody {
                self.told.push(Told { to: to.to_string(), kind: kind.into(), body: body.clone() });
            }
        }
    }

    pub fn standing(&self) -> usize {
        self.rows.values().filter(|kept| kept.stands.is_some()).count()
    }

    /// What was told since the last time, in order.
    pub fn told_now(&mut self) -> Vec<Told> {
        let mut told = std::mem::take(&mut self.told);
        told.sort();
        told
    }
}
