// After the publication a plan changes by repair: the smallest change, and everybody concerned is told.
import assert from "node:assert/strict";
import { STUDENT } from "./published.mjs";

// Requirements: F-05, C-03
export const tells = "the smallest change is found and shown with how many are told; carried out, the letters are there";

export async function walk(cast, { was }) {
  const publisher = await cast.person("Tor Lien");
  const day = `${was.slice(6)}.${was.slice(4, 6)}.${was.slice(0, 4)}`;
  await publisher.pick("kind", "not_at");
  await publisher.choose("exam", "HIS-2001");
  await publisher.type("on", day);
  await publisher.push("Finn den minste endringen");
  await publisher.says("Skjemaet er ikke sendt");
  await publisher.pick("kind", "not_at");
  await publisher.choose("exam", "HIS-2001");
  await publisher.type("on", day);
  await publisher.type("because", "Hallen er stengt den dagen.");
  await publisher.push("Finn den minste endringen");
  await publisher.says("Den minste endringen er funnet.", "Eksamener som flyttes", "HIS-2001", "Hallen er stengt den dagen.");
  await publisher.tabTo((at) => at.tag === "summary" && at.name.startsWith("Utfør reparasjonen"), "to carry out");
  await publisher.press("Enter");
  await publisher.says(/eksamener flyttes, og \d+ brev sendes med en gang/);
  await publisher.push("Utfør reparasjonen");
  await publisher.says("Reparasjonen er utført, og alle som berøres får brev.");
  const student = await cast.open(STUDENT, "/my/letters");
  await student.comes("Endret eksamensplan");
  const teacher = await cast.open("Siri Lunde", "/my/letters");
  await teacher.comes("Endret eksamensplan");
  const calendar = await student.page.evaluate(async () => (await fetch("/my/exams.ics")).text());
  const event = calendar.split("BEGIN:VEVENT").find((one) => one.includes("HIS-2001") && one.includes(`DTSTART:${was.slice(0, 4)}`));
  assert.ok(event && !event.includes(`DTSTART:${was}`), "the calendar follows");
}
