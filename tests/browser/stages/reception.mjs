// The desk reads the barcode of what comes on paper; a number is ticked off once.
import assert from "node:assert/strict";

// Requirements: K-04, K-06
export const tells = "the desk reads a barcode once, is told of a second and of an unknown one, and records an absence";

export async function walk(cast, { days, numbers }) {
  await days.is(0, "13:05");
  const desk = await cast.person("Eva Dahle");
  await desk.follow("Mottak");
  await desk.follow(new RegExp(`^HIS-1001 ${days.told.nb}$`));
  assert.equal((await desk.focus()).field, "candidate_number");
  await scan(desk, numbers.Aasen);
  await desk.says(`Besvarelse ${numbers.Aasen} er krysset av.`);
  assert.equal((await desk.focus()).field, "candidate_number");
  await scan(desk, numbers.Aasen);
  await desk.says(numbers.Aasen, "Skjemaet er ikke sendt");
  assert.equal((await desk.focus()).field, "candidate_number", "the next barcode is not swallowed");
  await scan(desk, "999999");
  await desk.says("Ingen kandidat i HIS-1001 har nummer 999999");
  await tooEarly(desk);
  // Past the field of the barcode, which is as empty as the one that is wanted.
  await desk.press("Tab");
  await desk.tabTo((at) => at.tag === "input" && at.field === "candidate_number" && at.name.startsWith("Kandidatnummer") && at.value === "", "the absence");
  await desk.page.keyboard.type(numbers["Ærlend"]);
  await desk.pick("kind", "absent");
  await desk.push("Registrer fravær");
  await desk.says("Fraværet er registrert.");
}

/** A barcode reader types the number and presses Enter; Enter again for each check, and the last one sends. */
async function scan(desk, number) {
  await desk.press("F2");
  await desk.page.keyboard.type(number);
  await desk.press("Enter");
  assert.equal((await desk.focus()).field, "candidate_number_ok");
  await desk.press("Enter");
  assert.equal((await desk.focus()).field, "front_page_ok");
  await desk.leave("Enter");
}

/** A second barcode before the checks of the first takes nobody's place. */
async function tooEarly(desk) {
  await desk.press("F2");
  await desk.page.keyboard.type("4711");
  await desk.press("Enter");
  await desk.page.keyboard.type("4712");
  await desk.press("Enter");
  await desk.says("Besvarelse 4711 er ikke krysset av ennå.");
  assert.equal(await desk.page.locator("[data-barcode]").inputValue(), "4711");
  assert.equal(await desk.page.locator("[data-check]:checked").count(), 0);
  await desk.press("Escape");
  assert.equal((await desk.focus()).field, "candidate_number");
}
