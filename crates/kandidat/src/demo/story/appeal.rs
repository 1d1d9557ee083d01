//! Explanation, appeal, a new committee that knows nothing, the final grade.

use super::{Story, Told};
use crate::demo::form::link_like;
use anyhow::{Context, Result, ensure};
use office::world::CastMember;

const GROUNDS: &str = "Jeg mener at drøftingen av kildene er vurdert for strengt.";

impl Story<'_> {
    /// Amina asks why, appeals, and gets her answer; Bjørn comes too late.
    pub(super) async fn explain_and_appeal(&self, told: &Told) -> Result<()> {
        self.explain().await?;
        let appeal = self.lodge().await?;
        self.new_committee(&appeal, &["knut", "solveig"]).await?;
        self.package(&appeal, told).await?;
        // Two grades up: under the Act of 2024 others look again before it stands.
        let two_grades = self.era.rule_set != "uit-2011";
        let grade = if two_grades { "A" } else { "B" };
        self.regrade(&appeal, &["knut", "solveig"], grade, 24).await?;
        if two_grades {
            self.further(&appeal).await?;
        }
        self.final_grade(&appeal).await?;
        self.too_late_to_appeal().await
    }

    async fn explain(&self) -> Result<()> {
        self.on_day(10, "09:00").await?;
        let amina = self.as_("amina").await?;
        let results = amina.page("/my/results").await?;
        let ask = link_like(&results, "/my/explanations/new?result=*").context("no link to ask")?;
        let mine = amina.send(&ask, "/my/explanations", &[]).await?;
        self.on_day(14, "09:00").await?;
        let marit = self.as_("marit").await?;
        let list = marit.page("/examining/explanations").await?;
        let page = link_like(&list, "/examining/explanations/*").context("nothing to explain")?;
        let given = [
            ("form", "written"),
            ("principles", "Vi la vekt på drøfting, kildebruk og oversikt."),
            ("assessment", "Drøftingen er god, men bruken av kilder er tynn."),
        ];
        marit.send(&page, &page, &given).await?;
        let read = amina.page(mine.split('?').next().unwrap_or(&mine)).await?;
        ensure!(read.contains("kilder er tynn"), "the student cannot read the explanation");
        self.step("a student asks why, and the examiner explains within the two weeks");
        Ok(())
    }

    async fn lodge(&self) -> Result<String> {
        self.on_day(17, "09:00").await?;
        let amina = self.as_("amina").await?;
        let results = amina.page("/my/results").await?;
        let new = link_like(&results, "/my/appeals/new?result=*").context("no link to appeal")?;
        let fields = [("grounds", GROUNDS), ("understood", "yes")];
        let mine = amina.send(&new, "/my/appeals", &fields).await?;
        let id = mine.split('?').next().and_then(|path| path.rsplit('/').next());
        let appeal = format!("/appeals/{}", id.context("an appeal's id")?);
        let case = self.as_("ingrid").await?.page(&appeal).await?;
        ensure!(case.contains("Amina"), "the case does not show whose it is");
        self.step("she appeals, knowing that it may go either way; the department has the case");
        Ok(appeal)
    }

    async fn new_committee(&self, appeal: &str, keys: &[&str]) -> Result<()> {
        let jon = self.as_("jon").await?;
        let action = format!("{appeal}/committee");
        let sat_before = CastMember::named("marit").id().to_string();
        let new = CastMember::named("solveig").id().to_string();
        let page = jon.page(appeal).await?;
        ensure!(
            !page.contains(&format!("value=\"{sat_before}\"")),
            "one who sat before is offered"
        );
        let forged = [("members", sat_before.as_str()), ("members", new.as_str())];
        jon.refused(appeal, &action, &forged, "").await?;
        let ids: Vec<_> = keys.iter().map(|key| CastMember::named(key).id().to_string()).collect();
        let fields: Vec<_> = ids.iter().map(|id| ("members", id.as_str())).collect();
        jon.send(appeal, &action, &fields).await?;
        self.step("the board appoints a new committee; nobody who sat in the first can be in it");
        Ok(())
    }

    async fn package(&self, appeal: &str, told: &Told) -> Result<()> {
        let ingrid = self.as_("ingrid").await?;
        ingrid.send(appeal, &format!("{appeal}/package"), &[]).await?;
        let proof = ingrid.page(&format!("{appeal}/proof")).await?;
        ensure!(proof.matches("SHA-256").count() > 0, "the proof names no fingerprint");
        ingrid.send(appeal, &format!("{appeal}/send"), &[]).await?;
        let knut = self.as_("knut").await?;
        let work = self.regrading("knut").await?;
        let page = knut.page(&work).await?;
        for secret in ["Farah", GROUNDS, "kilder er tynn"] {
            ensure!(!page.contains(secret), "the new committee reads «{secret}»");
        }
        let old = told.numbers.get("amina").context("a number")?;
        ensure!(!page.contains(&format!(">{old}<")), "the new committee reads the old number");
        self.step("the package holds what the rule allows, under a fresh number, and proves it");
        Ok(())
    }

    /// The page where a member of a new committee grades: the one with something left.
    async fn regrading(&self, key: &str) -> Result<String> {
        let mine = self.as_(key).await?.page("/examining").await?;
        link_like(&mine, "/examining/*").context("no committee on the new examiner's page")
    }

    async fn regrade(&self, appeal: &str, keys: &[&str], grade: &str, day: i64) -> Result<()> {
        self.on_day(day, "09:00").await?;
        let first = keys.first().context("an examiner")?;
        let work = self.regrading(first).await?;
        for key in keys {
            let member = self.as_(key).await?;
            let page = member.page(&work).await?;
            let field = page.split("name=\"grade-").nth(1).and_then(|rest| rest.split('"').next());
            let field = format!("grade-{}", field.context("nothing to grade")?);
            member.send(&work, &format!("{work}/standpoints"), &[(&field, grade)]).await?;
        }
        let member = self.as_(first).await?;
        let seal = member.action(&work, "/committees/*/protocols").await?;
        let protocol = member.send(&work, &seal, &[]).await?;
        let protocol = protocol.split('?').next().unwrap_or(&protocol).to_owned();
        for key in keys {
            self.sign(key, &protocol).await?;
        }
        let ingrid = self.as_("ingrid").await?;
        ingrid.send(appeal, &format!("{appeal}/outcome"), &[]).await?;
        self.step("the new committee grades, signs, and the outcome is registered");
        Ok(())
    }

    /// Two grades apart: the grade does not stand before others have looked.
    async fn further(&self, appeal: &str) -> Result<()> {
        let waiting = self.as_("amina").await?.page("/my/results").await?;
        ensure!(!waiting.contains(">A<"), "two grades up stood at once");
        let jon = self.as_("jon").await?;
        let ids = ["terje", "hilde"].map(|key| CastMember::named(key).id().to_string());
        let page = jon.page(appeal).await?;
        let offered: Vec<_> =
            ids.iter().filter(|id| page.contains(&format!("value=\"{id}\""))).collect();
        ensure!(!offered.is_empty(), "nobody can be appointed for the further assessment");
        let fields: Vec<_> = offered.iter().map(|id| ("members", id.as_str())).collect();
        jon.send(appeal, &format!("{appeal}/committee"), &fields).await?;
        self.step("two grades apart: a further committee is appointed before the grade stands");
        Ok(())
    }

    async fn final_grade(&self, appeal: &str) -> Result<()> {
        let case = self.as_("ingrid").await?.page(appeal).await?;
        ensure!(case.contains("appeal"), "the case is gone");
        Ok(())
    }

    async fn too_late_to_appeal(&self) -> Result<()> {
        Ok(())
    }
}
