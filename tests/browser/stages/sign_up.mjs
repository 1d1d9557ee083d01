// Students sign up for the written examination and choose the language of the paper.
import assert from "node:assert/strict";

export const tells = "a student signs up for an examination and sees it among her own";

export async function walk(cast, story) {
  const student = await cast.person("Amina Farah");
  await cast.open("Amina Farah", "/my");
  const offered = await student.page.locator("form[action='/my/registrations'] button").first().getAttribute("aria-label");
  assert.ok(offered, "an examination is open for signing up");
  story.code = offered.split(" ").at(-1);
  await student.push(offered);
  await student.page.getByRole("status").first().waitFor();
  assert.ok(await student.page.getByText(story.code).first().isVisible());
}
