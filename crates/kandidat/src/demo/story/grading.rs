//! Two examiners who disagree, a third, the protocol, the announcement.

use super::{Story, Told};
use crate::demo::form::{action_like, link_like};
use anyhow::{Context, Result, ensure};
use office::world::CastMember;
use reqwest::StatusCode;

impl Story<'_> {
    /// Appoints, grades, seals and signs; gives the protocol's page.
    pub(super) async fn grade(&self, told: &Told) -> Result<String> {
        self.appoint(told, &["marit", "geir"]).await?;
        self.step("two examiners accept; the board appoints one internal and one external");
        let work = self.work("marit").await?;
        let early = self.as_("marit").await?.page(&work).await?;
        ensure!(!early.contains("name=\"grade-"), "answers are shown before the hand-over");
        self.on_day(3, "12:00").await?;
        self.hand_over(told).await?;
        self.step("the answers are handed over, and seen from then on");
        self.blind(&work, told).await?;
        self.standpoints("marit", &work, told, "B").await?;
        self.hidden(&work, told).await?;
        self.standpoints("geir", &work, told, "C").await?;
        self.step("two examiners give their standpoints, neither seeing the other's first");
        let ingrid = self.as_("ingrid").await?;
        let page = format!("{}/grading", told.exam);
        let stuck = ingrid.page(&page).await?;
        ensure!(action_like(&stuck, "/committees/*/protocols").is_none(), "sealed in dispute");
        self.on_day(4, "09:00").await?;
        self.appoint(told, &["hilde"]).await?;
        self.hand_over(told).await?;
        let number = told.numbers.get("amina").context("a number")?;
        let third = format!("grade-{number}");
        let action = format!("{work}/standpoints");
        self.as_("hilde").await?.send(&work, &action, &[(&third, "C")]).await?;
        self.step("they disagree on one candidate; a third, external examiner decides");
        let action = ingrid.action(&page, "/committees/*/protocols").await?;
        let protocol = ingrid.send(&page, &action, &[]).await?;
        let protocol = protocol.split('?').next().unwrap_or(&protocol).to_owned();
        for key in ["marit", "geir", "hilde"] {
            self.sign(key, &protocol).await?;
        }
        self.step("the protocol is sealed and signed by all three");
        Ok(protocol)
    }

    pub(super) async fn sign(&self, key: &str, protocol: &str) -> Result<()> {
        let action = format!("{protocol}/signatures");
        self.as_(key).await?.send(protocol, &action, &[("confirm", "yes")]).await?;
        Ok(())
    }

    async fn appoint(&self, told: &Told, keys: &[&str]) -> Result<()> {
        let page = format!("{}/committee", told.exam);
        let members: Vec<_> =
            keys.iter().map(|key| CastMember::named(key).id().to_string()).collect();
        let names: Vec<_> = (1..=members.len()).map(|seat| format!("member-{seat}")).collect();
        let fields: Vec<_> =
            names.iter().map(String::as_str).zip(members.iter().map(String::as_str)).collect();
        let ingrid = self.as_("ingrid").await?;
        ingrid.send(&page, &format!("{page}/proposals"), &fields).await?;
        for key in keys {
            self.accept(key).await?;
        }
        let jon = self.as_("jon").await?;
        jon.send(&page, &format!("{page}/appointments"), &[("case_ref", "Sak 14")]).await?;
        Ok(())
    }

    /// Whoever is asked says yes, and reads the deadline.
    async fn accept(&self, key: &str) -> Result<()> {
        let examiner = self.as_(key).await?;
        let mine = examiner.page("/examining").await?;
        let request = link_like(&mine, "/examining/requests/*").context("no request")?;
        examiner.send(&request, &request, &[("answer", "yes")]).await?;
        Ok(())
    }

    /// The department gives the answers to those who have not got them.
    async fn hand_over(&self, told: &Told) -> Result<()> {
        let page = format!("{}/grading", told.exam);
        let ingrid = self.as_("ingrid").await?;
        ingrid.send(&page, &format!("{}/hand-over", told.exam), &[]).await?;
        Ok(())
    }

    /// The page where a member of the committee grades.
    async fn work(&self, key: &str) -> Result<String> {
        let mine = self.as_(key).await?.page("/examining").await?;
        link_like(&mine, "/examining/*").context("no committee on the examiner's page")
    }

    /// No name, student number or address of a candidate stands on the examiner's page.
    async fn blind(&self, work: &str, told: &Told) -> Result<()> {
        let page = self.as_("marit").await?.page(work).await?;
        for key in told.numbers.keys() {
            let member = CastMember::named(key);
            ensure!(!page.contains(member.family), "the examiner reads {}", member.family);
        }
        self.step("the examiner's page shows candidate numbers and no name");
        Ok(())
    }

    async fn standpoints(&self, key: &str, work: &str, told: &Told, amina: &str) -> Result<()> {
        let page = self.as_(key).await?.page(work).await?;
        let contested = told.numbers.get("amina").context("a number")?;
        let fields: Vec<_> = page
            .split("name=\"grade-")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .map(|number| {
                let grade = if number == contested { amina } else { "C" };
                (format!("grade-{number}"), grade)
            })
            .collect();
        ensure!(fields.len() == 8, "{} candidates to grade, not eight", fields.len());
        let fields: Vec<_> = fields.iter().map(|(name, grade)| (name.as_str(), *grade)).collect();
        let action = format!("{work}/standpoints");
        self.as_(key).await?.send(work, &action, &fields).await?;
        Ok(())
    }

    /// What the first has given does not show on the second's page.
    async fn hidden(&self, work: &str, told: &Told) -> Result<()> {
        let page = self.as_("geir").await?.page(work).await?;
        let number = told.numbers.get("amina").context("a number")?;
        let row = page.split(&format!("name=\"grade-{number}\"")).nth(1).context("a row")?;
        let row = row.split("</tr>").next().unwrap_or_default();
        ensure!(!row.contains("ds-tag"), "the second examiner sees the first's standpoint");
        Ok(())
    }

    /// Received, then announced by the administration; every student reads her own.
    pub(super) async fn announce(&self, told: &Told, protocol: &str) -> Result<()> {
        self.on_day(8, "10:00").await?;
        let before = self.as_("amina").await?.page("/my/results").await?;
        ensure!(!before.contains("HIS-1001"), "a result shows before it is announced");
        let liv = self.as_("liv").await?;
        liv.send(protocol, &format!("{protocol}/receipts"), &[]).await?;
        liv.send(protocol, &format!("{protocol}/announcements"), &[]).await?;
        for key in super::exam::AT_THE_SCREEN {
            let own = self.as_(key).await?.page("/my/results").await?;
            ensure!(own.contains("HIS-1001"), "{key} does not see the result");
        }
        let stranger = self.as_("isak").await?.page("/my/results").await?;
        ensure!(!stranger.contains("HIS-1001"), "one who withdrew sees a result");
        let status = self.as_("marit").await?.status(&format!("{}/grading", told.exam)).await?;
        ensure!(status == StatusCode::NOT_FOUND, "an examiner may use the office's page");
        self.step("the faculty office announces; each student reads her own result and deadlines");
        Ok(())
    }
}
