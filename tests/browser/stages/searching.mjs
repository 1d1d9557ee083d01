// Whoever has a name, a number or a course in hand finds what stands in the lists of an office.
import { openExam } from "../places.mjs";

export const tells = "letters, appeals, explanations, candidates and the archive are searched by what one has in hand";

/** What is looked for in each list, and how the list says that it has no such thing. */
const LISTS = {
  Brev: ["Farah", "Fant ingen brev."],
  Klager: ["Farah", "Fant ingen klager."],
  Begrunnelser: ["HIS-1001", "Fant ingen krav om begrunnelse."],
};

export async function walk(cast, story) {
  const officer = await cast.person("Ingrid Solberg");
  for (const [list, [known, none]] of Object.entries(LISTS)) {
    await officer.follow(list);
    await look(officer, known, known);
    await look(officer, "qqq-999", none);
  }
  await openExam(officer, story, "Kandidater");
  await look(officer, "oksavik", "Oksavik, Lina");
  const archivist = await cast.person("Nils Aas");
  await archivist.follow("Arkiv");
  await look(archivist, "Farah", "Farah");
}

/** Types it into the search field, sends it with Enter, and reads what was found. */
async function look(keys, known, found) {
  await keys.type("q", known);
  await keys.leave("Enter");
  await keys.says(found);
}
