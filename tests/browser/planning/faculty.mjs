// The faculty looks at the draft: it objects, gets another, and approves that.

// Requirements: A-01, C-04
export const tells = "the draft is locked while the faculty looks at it, nobody publishes over its objection, and the next one is approved";

export async function walk(cast) {
  const planner = await cast.person("Kari Nygård");
  await planner.push("Send til fakultetene");
  await planner.says("Utkastet er sendt til fakultetene.", "hos fakultetene");
  await planner.follow("1. Hovedforslag");
  await planner.follow("HIS-2001");
  await planner.hides("Flytt hit");
  const faculty = await cast.person("Liv Moen");
  await faculty.follow("Se gjennom eksamensplanen og svar");
  await faculty.push("Meld innvending");
  await faculty.says("Skriv hvorfor.");
  await faculty.type("because", "For tett for førsteårsstudentene.");
  await faculty.push("Meld innvending");
  await faculty.says("Svaret er lagret.", "For tett for førsteårsstudentene.");
  const publisher = await cast.person("Tor Lien");
  await publisher.follow("Eksamensplaner");
  await publisher.follow(/ordinær eksamen/, /hos fakultetene/);
  await publisher.follow("1. Hovedforslag");
  await publish(publisher);
  await publisher.says("Et fakultet har innvendinger: For tett for førsteårsstudentene.");
  await planner.follow("1. Hovedforslag");
  await planner.follow(/^Eksamensplan: /);
  await planner.push("Hent utkastet tilbake");
  await planner.says("Utkastet er hentet tilbake.");
  await planner.follow("1. Hovedforslag");
  await planner.push("Send til fakultetene");
  await planner.says("Utkastet er sendt til fakultetene.");
  await faculty.follow("Å gjøre");
  await faculty.follow("Se gjennom eksamensplanen og svar");
  await faculty.push("Godkjenn utkastet");
  await faculty.says("Svaret er lagret.", "godkjent");
}

/** Opens the confirmation and confirms. */
export async function publish(publisher) {
  await publisher.tabTo((at) => at.tag === "summary" && at.name.startsWith("Kunngjør planen"), "to publish");
  await publisher.press("Enter");
  await publisher.push("Kunngjør planen");
}
