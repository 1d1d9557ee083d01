//! One exam from sign-up to final grade, told by the people who do it, through the
//! pages they do it on. The check walks it in each era; the demonstration begins with
//! what it leaves behind.

mod appeal;
mod exam;
mod grading;

use super::walk::Walker;
use anyhow::{Context, Result};
use jiff::Zoned;
use jiff::civil::Date;
use office::world::CastMember;
use std::collections::HashMap;
use tokio::sync::OnceCell;

/// When and under which rules the story plays.
#[derive(Clone, Debug)]
pub struct Era {
    /// The regulation.
    pub rule_set: String,
    /// The term, e.g. `2026-H`.
    pub term: String,
    /// The first day: sign-up is open.
    pub begins: Date,
    /// The day of the exam: a Monday, 46 days after the first day or a little later.
    pub exam_date: Date,
}

impl Era {
    /// The story that begins on a day.
    ///
    /// # Errors
    /// The day lies outside the calendar.
    pub fn beginning(begins: Date, rule_set: &str) -> Result<Self> {
        let mut exam_date = begins.checked_add(jiff::Span::new().days(46))?;
        while exam_date.weekday() != jiff::civil::Weekday::Monday {
            exam_date = exam_date.tomorrow()?;
        }
        let season = if begins.month() < 8 { 'V' } else { 'H' };
        let term = format!("{}-{season}", begins.year());
        Ok(Self { rule_set: rule_set.to_owned(), term, begins, exam_date })
    }
}

impl Era {
    /// The day on which the story is over.
    ///
    /// # Errors
    /// The day lies outside the calendar.
    pub fn ends(&self) -> Result<Date> {
        Ok(self.exam_date.checked_add(jiff::Span::new().days(LAST_DAY))?)
    }
}

/// The last day on which something happens, counted from the exam.
const LAST_DAY: i64 = 44;

/// The telling: who is signed in, what time it is, and what has been said aloud.
pub struct Story<'a> {
    base: &'a str,
    era: Era,
    aloud: bool,
    walkers: HashMap<&'static str, OnceCell<Walker>>,
}

/// How the exam of the story is found again.
pub struct Told {
    /// The exam's page, `/exams/{id}`.
    pub exam: String,
    /// The candidate number of each student by key.
    pub numbers: HashMap<&'static str, String>,
}

impl<'a> Story<'a> {
    /// A story at the office with this address. `aloud`: each step is printed.
    pub fn new(base: &'a str, era: Era, aloud: bool) -> Self {
        let walkers = office::world::CAST.iter().map(|who| (who.key, OnceCell::new())).collect();
        Self { base, era, aloud, walkers }
    }

    /// Tells all of it: sign-up, exam, grading with a third examiner, announcement,
    /// explanation, appeal, re-grading, final grade.
    ///
    /// # Errors
    /// The first thing that is not as it should be.
    pub async fn tell(&self) -> Result<Told> {
        let told = self.until_announced().await?;
        self.appeals(&told).await?;
        Ok(told)
    }

    /// The first half: everybody reads her result.
    ///
    /// # Errors
    /// As [`Story::tell`].
    pub async fn until_announced(&self) -> Result<Told> {
        let exam = self.plan_and_sign_up().await?;
        let numbers = self.hold(&exam).await?;
        let told = Told { exam, numbers };
        let protocol = self.grade(&told).await?;
        self.announce(&told, &protocol).await?;
        Ok(told)
    }

    /// The second half: explanation, appeal, final grade.
    ///
    /// # Errors
    /// As [`Story::tell`].
    pub async fn appeals(&self, told: &Told) -> Result<()> {
        self.explain_and_appeal(told).await
    }

    /// A member of the cast at a browser.
    async fn as_(&self, key: &str) -> Result<&Walker> {
        let cell = self.walkers.get(key).context("nobody of that name")?;
        let person = CastMember::named(key).id();
        cell.get_or_try_init(|| Walker::sign_in(self.base, person.0)).await
    }

    /// Moves the clock to a time of day, so many days after the exam (negative: before).
    async fn on_day(&self, from_exam: i64, time: &str) -> Result<()> {
        let day = self.era.exam_date.checked_add(jiff::Span::new().days(from_exam))?;
        self.clock(day, time).await
    }

    /// Moves the clock to a day and time in Norway and waits until all due jobs have run.
    pub async fn clock(&self, day: Date, time: &str) -> Result<()> {
        let now: Zoned = format!("{day}T{time}[Europe/Oslo]").parse()?;
        super::walk::set_clock(self.base, now.timestamp()).await
    }

    /// Prints a step that has been seen to be true.
    #[allow(clippy::print_stdout, reason = "the steps are the check's answer")]
    fn step(&self, what: &str) {
        if self.aloud {
            println!("  ✔ {what}");
        }
    }
}
