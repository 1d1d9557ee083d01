// The exam officer plans an exam: a form that fails keeps what was typed.
import assert from "node:assert/strict";

export const tells = "the officer plans an exam, corrects a date, and reads the deadlines with their reasons";

export async function walk(cast, { days }) {
  const officer = await cast.person("Ingrid Solberg");
  await officer.follow("Eksamener");
  await officer.follow("Ny eksamen");
  await officer.choose("course", "HIS-1001");
  await officer.choose("term", days.term);
  await officer.choose("kind", "ordinær");
  await officer.type("date", "31.02.2027");
  await officer.type("starts_at", "09:00");
  await officer.type("duration_minutes", "240");
  await officer.type("copies", "1");
  await officer.type("rooms", "TEO-H1");
  await officer.push("Lagre");
  assert.match((await officer.focus()).name, /Skjemaet er ikke sendt/);
  await officer.says("«31.02.2027» er ikke en dato");
  assert.equal(await officer.page.locator("[name=rooms]").first().inputValue(), "TEO-H1");
  await officer.type("date", days.written(0));
  await officer.push("Lagre");
  await officer.says("Eksamenen er opprettet", "HIS-1001", days.lastToSignUp);
  assert.match((await officer.focus()).name, /Eksamenen er opprettet/, "what was done is told first");
  await officer.tabTo((at) => at.tag === "summary" && at.name === "Hvorfor denne fristen?", "the reasons");
  await officer.press("Enter");
  await officer.says("demoforskriften § 3");
}
