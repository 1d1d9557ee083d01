// The department asks its teachers on which days their exams would suit; one of them answers.
import assert from "node:assert/strict";

// Requirements: A-03
export const tells = "the exam officer asks for wishes, the teacher gets a letter and says which days suit and which do not";

export async function walk(cast, { term }) {
  const officer = await cast.person("Ingrid Solberg");
  await officer.follow("Eksamensdatoer");
  await officer.choose("unit", "Institutt for historie");
  await officer.choose("term", term.code);
  await officer.pick("series", "ordinary");
  await officer.type("first_on", term.written(0));
  await officer.type("last_on", term.written(-1));
  await officer.type("answer_by", term.in(6));
  await officer.push("Send forespørselen");
  await officer.says("kan ikke være svarfrist");
  assert.equal(await officer.page.locator("[name=first_on]").inputValue(), term.written(0));
  await officer.type("answer_by", term.in(7));
  await officer.push("Send forespørselen");
  await officer.says("Forespørselen er sendt til de emneansvarlige.", "HIS-2001", "venter på svar");
  const teacher = await cast.person("Siri Lunde");
  await teacher.follow("Svar på hvilke eksamensdager som passer");
  await teacher.follow("HIS-2001 Vikingtid");
  await teacher.pick(`day-${term.iso(0)}`, "impossible");
  await teacher.pick(`day-${term.iso(2)}`, "wished");
  await teacher.pick(`day-${term.iso(3)}`, "away");
  await teacher.push("Send svaret");
  await teacher.says("Svaret er lagret.", "HIS-2002: hvilke dager passer?");
  await teacher.follow("Tilbake til oversikten");
  await teacher.says("Siri Lunde", "venter på svar");
  // The subject community sets the day of an oral exam itself, and says why.
  await teacher.follow("HIS-2004 Muntlige kilder");
  await teacher.push("Send svaret");
  await teacher.says("Oppgi dagen fagmiljøet har valgt.");
  await teacher.type("fixed_on", term.written(-1));
  await teacher.type("fixed_at", "10.00");
  await teacher.type("fixed_because", "Ekstern sensor er her bare denne dagen.");
  await teacher.push("Send svaret");
  await teacher.says("Svaret er lagret.");
  const told = await cast.open("Siri Lunde", "/my/letters");
  await told.comes("Ønske om eksamensdato");
}
