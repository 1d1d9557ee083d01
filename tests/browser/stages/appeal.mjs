// She appeals, knowing that it may go either way; a second appeal of the same grade leads to the first.
import assert from "node:assert/strict";

// Requirements: O-01, O-02, O-25
export const tells = "she appeals, knowing it may go either way; a second attempt leads to the case that is there";

export const GROUNDS = "I think the sources were judged too strictly.";

export async function walk(cast, story) {
  const { days } = story;
  await days.is(17, "09:00");
  const student = await cast.person("Lina Oksavik");
  await student.follow("Appeal against the grade");
  const form = student.page.url();
  await student.follow("Print a form on paper instead");
  await student.says("Form for an appeal against a grade", "HIS-1001");
  await student.follow("Back");
  await student.type("grounds", GROUNDS);
  await student.push("Lodge the appeal");
  await student.says("You must confirm");
  assert.equal(await student.page.locator("[name=grounds]").inputValue(), GROUNDS);
  await student.tick("understood");
  await student.push("Lodge the appeal");
  await student.says("The appeal is registered.");
  const mine = student.page.url().split("?")[0];
  await student.page.goto(form);
  assert.equal(student.page.url().split("?")[0], mine);
  await student.follow("Results");
  await student.follow("See the appeal", new RegExp(days.told.en));
  assert.equal(student.page.url().split("?")[0], mine);
  const officer = await cast.person("Ingrid Solberg");
  await openAppeal(officer, days);
  await officer.says("Oksavik", GROUNDS, "tatt opp til behandling");
}

/** From anywhere to the case of the walk. */
export async function openAppeal(keys, days) {
  await keys.follow("Klager");
  const row = new RegExp(days.told.nb);
  await keys.tabTo((at) => at.tag === "a" && /\d/.test(at.name) && row.test(at.text), "the case");
  await keys.leave("Enter");
}
