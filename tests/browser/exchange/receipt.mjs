// The student reads who asked whom for what, on a page and in a letter.
import assert from "node:assert/strict";
import { HOLDER } from "./degree.mjs";

// Requirements: R-14
export const tells = "the student reads who asked whom for what and what was changed, and has it as a letter";

export async function walk(cast, { asks }) {
  const student = await (await cast.at(asks)).person(HOLDER.name);
  await student.follow("Deling av resultater");
  await student.follow(/Godkjenning av tidligere utdanning/);
  await student.says("Kvittering", "Nordlys universitet", "karakteren er endret etter klage", "Skjærgård universitet");
  await student.push("Send meg kvitteringen som brev");
  await student.says("Kvitteringen ligger i brevene dine.");
  await student.follow("Brev til meg");
  await student.comes("Kvittering for henting av resultater");
  const letter = await student.page.locator("main a[href$='.pdf']").first().getAttribute("href");
  const pdf = await student.page.context().request.get(new URL(letter, asks).href);
  assert.equal((await pdf.body()).subarray(0, 4).toString(), "%PDF");
}
