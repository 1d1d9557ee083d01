//! Explanation, appeal, a new committee that knows nothing, the final grade.

use super::{Story, Told};
use crate::demo::form::link_like;
use anyhow::{Context, Result, ensure};
use office::world::CastMember;

const GROUNDS: &str = "Jeg mener at drøftingen av kildene er vurdert for strengt.";

impl Story<'_> {
    /// Amina asks why, appeals, and gets her answer; Bjørn comes too late.
    pub(super) async fn explain_and_appeal(&self, told: &Told) -> Result<()> {
        self.on_day(10, "09:00").await?;
        let late = self.result_of("bjorn").await?;
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
        self.final_grade().await?;
        self.too_late_to_appeal(&late).await
    }

    async fn explain(&self) -> Result<()> {
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
        ensure!(waiting.contains(">C<") || !waiting.contains(">A<"), "two grades up stood at once");
        let others = ["terje", "vigdis"];
        let ids = others.map(|key| CastMember::named(key).id().to_string());
        let fields = ids.each_ref().map(|id| ("members", id.as_str()));
        let jon = self.as_("jon").await?;
        jon.send(appeal, &format!("{appeal}/committee"), &fields).await?;
        let ingrid = self.as_("ingrid").await?;
        ingrid.send(appeal, &format!("{appeal}/package"), &[]).await?;
        ingrid.send(appeal, &format!("{appeal}/send"), &[]).await?;
        self.step("two grades apart: a further committee looks before any grade stands");
        self.regrade(appeal, &others, "B", 31).await
    }

    /// The student reads the final grade; it cannot be appealed again; the letters are there.
    async fn final_grade(&self) -> Result<()> {
        let amina = self.as_("amina").await?;
        let results = amina.page("/my/results").await?;
        ensure!(
            link_like(&results, "/my/appeals/new?result=*").is_none(),
            "a grade after an appeal can be appealed again"
        );
        let letters = amina.page("/my/letters").await?;
        let letter = link_like(&letters, "/letters/*.pdf").context("no letter in her box")?;
        let pdf = amina.file(&letter).await?;
        ensure!(pdf.starts_with(b"%PDF"), "the letter is not a PDF");
        self.step("she reads the final grade, gets it by letter, and cannot appeal it again");
        Ok(())
    }

    /// Bjørn appeals after his last day and is told why it is too late.
    async fn too_late_to_appeal(&self, result: &str) -> Result<()> {
        self.on_day(super::LAST_DAY, "09:00").await?;
        let bjorn = self.as_("bjorn").await?;
        let new = format!("/my/appeals/new?result={result}");
        let fields = [("grounds", ""), ("no_reason", "yes"), ("understood", "yes")];
        let mine = bjorn.send(&new, "/my/appeals", &fields).await?;
        let id = mine.split('?').next().and_then(|path| path.rsplit('/').next());
        let appeal = format!("/appeals/{}", id.context("an appeal's id")?);
        let decided = [
            ("excused", "no"),
            ("assessment", "Du har ikkje gitt noka grunngiving for at klaga kom for seint."),
        ];
        let ingrid = self.as_("ingrid").await?;
        ingrid.send(&appeal, &format!("{appeal}/late"), &decided).await?;
        let letters = bjorn.page("/my/letters").await?;
        ensure!(link_like(&letters, "/letters/*.pdf").is_some(), "no letter of refusal");
        self.step("an appeal after the last day is refused with its reasons, by letter");
        Ok(())
    }

    /// The id in the link that a student's result carries.
    async fn result_of(&self, key: &str) -> Result<String> {
        let results = self.as_(key).await?.page("/my/results").await?;
        let link = link_like(&results, "/my/appeals/new?result=*")
            .or_else(|| link_like(&results, "/my/explanations/new?result=*"));
        let link = link.with_context(|| format!("{key}'s results carry no link"))?;
        Ok(link.rsplit('=').next().unwrap_or_default().to_owned())
    }
}
