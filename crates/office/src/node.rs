//! A running office: its database, its rule sets and what it is called. No statics.

use crate::access::{self, Principal};
use crate::exclusion::Seal;
use crate::http::Allow;
use crate::own_rules::OwnRules;
use crate::{Error, Mode, Result, Routine, app};
use anyhow::anyhow;
use edge::station::{Station, StationConfig};
use edge::{Found, Place};
use jiff::civil::Date;
use letters::{Post, Press};
use rules::{Language, ParseError, RuleSet, RuleSetId, RuleSets, Text};
use std::sync::Arc;
use store::Store;
use store::session::Wanted;

/// What a node is made of.
pub struct NodeConfig {
    /// The database, with the domain's clock.
    pub store: Store,
    /// The rule sets that may be used.
    pub rule_sets: RuleSets,
    /// Makes PDF files of letters.
    pub press: Arc<dyn Press>,
    /// Tells people by e-mail that a letter waits; without it, letters go on paper.
    pub mail: Option<Mail>,
    /// Whether this is a demonstration.
    pub mode: Mode,
    /// Its end of the wire.
    pub station: StationConfig,
    /// Seals what stands for its students in the register's list.
    pub seal: Seal,
    /// The routines that stand above this crate.
    pub above: &'static [Routine],
}

/// How people are told by e-mail.
#[derive(Clone)]
pub struct Mail {
    /// Takes the notices.
    pub post: Arc<dyn Post>,
    /// Where people sign in to read, e.g. `https://kandidat.example`.
    pub pages: String,
}

/// A running office. Cloning is cheap; all clones are the same office.
#[derive(Clone)]
pub struct Node(Arc<Inner>);

struct Inner {
    store: Store,
    rule_sets: RuleSets,
    press: Arc<dyn Press>,
    mail: Option<Mail>,
    mode: Mode,
    station: Arc<Station>,
    seal: Seal,
    institution: ui::Institution,
    regulations: Vec<(Date, RuleSetId)>,
    own: OwnRules,
    above: &'static [Routine],
    menu: Vec<Place<Allow>>,
}

impl Node {
    /// Reads from the database which institution this is and which regulations it has.
    ///
    /// # Errors
    /// The database is away, or holds no institution yet.
    pub async fn open(config: NodeConfig) -> Result<Self> {
        let row = sqlx::query_file!("src/institution.sql").fetch_one(&config.store.pool).await?;
        let institution = ui::Institution {
            number: row.number,
            short_name: row.short_name,
            name: Text::new(row.name_nb, row.name_nn, row.name_en),
        };
        let rows = sqlx::query_file!("src/regulations.sql").fetch_all(&config.store.pool).await?;
        let regulations = rows
            .into_iter()
            .map(|row| (row.valid_from.to_jiff(), RuleSetId(row.rule_set)))
            .collect();
        let party = institution.number.parse().map_err(|not| Error::Internal(anyhow!("{not}")))?;
        let NodeConfig { store, rule_sets, press, mail, mode, station, seal, above } = config;
        let station = Arc::new(Station::new(&store, party, station, &app::messages(above)));
        let own = OwnRules::default();
        let inner = Inner {
            store,
            rule_sets,
            press,
            mail,
            mode,
            station,
            seal,
            institution,
            regulations,
            own,
            above,
            menu: access::navigation::menu(above),
        };
        let node = Self(Arc::new(inner));
        node.refresh_rules().await?;
        Ok(node)
    }

    /// The database.
    pub fn store(&self) -> &Store {
        &self.0.store
    }

    /// The institution whose office this is.
    pub fn institution(&self) -> &ui::Institution {
        &self.0.institution
    }

    /// Makes PDF files of letters.
    pub fn press(&self) -> &dyn Press {
        &*self.0.press
    }

    /// How people are told by e-mail, if they are.
    pub fn mail(&self) -> Option<&Mail> {
        self.0.mail.as_ref()
    }

    /// Seals what stands for its students in the register's list.
    pub(crate) fn seal(&self) -> &Seal {
        &self.0.seal
    }

    /// The routines that stand above this crate.
    pub(crate) fn above(&self) -> &'static [Routine] {
        self.0.above
    }

    /// Whether this is a demonstration.
    pub fn is_demo(&self) -> bool {
        self.0.mode == Mode::Demo
    }

    /// The rule set that counts for an event on `date`: the institution's own regulation
    /// in force then, or the shipped law of that date.
    ///
    /// # Errors
    /// Refused `no-rule-set` where Kandidat ships none for the date.
    pub fn rules_on(&self, date: Date) -> Result<&RuleSet> {
        let listed = self.0.regulations.iter().rev().find(|(from, _)| *from <= date);
        match (self.0.own.on(date), listed) {
            (Some((from, own)), listed) if listed.is_none_or(|(day, _)| *day <= from) => Ok(own),
            (_, Some((_, id))) => self.rule_set(id),
            (_, None) => self
                .0
                .rule_sets
                .for_date(date)
                .map_err(|none| Error::because(none.refusal(), Vec::new())),
        }
    }

    /// The rule set with this id: the one a case has kept.
    ///
    /// # Errors
    /// Our own fault if a case names a rule set that is no longer there.
    pub fn rule_set(&self, id: &RuleSetId) -> Result<&RuleSet> {
        self.0
            .rule_sets
            .get(&id.0)
            .or_else(|| self.0.own.get(id))
            .ok_or_else(|| Error::Internal(anyhow!("no rule set {id}")))
    }
}

/// The institution's own rule sets.
impl Node {
    /// As [`Node::refresh_rules`], where fewer than the `approved` ones are known: what a
    /// request learns of them it learns with who is asking.
    ///
    /// # Errors
    /// As [`Node::refresh_rules`].
    pub(crate) async fn keep_up(&self, approved: usize) -> Result<()> {
        if self.0.own.iter().count() < approved { self.refresh_rules().await } else { Ok(()) }
    }

    /// Takes up the regulations that were approved since the office was opened, so that no
    /// act is decided by an earlier one.
    ///
    /// # Errors
    /// The database is away; our own fault when a stored file is not read.
    pub(crate) async fn refresh_rules(&self) -> Result<()> {
        let known: Vec<String> = self.0.own.iter().map(|(_, rules)| rules.id.0.clone()).collect();
        let rows = sqlx::query_file!("src/own_regulations.sql", &known)
            .fetch_all(&self.store().pool)
            .await?;
        for row in rows {
            let rules = self.read_rules(&row.content);
            let rules = rules.map_err(|error| Error::Internal(error.into()))?;
            self.0.own.add(row.valid_from.to_jiff(), rules);
        }
        Ok(())
    }

    /// Reads a rule-set file on top of those that are known here.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn read_rules(&self, text: &str) -> std::result::Result<RuleSet, ParseError> {
        let mut known = self.0.rule_sets.clone();
        known.extend(self.0.own.iter().map(|(_, rules)| rules.clone()));
        RuleSet::parse(text, &known)
    }
}

impl Node {
    /// The domain's time.
    pub fn now(&self) -> jiff::Timestamp {
        self.store().clock.now()
    }

    /// The domain's day in Norway.
    pub fn today(&self) -> Date {
        self.now().to_zoned(store::oslo()).date()
    }
}

/// What the edge asks of an office.
impl edge::Node for Node {
    type Principal = Principal;
    type Allow = Allow;

    fn store(&self) -> &Store {
        self.store()
    }

    fn station(&self) -> &Arc<Station> {
        &self.0.station
    }

    fn institution(&self) -> &ui::Institution {
        self.institution()
    }

    fn is_demo(&self) -> bool {
        self.is_demo()
    }

    fn may_be_given_up(&self, kind: &str) -> bool {
        !protocol::exclusion::BINDING.contains(&kind)
    }

    fn menu(&self) -> &[Place<Allow>] {
        &self.0.menu
    }

    /// Nobody signed in meets an earlier regulation than the one approved, in whichever process
    /// it was.
    async fn signed_in(
        &self,
        wanted: &Wanted,
        language: Option<Language>,
    ) -> Result<Option<Found<Principal>>> {
        let mut conn = self.store().pool.acquire().await?;
        let found = access::store::signed_in(&mut conn, wanted, language, self.today()).await?;
        drop(conn);
        let Some((found, own_regulations)) = found else { return Ok(None) };
        self.keep_up(own_regulations).await?;
        Ok(Some(found))
    }
}
