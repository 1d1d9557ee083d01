// Where the student has applied: the officer is warned and dismisses what the exclusion bars, offers a place in
// studies that begin after it, and dismisses an application for recognition.
import assert from "node:assert/strict";
import { STUDENT } from "./suspicion.mjs";

// Requirements
export const tells = "where he has applied one choice is dismissed, studies that begin after the period are offered, and nothing is recognised";

export async function walk(cast, story) {
  const there = await cast.at(story.applies);
  await dismissed(there, story);
  await admitted(there, story);
  await notRecognised(there);
}

async function dismissed(there) {
  const officer = await there.person("Aslak Sara");
  await officer.follow("Søknader");
  await officer.follow(/\d/, /Zahl/);
  await officer.says("En utestenging gjelder denne personen.", "hindrer opptak", "hindrer ikke opptak");
  await officer.push("Avvis og send brev");
  await officer.says("Velg minst ett studium.");
  // Of the two choices only the one within the period can be dismissed.
  assert.equal(await officer.page.locator("input[name=choices]").count(), 1);
  await officer.tabTo((at) => at.field === "choices", "the choice to dismiss");
  await officer.press("Space");
  await officer.push("Avvis og send brev");
  await officer.says("Søknaden er avvist, og brevet er sendt.");
}

async function admitted(there, { clocks }) {
  const officer = await there.person("Aslak Sara");
  await officer.type("answer_by", clocks.written(20));
  await officer.push("Gi tilbud om plass");
  await officer.says("Tilbudet er gitt.");
  const applicant = await there.person(STUDENT.name);
  await applicant.follow("Søk om opptak");
  await applicant.follow(/\d/, /B-REIN/);
  await applicant.says("avvist", "tilbud gitt");
  await applicant.push("Takk ja");
  await applicant.says("Du har takket ja og har studierett.");
}

async function notRecognised(there) {
  const applicant = await there.person(STUDENT.name);
  await applicant.follow("Godkjenning av utdanning");
  await applicant.follow("Søk om godkjenning");
  await applicant.choose("unit", "Vidda høgskole");
  await applicant.type("education", "Ett år med historie");
  await applicant.push("Send søknaden");
  await applicant.says("Søknaden er sendt.");
  const officer = await there.person("Aslak Sara");
  await officer.follow("Godkjenning");
  await officer.follow(/\d/, /Zahl/);
  await officer.says("Registeret stenger for godkjenning");
  await officer.tabTo((at) => at.tag === "summary" && at.name.startsWith("Avvis søknaden"), "to dismiss");
  await officer.press("Enter");
  await officer.push("Avvis og send brev");
  await officer.says("Søknaden er avvist, og søkeren får brev.");
}
