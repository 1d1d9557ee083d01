//! Planning, sign-up, numbering, and the day of the exam.

use super::Story;
use anyhow::{Context, Result, ensure};
use office::world::CAST;
use std::collections::HashMap;

/// Those who sit the exam and hand in through their own page.
pub(super) const AT_THE_SCREEN: [&str; 7] =
    ["amina", "bjorn", "cecilie", "daniel", "gunnar", "hanna", "jenny"];
/// Hands in on paper, at the desk.
const ON_PAPER: &str = "frida";
/// Does not come.
const ABSENT: &str = "emil";
/// Withdraws in time.
const WITHDRAWS: &str = "isak";
/// Comes too late to sign up.
const TOO_LATE: &str = "lina";

const HOME_EXAM: &str = "0193a000-0000-7000-8000-000000000012";
const COURSE: &str = "0193a000-0000-7000-8000-000000000011";

impl Story<'_> {
    /// The exam officer plans, students sign up; gives the exam's page.
    pub(super) async fn plan_and_sign_up(&self) -> Result<String> {
        self.clock(self.era.begins, "09:00").await?;
        let date = self.era.exam_date.to_string();
        let planned = [
            ("course", COURSE),
            ("term", self.era.term.as_str()),
            ("kind", "ordinary"),
            ("date", date.as_str()),
            ("starts_at", "09:00"),
            ("duration_minutes", "240"),
            ("copies", "3"),
            ("rooms", "TEO-H1"),
        ];
        let ingrid = self.as_("ingrid").await?;
        let to = ingrid.send("/exams/new", "/exams", &planned).await?;
        let exam = to.split('?').next().unwrap_or(&to).to_owned();
        self.step("the exam officer plans HIS-1001");
        let id = exam.rsplit('/').next().context("an exam's id")?.to_owned();
        for key in AT_THE_SCREEN.into_iter().chain([ON_PAPER, ABSENT, WITHDRAWS]) {
            let language = if key == "daniel" { "en" } else { "nb" };
            let wish = [("exam", id.as_str()), ("language", language)];
            self.as_(key).await?.send("/my", "/my/registrations", &wish).await?;
        }
        self.step("ten students sign up on their own page");
        self.withdraw().await?;
        self.too_late(&id).await?;
        Ok(exam)
    }

    /// A home exam that comes up after `today`, with its candidates signed up: so that the
    /// desks of the demonstration have something to do.
    pub async fn plan_another(&self, today: jiff::civil::Date) -> Result<()> {
        self.clock(self.era.begins, "08:00").await?;
        let date = today.checked_add(jiff::Span::new().days(9))?;
        let (term, date) = (rules::Term::of(date).to_string(), date.to_string());
        let planned = [
            ("course", HOME_EXAM),
            ("term", term.as_str()),
            ("kind", "ordinary"),
            ("date", date.as_str()),
            ("starts_at", "09:00"),
            ("duration_minutes", "360"),
            ("copies", "1"),
        ];
        let to = self.as_("ingrid").await?.send("/exams/new", "/exams", &planned).await?;
        let exam = to.split('?').next().and_then(|path| path.rsplit('/').next());
        let exam = exam.context("an exam's id")?;
        for (key, language) in
            [("amina", "nb"), ("bjorn", "nn"), ("lina", "en"), ("kristoffer", "nb")]
        {
            let wish = [("exam", exam), ("language", language)];
            self.as_(key).await?.send("/my", "/my/registrations", &wish).await?;
        }
        Ok(())
    }

    async fn withdraw(&self) -> Result<()> {
        let isak = self.as_(WITHDRAWS).await?;
        let action = isak.action("/my", "/my/registrations/*/withdrawal").await?;
        isak.send("/my", &action, &[]).await?;
        self.step("one of them withdraws in time");
        Ok(())
    }

    /// After the last day the form is gone, and a form kept open is refused.
    async fn too_late(&self, exam: &str) -> Result<()> {
        let lina = self.as_(TOO_LATE).await?;
        let open = lina.page("/my").await?;
        ensure!(open.contains(exam), "the exam is not offered to {TOO_LATE}");
        self.on_day(-20, "09:00").await?;
        let closed = lina.page("/my").await?;
        ensure!(!closed.contains(&format!("value=\"{exam}\"")), "sign-up is still open");
        self.step("after the deadline the exam is no longer offered");
        Ok(())
    }

    /// Documents, numbers, the day itself; gives the candidate numbers by student.
    pub(super) async fn hold(&self, exam: &str) -> Result<HashMap<&'static str, String>> {
        self.documents(exam).await?;
        self.on_day(-5, "10:00").await?;
        let liv = self.as_("liv").await?;
        let page = format!("{exam}/candidates");
        liv.send(&page, &format!("{exam}/numbering"), &[]).await?;
        let numbers = self.numbers(exam).await?;
        self.step("the faculty office numbers the candidates at random");
        self.on_day(0, "11:00").await?;
        for key in AT_THE_SCREEN {
            self.hand_in(key).await?;
        }
        self.step("seven hand in on their own page and hold a receipt");
        self.on_day(0, "13:05").await?;
        self.at_the_desk(exam, &numbers).await?;
        Ok(numbers)
    }

    async fn documents(&self, exam: &str) -> Result<()> {
        let page = format!("{exam}/documents");
        let siri = self.as_("siri").await?;
        let text = |what: &str| format!("HIS-1001 {what}\n").into_bytes();
        for (kind, language) in [("paper", "nb"), ("paper", "nn"), ("paper", "en"), ("guide", "nb")]
        {
            let file = ("file", "document.txt", "text/plain", text(kind));
            siri.upload(&page, &page, &[("kind", kind), ("language", language)], file).await?;
        }
        self.step("paper in three language forms and grading guide are there");
        Ok(())
    }

    async fn numbers(&self, exam: &str) -> Result<HashMap<&'static str, String>> {
        let csv = self.as_("ingrid").await?.file(&format!("{exam}/candidates.csv")).await?;
        let csv = String::from_utf8(csv)?;
        let mut numbers = HashMap::new();
        for member in CAST {
            let named = |line: &&str| line.contains(member.given) && line.contains(member.family);
            let Some(line) = csv.lines().find(named) else { continue };
            let number = line
                .split([';', ','])
                .map(|cell| cell.trim_matches('"'))
                .find(|cell| !cell.is_empty() && cell.bytes().all(|b| b.is_ascii_digit()))
                .with_context(|| format!("no number in «{line}»"))?;
            numbers.insert(member.key, number.to_owned());
        }
        ensure!(!csv.contains("Skjold"), "the protected student's name stands in the list");
        ensure!(numbers.len() == 8, "{} named candidates have a number: {csv}", numbers.len());
        Ok(numbers)
    }

    async fn hand_in(&self, key: &str) -> Result<()> {
        let student = self.as_(key).await?;
        let my = student.page("/my").await?;
        let page = crate::demo::form::link_like(&my, "/my/registrations/*/answer")
            .with_context(|| format!("{key} finds nowhere to hand in"))?;
        let answer =
            format!("Nord-Norge etter 1945: svaret til kandidaten.\n{}\n", "Tekst. ".repeat(40));
        let file = ("answer", "svar.txt", "text/plain", answer.into_bytes());
        student.upload(&page, &page, &[], file).await?;
        let receipt = student.page(&page).await?;
        ensure!(receipt.contains("SHA-256"), "{key} has no receipt");
        Ok(())
    }

    async fn at_the_desk(&self, exam: &str, numbers: &HashMap<&'static str, String>) -> Result<()> {
        let eva = self.as_("eva").await?;
        let page = format!("{exam}/delivery");
        let number = numbers.get(ON_PAPER).context("a number")?;
        let on_paper = [
            ("candidate_number", number.as_str()),
            ("copies", "3"),
            ("channel", "invigilator"),
            ("candidate_number_ok", "yes"),
            ("front_page_ok", "yes"),
        ];
        eva.send(&page, &page, &on_paper).await?;
        eva.refused(&page, &page, &on_paper, number).await?;
        self.step("the desk ticks off an answer on paper, once");
        let number = numbers.get(ABSENT).context("a number")?;
        let absent = [("candidate_number", number.as_str()), ("kind", "absent")];
        eva.send(&page, &format!("{exam}/absences"), &absent).await?;
        self.step("the one who did not come is recorded as absent");
        Ok(())
    }
}
