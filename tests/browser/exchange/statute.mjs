// Another institution asks under the Act, without a consent, and imports what has come.
import { answered } from "./asked.mjs";
import { ask } from "./consent.mjs";
import { HOLDER } from "./degree.mjs";

// Requirements
export const tells = "another institution asks under the Act, and imports the result and the degree that come";

export async function walk(cast, { asks }) {
  const officer = await (await cast.at(asks)).person("Ragnhild Sæther");
  await ask(officer, HOLDER.number, "statute");
  await officer.says("Alle institusjonene er spurt.", "Lov");
  await answered(officer, { "Nordlys universitet": "resultater kom", "Fjellheim høgskole": "kjenner ikke personen" });
  await taken(officer);
  await officer.says("HIS-1001", "Årsstudium i historie");
}

/** Opens the document that waits, and takes it as its preview shows it. */
export async function taken(officer) {
  await officer.follow("Eksterne studier");
  await officer.follow(/institusjon 999/, /Zahl/);
  await officer.push("Importer de valgte");
  await officer.says("Importert.");
  await officer.follow("Eksterne studier");
  await officer.type("student", HOLDER.number);
  await officer.push("Finn");
}
