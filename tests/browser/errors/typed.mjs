// A form that cannot be stored as it is keeps all that was typed, and says what is wrong.
import assert from "node:assert/strict";

export const tells = "a form with errors keeps all that was typed, and says in each language form what is wrong";

const LANGUAGES = {
  Bokmål: ["Lagre", "Skjemaet er ikke sendt", "er ikke en dato"],
  Nynorsk: ["Lagre", "Skjemaet er ikkje sendt", "er ikkje ein dato"],
  English: ["Save", "has not been sent", "is not a date"],
};

/** What an officer types; the day is none, and what stands beside it is right or wrong. */
export const TYPED = { starts_at: "09:15", duration_minutes: "235", copies: "2", rooms: "TEO-H1" };

export async function walk(cast, { days }) {
  const officer = await cast.person("Ingrid Solberg");
  for (const [language, [save, title, fault]] of Object.entries(LANGUAGES)) {
    await officer.push(language);
    await fillIn(await cast.open("Ingrid Solberg", "/exams/new"), { ...TYPED, term: days.term, date: "31.02.2027" });
    await officer.push(save);
    assert.ok((await officer.focus()).name.includes(title), `the errors are not told first: ${(await officer.focus()).name}`);
    await officer.says("31.02.2027", fault);
    await holds(officer, { ...TYPED, term: days.term, date: "31.02.2027" });
  }
  await officer.push("Bokmål");
}

/** Types into the form of an exam, field by field as they stand on the page. */
export async function fillIn(officer, typed) {
  await officer.choose("course", "HIS-1001");
  await officer.choose("term", typed.term);
  await officer.choose("kind", typed.kind ?? "");
  for (const field of ["date", "starts_at", "duration_minutes", "copies", "rooms"]) {
    await officer.type(field, typed[field]);
  }
}

/** Each field shows what was typed. */
export async function holds(officer, typed) {
  for (const [field, value] of Object.entries(typed)) {
    assert.equal(await officer.page.locator(`form [name=${field}]`).first().inputValue(), value, `${field} is lost`);
  }
}
