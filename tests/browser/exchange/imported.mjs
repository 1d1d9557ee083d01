// What has come is looked at before anything is taken: the officer sees what each document would change.
import assert from "node:assert/strict";
import { STUDENT } from "./consent.mjs";

// Requirements: R-08
export const tells = "each document is looked at, and what its preview shows is imported";

export async function walk(cast) {
  const officer = await cast.person("Tor Lien");
  await officer.follow("Eksterne studier");
  for (let left = 3; left > 0; left -= 1) {
    await officer.follow(/institusjon 99/, /Ærlend/);
    await officer.says("Hva importen endrer", "Fødselsnummeret er personens.", "ny");
    await officer.push("Importer de valgte");
    await officer.says("Importert.");
    await officer.follow("Eksterne studier");
  }
  await officer.says("Ingen dokumenter venter");
  await officer.type("student", STUDENT.number);
  await officer.push("Finn");
  await officer.says("KJE-1001", "FIL-0700", "GEO-1010", "signatur prøvd");
  await officer.hides("KJE-1002");
  await officer.follow("Skriv inn fra papir");
  await officer.says("Bare det som står på dokumentet.");
  const student = await cast.person(STUDENT.name);
  await student.follow("Utdanning fra andre steder");
  const rows = await student.page.locator("main tbody").first().innerText();
  assert.ok(["KJE-1001", "FIL-0700", "GEO-1010"].every((code) => rows.includes(code)), rows);
}
