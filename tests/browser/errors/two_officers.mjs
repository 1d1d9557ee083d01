// Two officers have the same page open, and both press the button.
import assert from "node:assert/strict";
import { pressTwice } from "./twice.mjs";

// Requirements: M-06
export const tells = "two officers announce the same protocol; the second reads that it is done, and stands where the way on is";

export async function walk(cast, story) {
  const { api, days, exam, committee } = story;
  const mine = await cast.open("Ingrid Solberg", `/exams/${exam}/grading`);
  const href = await mine.page.locator("a[href^='/protocols/']").first().getAttribute("href");
  const protocol = href.split("/").at(-1);
  for (const name of ["Marit Foss", "Geir Tveit"]) {
    const { sha256 } = await api.ask(name, `/api/protocols/${protocol}`);
    await api.ask(name, `/api/protocols/${protocol}/signatures`, { sha256 });
  }
  await days.is(8, "10:00");
  await api.ask("Liv Moen", `/api/protocols/${protocol}/receipt`, {});
  const [first, second] = [await cast.open("Liv Moen", href), await cast.open("Odd Berge", href)];
  for (const officer of [first, second]) {
    await officer.page.locator("summary", { hasText: "Kunngjør resultatene" }).click();
  }
  await pressTwice(first.page, "Ja, kunngjør resultatene");
  await first.hides(">Kunngjør resultatene<");
  await second.push("Ja, kunngjør resultatene");
  await second.says("Dette lot seg ikke gjøre", "Resultatene er alt kunngjort.");
  await second.hides(">Kunngjør resultatene<");
  assert.match((await second.focus()).name, /Dette lot seg ikke gjøre/);
  assert.equal(new URL(second.page.url()).pathname, href);
  await second.page.reload();
  await second.hides("Dette lot seg ikke gjøre");
  const results = await api.ask("Lina Oksavik", "/api/my/results");
  assert.equal(results.filter((one) => one.term === days.term).length, 1);
  Object.assign(story, { protocol, committee });
}
