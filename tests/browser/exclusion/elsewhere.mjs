// Where the student studies too it is known within seconds, by those who work with it and nobody else.
import assert from "node:assert/strict";
import { demoPeople } from "../browser.mjs";
import { Cast } from "../cast.mjs";

// Requirements
export const tells = "the other institution where the person studies knows it, and there those who work with it alone";

const TOLD_WITHIN = 30_000;

/** Opens the report of exclusions there until its rows say what is awaited. */
export async function reported(officer, wanted) {
  await officer.follow("Utestenging");
  await officer.follow("Rapport over utestenginger");
  const until = Date.now() + TOLD_WITHIN;
  const rows = async () => (await officer.page.locator("main tbody").allInnerTexts()).join(" ");
  while (!wanted(await rows())) {
    assert.ok(Date.now() < until, `the neighbour was not told: ${await rows()}`);
    await officer.page.waitForTimeout(500);
    await officer.page.reload();
  }
}

/** The people of the other institution. */
export async function neighbours(cast, story) {
  story.there ??= new Cast(cast.browser, story.neighbour, await demoPeople(story.neighbour), "exclusion");
  return story.there;
}

export async function walk(cast, story) {
  const there = await neighbours(cast, story);
  const officer = await there.person("Ragnhild Sæther");
  await reported(officer, (rows) => rows.includes("EKSAMENN") && rows.includes("999") && !rows.includes("KARANTENEL"));
  const without = await there.person("Turid Bråten");
  assert.ok(!(await without.page.locator("nav").allInnerTexts()).join(" ").includes("Utestenging"), "a menu without the role");
  const student = await cast.person("Gunnar Zahl");
  await student.follow("Utestenging om meg");
  await student.says("eksamenskarantene ved alle institusjoner", "Slettes");
}
