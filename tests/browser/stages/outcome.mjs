// The final grade, the letter about it, and who has looked at her data.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { openAppeal } from "./appeal.mjs";

// Requirements: O-09, O-21, O-22, LTR-KLAGE-2
export const tells = "the outcome is registered; she reads the final grade, its letter, and who has looked at her data";

export async function walk(cast, { days }) {
  const officer = await cast.person("Ingrid Solberg");
  await openAppeal(officer, days);
  await officer.push("Registrer resultatet");
  await officer.says("Resultatet er registrert, og studenten har fått brev.");
  await days.is(24, "09:10");
  const student = await cast.person("Lina Oksavik");
  await student.follow("Results");
  await student.says(/Grade\s+B\s+after appeal/, "C, announced");
  await student.hides("/my/appeals/new?result=");
  await student.follow("Letters to me");
  await student.tabTo((at) => at.tag === "a" && /^PDF: .*appeal/i.test(at.name), "the letter");
  await letter(student);
  await student.follow("Who has looked");
  await student.says("Who has looked at my data", "Ingrid Solberg", "Appeal");
}

/** The letter under the focus tells her the outcome; opened as the link would, with her own session. */
async function letter(student) {
  const href = await student.page.evaluate(() => document.activeElement.href);
  const answer = await student.page.request.get(href);
  assert.equal(answer.headers()["content-type"], "application/pdf");
  const file = execFileSync("pdftotext", ["-", "-"], { input: await answer.body() }).toString();
  const text = file.replaceAll("\u2011", "-").replaceAll("\u00a0", " ");
  assert.match(text, /HIS-1001/);
  assert.match(text, /\bfinal\b/, "the letter says that the grade is final");
  assert.match(text, /Lina Oksavik/);
}
