// Everybody has a grade: the protocol is closed, signed by all, received and announced.
import assert from "node:assert/strict";
import { openExam } from "../places.mjs";

// Requirements: M-01, M-03, M-06
export const tells = "control that everybody is accounted for; the protocol is closed, signed by three, received, announced";

const EXAMINERS = ["Marit Foss", "Geir Tveit", "Hilde Rønning"];

export async function walk(cast, story) {
  const officer = await cast.person("Ingrid Solberg");
  await openExam(officer, story, "Sensur");
  assert.deepEqual(await counts(officer), { graded: "4", waiting: "0", disputed: "0", absent: "1", unaccounted: "0" });
  await officer.push("Lukk protokollen");
  await officer.says("Protokollen er lukket og kan underskrives.");
  for (const name of EXAMINERS) {
    await sign(await cast.person(name), story);
  }
  await story.days.is(8, "10:00");
  const office = await cast.person("Liv Moen");
  await openExam(office, story, "Sensur");
  await office.follow(/^Vurderingsprotokoll,/);
  await office.push("Registrer protokollen som mottatt");
  await office.says("Protokollen er mottatt.");
  await office.tabTo((at) => at.tag === "summary" && at.name.startsWith("Kunngjør resultatene"), "to announce");
  await office.press("Enter");
  await office.says("Resultatene til 4 studenter i HIS-1001", "Det kan ikke gjøres om.", "er siste dag for å klage");
  await office.push("Ja, kunngjør resultatene");
  await office.says("Resultatene er kunngjort.");
  await office.hides(">Kunngjør resultatene<");
}

/** What the control says, in its order. */
async function counts(officer) {
  const shown = await officer.page.$$eval(".k-facts dd", (all) => all.map((cell) => cell.innerText.trim()));
  const [graded, waiting, disputed, absent, unaccounted] = shown.slice(-5);
  return { graded, waiting, disputed, absent, unaccounted };
}

/** Signs after reading: not without saying so. */
export async function sign(examiner, { days }) {
  await examiner.follow("Sensur");
  await examiner.follow(new RegExp(`^HIS-1001 .*${days.told.nb}$`));
  await examiner.follow("Åpne protokollen");
  await examiner.push("Skriv under på protokollen");
  await examiner.says("Kryss av for at du har lest protokollen.");
  await examiner.tick("confirm");
  await examiner.push("Skriv under på protokollen");
  await examiner.says("Du har skrevet under på protokollen.");
}
