// A degree is entered at the source, with the results it is made of and a description of the course: both go
// along when somebody asks.
import { Api } from "../api.mjs";
import { nationalId } from "../national_id.mjs";

// Requirements, S-04
export const tells = "a degree is entered at the source with the results it rests on, and a course is described";

/** Has passed an exam here, and studies at Fjordby universitet too. */
export const HOLDER = { name: "Gunnar Zahl", number: "400126" };

export async function walk(cast, { base, clocks }) {
  const [registration] = await new Api(base).ask(HOLDER.name, "/api/my/registrations");
  const officer = await cast.open("Tor Lien", `/degrees/titles/${registration.id}`);
  await officer.type("title_nb", "Fiskets historie i nord");
  await officer.push("Lagre tittelen");
  await officer.says("Tittelen er lagret.");
  await find(officer);
  await officer.follow("Emnebeskrivelse for HIS-1001");
  await officer.type("text_nb", "Om nord etter krigen.");
  await officer.push("Lagre beskrivelsen");
  await officer.says("Emnebeskrivelsen er lagret.");
  await find(officer);
  await officer.choose("unit", "Institutt for historie");
  await officer.type("code", "ÅRSTH");
  await officer.type("name_nb", "Årsstudium i historie");
  await officer.type("name_nn", "Årsstudium i historie");
  await officer.type("name_en", "One-year programme in history");
  await officer.choose("level", "Nivå 5");
  await officer.type("credits", "60");
  await officer.type("conferred_on", clocks.written(0));
  await officer.push("Før inn graden");
  await officer.says("Velg minst ett resultat som graden bygger på.");
  await officer.tabTo((at) => at.field === "results" && at.name.includes("HIS-1001"), "the result it rests on");
  await officer.press("Space");
  await officer.push("Før inn graden");
  await officer.says("Graden er ført inn.", "Årsstudium i historie", "HIS-1001");
}

async function find(officer) {
  await officer.follow("Kvalifikasjonsprotokoll");
  await officer.type("national_id", nationalId(HOLDER.number));
  await officer.push("Vis personen");
  await officer.says(HOLDER.name);
}
