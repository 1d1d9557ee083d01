// A person comes in, reads the front page in her language, and sees what is hers to do.
import assert from "node:assert/strict";

export const tells = "an officer signs in, changes the language and back, and stands at her desk";

export async function walk(cast) {
  const officer = await cast.person("Ingrid Solberg");
  assert.match(officer.page.url(), /\/desk$/);
  await officer.push("English");
  assert.equal(await officer.page.evaluate(() => document.documentElement.lang), "en");
  await officer.push("Bokmål");
  assert.equal(await officer.page.evaluate(() => document.documentElement.lang), "nb");
  assert.equal(await officer.page.locator("h1").count(), 1);
}
