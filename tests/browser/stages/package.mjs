// The package for the new committee, and the page that proves what was in it and what was not.
import { ASSESSMENT } from "./explanation.mjs";
import { GROUNDS, openAppeal } from "./appeal.mjs";

// Requirements: O-07, O-18
export const tells = "the package is built and proved: what was sent, what was withheld; the new committee reads none of that";

export async function walk(cast, story) {
  const { days, numbers } = story;
  const officer = await cast.person("Ingrid Solberg");
  await openAppeal(officer, days);
  await officer.push("Lag pakken");
  await officer.says("Pakken er laget.");
  await officer.follow("Bevis for hva kommisjonen fikk");
  await officer.says("sendt", "Besvarelse", "holdt tilbake", "Navn og studentnummer", "Det gamle kandidatnummeret", "SHA-256");
  await openAppeal(officer, days);
  await officer.push("Send til kommisjonen");
  await officer.says("Pakken er sendt.");
  story.fresh = await fresh(officer);
  const examiner = await cast.person("Knut Bakke");
  await examiner.follow("Sensur");
  await examiner.follow(new RegExp(`^HIS-1001 .*${days.told.nb}$`));
  await examiner.says("Klagesensur", story.fresh);
  await examiner.hides("Oksavik", "Lina", GROUNDS, ASSESSMENT, `>${numbers.Oksavik}<`, "Foss", "Tveit", "Rønning");
}

/** The number that the answer has in the package. */
async function fresh(officer) {
  const shown = officer.page.locator("dt", { hasText: "Nytt kandidatnummer" }).locator("xpath=following-sibling::dd");
  return (await shown.innerText()).trim();
}
