// A written exam's room gets its folder: from the exam's page over numbers, rooms, seats, aids and papers to what is
// printed and sent to the room.
import assert from "node:assert/strict";
import { pdfPages } from "../pdf.mjs";

// Requirements: B-09, C-06, J-11
export const tells = "a room's folder is opened from the exam's page, holds list, door notice, seat plan, protocol, aids and counted papers, and is sent when nothing is missing";

/** All who sit HIS-2001, two in each language form. */
const CANDIDATES = ["Nordvik, Aksel", "Nordvik, Gro", "Sandnes, Edda", "Torsnes, Aksel", "Torsnes, Gro", "Ullsfjord, Edda"];

export async function walk(cast, { term }) {
  const officer = await cast.person("Liv Moen");
  await openExam(officer, term, "Kandidater");
  await officer.push("Tildel kandidatnummer");
  await officer.says("Kandidatene har fått nummer.");
  const numbers = await officer.page.$$eval("#candidates tbody tr", (all) => all.map((row) => row.cells[0].innerText.trim()));
  await officer.push("Fordel på rom");
  await officer.says("Kandidatene er fordelt på rommene.");
  const [room, ...others] = new Set(await officer.page.$$eval("#candidates tbody tr", (all) => all.map((row) => row.cells[4].innerText.trim())));
  assert.ok(room && !others.length, "all sit in one room of the plan");
  await reserve(cast, term, room);
  await tab(officer, "Rom");
  await officer.follow(/^Rommappe for /, new RegExp(room.replaceAll(/[()]/g, ".")));
  await officer.says("Uten plass", "Ikke oppgitt", ...CANDIDATES);
  const folder = new URL(officer.page.url()).pathname;
  await refused(officer, "Kandidater uten plass: 6. Gi dem plass først.");
  await cast.open("Liv Moen", folder);
  await officer.push("Gi plasser");
  await officer.says("Plassene er gitt.");
  await refused(officer, "Ingen har sagt hvilke hjelpemidler som er tillatt i HIS-2001.");
  await prepare(cast, term);
  await cast.open("Liv Moen", folder);
  await officer.says("Tabeller uten notater");
  await officer.tabTo((at) => at.tag === "a" && at.name === "Mappen (PDF)", "the folder");
  await printed(officer, numbers);
  await officer.push("Mappe og oppgaver er sendt");
  await officer.says("Det er notert at mappe og oppgaver er sendt til rommet.");
  await officer.hides("Mappe og oppgaver er sendt</button>");
}

/** The central department reserves the room that the plan has chosen. */
async function reserve(cast, term, room) {
  const central = await cast.person("Tor Lien");
  await openExam(central, term, "Rom");
  await central.choose("room", room);
  await central.type("seats", `${CANDIDATES.length}`);
  await central.tick("share");
  await central.push("Reserver rom");
  await central.says("Rommet er reservert.", room);
}

/** From the menu to the exam, and to one of its tabs. */
async function openExam(keys, term, name) {
  await keys.follow("Eksamener");
  await keys.follow("HIS-2001", new RegExp(term.told));
  await tab(keys, name);
}

async function tab(keys, name) {
  await keys.tabTo((at) => at.menu === "Sider for eksamenen" && at.name === name, `tab ${name}`);
  await keys.leave("Enter");
}

/** The folder is not sent while something is missing. */
async function refused(officer, because) {
  await officer.push("Mappe og oppgaver er sendt");
  await officer.says(because);
}

/** The course's own teacher says what may be used, and puts the paper in. */
async function prepare(cast, term) {
  const teacher = await cast.person("Siri Lunde");
  await openExam(teacher, term, "Hjelpemidler");
  await teacher.pick("allowed", "listed");
  await teacher.type("listed_nb", "Tabeller uten notater");
  await teacher.type("listed_nn", "Tabellar utan notat");
  await teacher.push("Lagre");
  await teacher.says("Skjemaet er ikke sendt");
  await teacher.type("listed_en", "Tables without notes");
  await teacher.push("Lagre");
  await teacher.says("Hjelpemidlene er lagret.", "Tabeller uten notater");
  await tab(teacher, "Oppgaver");
  for (const language of ["nb", "nn", "en"]) {
    await teacher.pick("kind", "paper");
    await teacher.pick("language", language);
    const buffer = Buffer.from(`HIS-2001 ${language}\n`);
    await teacher.attach("file", { name: `paper-${language}.txt`, mimeType: "text/plain", buffer });
    await teacher.push("Legg inn");
    await teacher.says("Filen er lagt inn.");
  }
}

/** What lies in the room, page by page: names stand on the list and nowhere else. */
async function printed(officer, numbers) {
  const pages = await pdfPages(officer, await officer.page.evaluate(() => document.activeElement.href));
  const begin = ["Oppgaver i konvolutten", "Hvor du sitter", "Kandidatliste for", "Plasskart", "Romprotokoll for"];
  const at = begin.map((words) => pages.findIndex((page) => page.includes(words)));
  assert.ok(!at.includes(-1) && at.every((page, before) => !before || at[before - 1] < page), `pages in order: ${at}`);
  const [papers, door, list, plan] = at.map((page, part) => pages.slice(page, at[part + 1]).join("\n"));
  assert.match(papers, /Tabeller uten notater/);
  for (const language of ["bokmål", "nynorsk", "engelsk"]) {
    assert.match(papers, new RegExp(`HIS-2001 +${language} +2 +1 +3`), "two candidates, one copy to spare");
  }
  assert.equal(numbers.length, CANDIDATES.length);
  for (const number of numbers) {
    assert.ok([door, list, plan].every((page) => page.includes(number)), `${number} on door, list and plan`);
  }
  for (const name of CANDIDATES) {
    assert.ok(list.includes(name), `${name} is on the list: ${list}`);
    const others = pages.filter((page) => !list.includes(page));
    assert.ok(others.every((page) => !page.includes(name)), `${name} stands nowhere else`);
  }
}
