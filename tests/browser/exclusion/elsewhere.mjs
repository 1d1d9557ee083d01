// Where the student studies too, and where he has applied, it is known within seconds, by those who work with
// it and nobody else.
import assert from "node:assert/strict";
import { STUDENT } from "./suspicion.mjs";

// Requirements
export const tells = "where the student studies too and where he has applied they know it, and there those who work with it alone";

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

/** Where the student studies too, and where he has applied: who works with exclusions there. */
export async function told(cast, { studies, applies }, wanted, wantedToo = wanted) {
  await reported(await (await cast.at(studies)).person("Ragnhild Sæther"), wanted);
  await reported(await (await cast.at(applies)).person("Aslak Sara"), wantedToo);
}

/** One row alone is known there, from where it was decided. */
const alone = (type) => (rows) =>
  rows.includes("Nordlys universitet") && ["EKSAMENN", "KARANTENEN", "KARANTENEL"].every((one) => rows.includes(one) === (one === type));

export async function walk(cast, story) {
  // Each is told what bars what it has to know: exams, or admission.
  await told(cast, story, alone("EKSAMENN"), alone("KARANTENEN"));
  const there = await cast.at(story.studies);
  const without = await there.person("Turid Bråten");
  assert.ok(!(await without.page.locator("nav").allInnerTexts()).join(" ").includes("Utestenging"), "a menu without the role");
  const student = await cast.person(STUDENT.name);
  await student.follow("Utestenging om meg");
  await student.says(/eksamenskarantene ved alle institusjoner/i, "Slettes");
}
