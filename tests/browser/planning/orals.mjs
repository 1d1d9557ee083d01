// The subject community sets the day of an oral, its candidates get their times and are told, and after a change
// exactly those whom it concerns.
import assert from "node:assert/strict";
import { pdfPages } from "../pdf.mjs";

// Requirements: B-16, B-28, J-08, J-09, J-10, J-12
export const tells = "an oral gets its day, committee, room and times, each candidate reads her own, and who is moved is told with the examiners and nobody else";

/** All who sit it; the lists write the family name first. */
const CANDIDATES = ["Birgit Nordvik", "Håkon Nordvik", "Fredrik Sandnes", "Birgit Torsnes", "Håkon Torsnes", "Fredrik Ullsfjord"];
const listed = (name) => name.split(" ").reverse().join(", ");
const EXAMINERS = ["Marit Foss", "Geir Tveit"];

export async function walk(cast, story) {
  const { term } = story;
  const oral = { about: new RegExp(`HIS-2004.*${term.told}`), on: term.iso(-1) };
  await setDay(cast, term, oral);
  const officer = await giveTimes(cast, oral);
  for (const name of CANDIDATES) {
    assert.deepEqual(await own(cast, name, oral), [], `${name} sees nothing before it is published`);
  }
  const before = await count(cast);
  await officer.push("Kunngjør og send brev");
  await officer.says("Planen er kunngjort, og alle det gjelder, får brev.");
  const times = await timesOf(officer);
  assert.deepEqual(Object.keys(times).sort(), CANDIDATES.map(listed).sort());
  assert.equal(new Set(Object.values(times)).size, CANDIDATES.length, "one candidate at a time");
  const now = await areTold(cast, oral, times, before);
  await move(cast, officer, oral, times, now);
  await protocol(cast, oral, await timesOf(officer));
}

/** Day and committee are the subject community's, and the committee is one that may assess an oral. */
async function setDay(cast, term, oral) {
  const teacher = await cast.person("Siri Lunde");
  await teacher.follow("Å gjøre");
  await teacher.follow("Bestem dag og kommisjon for muntlig eksamen", oral.about);
  await teacher.says("Ingen økter er lagt inn ennå.");
  await teacher.hides("Gi kandidatene tid", "Kunngjør og send brev");
  await teacher.type("day", term.written(-1));
  await teacher.type("from", "09.00");
  await teacher.type("until", "15.00");
  const [internal, external] = EXAMINERS.map((name) => cast.people.find((one) => one.name.includes(name)).id);
  await teacher.tick("examiners", internal);
  await teacher.push("Legg inn økten");
  await teacher.says("Skjemaet er ikke sendt", "Ingen økter er lagt inn ennå.");
  await teacher.tick("examiners", internal);
  await teacher.tick("examiners", external);
  await teacher.push("Legg inn økten");
  await teacher.says("Økten er lagt inn.", ...EXAMINERS, "Ikke bestilt ennå");
}

/** The department's own officer reserves the room and gives the times; the central department does not. */
async function giveTimes(cast, oral) {
  const officer = await cast.person("Ingrid Solberg");
  await officer.follow("Å gjøre");
  await officer.follow("Bestill rom til muntlig eksamen", oral.about);
  oral.path = new URL(officer.page.url()).pathname;
  const central = await cast.open("Tor Lien", oral.path);
  await central.says(...EXAMINERS);
  await central.hides("Reserver rommet", "Gi kandidatene tid");
  await officer.push("Kunngjør og send brev");
  await officer.says("En økt har ikke fått rom.");
  await cast.open("Ingrid Solberg", oral.path);
  await officer.choose("room", "Teorifagbygget 101");
  await officer.push("Reserver rommet");
  await officer.says("Rommet er reservert.", "Kandidater uten tid");
  await officer.push("Gi kandidatene tid");
  await officer.says("Alle kandidatene har fått tid. Ingen har fått beskjed ennå.", "Ikke varslet");
  await officer.hides("Kandidater uten tid");
  return officer;
}

/** When each candidate begins, as the officer reads it. */
async function timesOf(officer) {
  const rows = await officer.page.$$eval("[id^=session-] tbody tr", (all) => all.map((row) => [row.cells[1].innerText.split("(")[0].trim(), row.cells[0].innerText.slice(0, 5)]));
  return Object.fromEntries(rows);
}

/** Her places in this oral, as her own page has them: hour and room. */
async function own(cast, name, { on }) {
  const candidate = await cast.open(name, "/my/orals");
  const { places } = await candidate.page.evaluate(async () => (await fetch("/api/my/orals")).json());
  const clock = (at) => new Date(at).toLocaleTimeString("nb-NO", { timeZone: "Europe/Oslo", hour: "2-digit", minute: "2-digit" }).replace(":", ".");
  const here = places.filter((place) => place.begins.startsWith(on)).map((place) => clock(place.begins));
  const text = (await candidate.text()).replaceAll(":", ".");
  for (const at of here) {
    assert.ok(text.includes(`${at}–`) && text.includes("Teorifagbygget 101"), `${name} reads ${at} and the room: ${text}`);
  }
  return here;
}

/** How many letters about an oral of the course somebody has; the demonstration's own term has one too. */
async function letters(cast, name, least = 0) {
  const reader = await cast.open(name, "/my/letters");
  await reader.comes(new RegExp(`^[^]*(HIS-2004[^]*){${least}}$`));
  return (await reader.text()).split("HIS-2004").length - 1;
}

/** The newest letter about the oral: it says when and where, and what no longer holds. */
async function newest(cast, name, at, before = null) {
  const reader = await cast.open(name, "/my/letters");
  const href = await reader.page.locator("main tr", { hasText: "HIS-2004" }).first().locator("a").getAttribute("href");
  const [text] = await pdfPages(reader, href);
  const words = text.replaceAll(/\s+/g, " ").replaceAll(/(\d\d):(\d\d)/g, "$1.$2");
  assert.ok(words.includes(at) && words.includes("Teorifagbygget 101"), `${name} is told ${at}: ${words}`);
  const instead = /(Dette gjelder i stedet for|Dette gjeld i staden for|This takes the place of)(.*?)Teorifagbygget 101/.exec(words);
  assert.equal(Boolean(instead), Boolean(before), words);
  assert.ok(!before || instead[2].includes(before), `${name} is told what no longer holds: ${words}`);
}

/** How many letters each of them has. */
async function count(cast, more = () => 0, before = {}) {
  const found = {};
  for (const name of [...CANDIDATES, ...EXAMINERS]) {
    found[name] = await letters(cast, name, (before[name] ?? 0) + more(name));
  }
  return found;
}

/** Exactly these have got as many letters more. */
function told(now, before, more) {
  for (const [name, letters] of Object.entries(now)) {
    assert.equal(letters, before[name] + more(name), `${name} is told of what concerns her, once`);
  }
}

/** Each candidate has one letter more, and reads the time that the officer reads. */
async function areTold(cast, oral, times, before) {
  const now = await count(cast, () => 1, before);
  told(now, before, () => 1);
  for (const name of CANDIDATES) {
    assert.deepEqual(await own(cast, name, oral), [times[listed(name)]], name);
    await newest(cast, name, times[listed(name)]);
  }
  return now;
}

/** A move says at once what it breaks, and what breaks something is not published; the next one is. */
async function move(cast, officer, oral, times, before) {
  const [[, earliest], ...others] = Object.entries(times).sort((one, other) => one[1].localeCompare(other[1]));
  const [moved] = others.at(-1);
  await officer.follow(moved);
  await officer.type("begins", earliest);
  await officer.push("Flytt");
  await officer.says("Kandidaten er flyttet, men planen holder ikke", "En annen kandidat er inne samtidig.");
  await officer.follow(/^Muntlig eksamen HIS-2004/);
  await officer.push("Kunngjør og send brev");
  await officer.says("En annen kandidat er inne samtidig.");
  await officer.hides("Planen er kunngjort");
  await cast.open("Ingrid Solberg", oral.path);
  await officer.follow(moved);
  await officer.type("begins", "14.15");
  await officer.push("Flytt");
  await officer.says("Kandidaten er flyttet. Ingen har fått beskjed ennå.");
  await officer.follow(/^Muntlig eksamen HIS-2004/);
  await officer.push("Kunngjør og send brev");
  await officer.says("Planen er kunngjort, og alle det gjelder, får brev.");
  const more = (name) => (EXAMINERS.includes(name) || listed(name) === moved ? 1 : 0);
  told(await count(cast, more, before), before, more);
  for (const name of CANDIDATES) {
    assert.deepEqual(await own(cast, name, oral), [listed(name) === moved ? "14.15" : times[listed(name)]], name);
  }
  await newest(cast, CANDIDATES.find((name) => listed(name) === moved), "14.15", times[moved]);
}

/** An examiner has a protocol with everybody's name and time, in the order in which they come. */
async function protocol(cast, oral, times) {
  const examiner = await cast.open("Marit Foss", "/my/orals");
  const day = `${Number(oral.on.slice(8))}. `;
  await examiner.tabTo((at) => at.tag === "a" && at.name === "Åpne protokollen" && at.text.includes(`${day}`) && at.text.includes(oral.on.slice(0, 4)), "the protocol");
  const [text] = await pdfPages(examiner, await examiner.page.evaluate(() => document.activeElement.href));
  const places = Object.entries(times).sort((one, other) => one[1].localeCompare(other[1]));
  const at = places.map(([name, begins]) => {
    assert.ok(text.includes(`${begins}–`), `the protocol says ${begins}: ${text}`);
    return text.indexOf(name);
  });
  assert.ok(!at.includes(-1) && at.every((place, before) => !before || at[before - 1] < place), `everybody in order: ${text}`);
}
