// The plan is published; a student finds her exams and takes them into a calendar of her own.
import assert from "node:assert/strict";
import { publish } from "./faculty.mjs";

// Requirements: C-03, E-05, E-10
export const tells = "the plan is published, and a student reads day, hour and room of her own exams and fetches them as a calendar";

/** Sits HIS-2001, HIS-2002 and SPR-2001. */
export const STUDENT = "Aksel Nordvik";

export async function walk(cast, story) {
  const publisher = await cast.person("Tor Lien");
  await publisher.follow("Å gjøre");
  await publisher.follow("Kunngjør eksamensplanen");
  await publisher.follow("1. Hovedforslag");
  await publish(publisher);
  await publisher.says("Planen er kunngjort.", "Versjon");
  const student = await cast.person(STUDENT);
  const { term } = story;
  await student.says("HIS-2001", term.told, new RegExp(`\\. (mai|desember) ${term.year}`));
  const calendar = await student.page.evaluate(async () => (await fetch("/my/exams.ics")).text());
  const own = calendar.split("BEGIN:VEVENT").slice(1);
  const day = (code) => own.filter((event) => event.includes(code)).map((event) => event.match(/DTSTART:(\d{8})/)[1]);
  const inTerm = day("HIS-2001").filter((on) => on.startsWith(String(term.year)));
  assert.equal(inTerm.length, 1, calendar);
  assert.ok(!calendar.includes("SPR-2003"), "an exam that others sit");
  story.was = inTerm[0];
}
