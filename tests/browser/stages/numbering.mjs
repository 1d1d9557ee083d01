// Papers are put in, the candidates get their numbers, and the lists are opened and printed.
import assert from "node:assert/strict";
import { openExam } from "../places.mjs";

// Requirements: J-01, J-02, J-03, I-02, L-14
export const tells = "papers and guide are put in, candidates numbered at random, lists sorted and printed";

const FILES = [
  ["paper", "nb"],
  ["paper", "nn"],
  ["paper", "en"],
  ["guide", "nb"],
];

export async function walk(cast, story) {
  await papers(cast, story);
  await story.days.is(-5, "10:00");
  const officer = await cast.person("Liv Moen");
  await openExam(officer, story, "Kandidater");
  await officer.says("Oksavik", "Aasen");
  await officer.push("Tildel kandidatnummer");
  await officer.says("Kandidatene har fått nummer.");
  story.numbers = await numbers(officer);
  assert.equal(Object.keys(story.numbers).length, 5);
  assert.equal(new Set(Object.values(story.numbers)).size, 5);
  await officer.follow("Navn");
  assert.deepEqual(Object.keys(await numbers(officer)), ["Brekke", "Eng", "Oksavik", "Ærlend", "Aasen"]);
  await print(officer);
}

/** The course's own teacher puts in the paper in each language form, and the guide. */
async function papers(cast, story) {
  const teacher = await cast.person("Siri Lunde");
  await openExam(teacher, story, "Oppgaver");
  await teacher.says("Eksamenen er ikke klar");
  for (const [kind, language] of FILES) {
    await teacher.pick("kind", kind);
    await teacher.pick("language", language);
    const buffer = Buffer.from(`HIS-1001 ${kind} ${language}\n`);
    await teacher.attach("file", { name: `${kind}-${language}.txt`, mimeType: "text/plain", buffer });
    await teacher.push("Legg inn");
    await teacher.says("Filen er lagt inn.");
  }
  await teacher.says("Oppgaven finnes på alle språk som er ønsket.");
}

/** The candidate numbers by family name, in the order of the list. */
async function numbers(officer) {
  const rows = await officer.page.$$eval("#candidates tbody tr", (all) =>
    all.map((row) => [row.cells[1].innerText.split(",")[0].trim(), row.cells[0].innerText.trim()]),
  );
  return Object.fromEntries(rows);
}

/** On paper stand the lists alone, without the menu and the buttons. */
async function print(officer) {
  await officer.follow("Skriv ut");
  await officer.page.emulateMedia({ media: "print" });
  await officer.says("Oksavik", "Levert");
  assert.equal(await officer.page.locator("#menu").isVisible(), false);
  assert.equal(await officer.page.getByRole("link", { name: "Tilbake" }).isVisible(), false);
  await officer.page.emulateMedia({ media: null });
}
