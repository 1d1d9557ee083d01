// A form with errors is answered at the form's address; Back and a reload lead to the page all the same.
import assert from "node:assert/strict";
import { fillIn, TYPED } from "./typed.mjs";

export const tells = "after a form with errors, a reload and Back from the next page show the form's own page";

export async function walk(cast, { days }) {
  const officer = await cast.open("Ingrid Solberg", "/exams/new?done=done-exam-changed");
  await sentWrong(officer, days);
  await officer.page.reload();
  await isTheForm(officer);
  await sentWrong(officer, days);
  await officer.follow("Eksamener");
  await officer.page.goBack();
  await isTheForm(officer);
}

async function sentWrong(officer, days) {
  await fillIn(officer, { ...TYPED, term: days.term, date: "31.02.2027" });
  await officer.push("Lagre");
  await officer.says("Skjemaet er ikke sendt");
}

async function isTheForm(officer) {
  const { pathname, search } = new URL(officer.page.url());
  assert.equal(pathname + search, "/exams/new");
  await officer.says("Ny eksamen");
  await officer.hides("Skjemaet er ikke sendt");
}
