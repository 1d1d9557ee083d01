// She asks why, and the examiner answers within the two weeks.
import assert from "node:assert/strict";

// Requirements: N-06, N-08, B-20
export const tells = "a student asks for an explanation, the examiner answers in her language, she reads it";

export const ASSESSMENT = "The discussion is good, but the use of sources is thin.";

export async function walk(cast, { days }) {
  await days.is(10, "09:00");
  const student = await cast.person("Lina Oksavik");
  await student.follow("Results");
  await student.follow("Ask for an explanation", new RegExp(days.told.en));
  await student.push("Ask for an explanation");
  await student.says("The request for an explanation is registered.");
  await days.is(14, "09:00");
  const examiner = await cast.person("Marit Foss");
  await examiner.follow("Begrunnelser");
  await examiner.follow(new RegExp(`HIS-1001.*${days.told.nb}`));
  await examiner.hides("Oksavik", "Lina");
  await examiner.pick("form", "written");
  await examiner.type("assessment", ASSESSMENT);
  await examiner.push("Gi begrunnelsen");
  await examiner.says("Fyll ut begge feltene");
  assert.equal(await examiner.page.locator("[name=assessment]").inputValue(), ASSESSMENT);
  await examiner.type("principles", "Discussion, use of sources and overview.");
  await examiner.push("Gi begrunnelsen");
  await examiner.says("Begrunnelsen er gitt");
  await student.follow("Results");
  await student.follow("See the explanation", new RegExp(days.told.en));
  await student.says(ASSESSMENT, "Appeal against the grade");
}
