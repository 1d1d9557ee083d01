// Where the student studies too: no new registration for an exam is accepted, the one that stood is withdrawn,
// and a letter says why of each.
import { STUDENT } from "./suspicion.mjs";

// Requirements
export const tells = "where he studies too his registration for an exam is withdrawn and another refused, each with a letter";

export async function walk(cast, { studies }) {
  const there = await cast.at(studies);
  const student = await there.person(STUDENT.name);
  await student.follow("Mine eksamener");
  await student.push("Meld meg opp til KJE-1002");
  await student.says("Utestengt fra eksamen");
  const officer = await there.person("Turid Bråten");
  await officer.follow("Karantener");
  await officer.says("KJE-1001", "KJE-1002", "En utestenging gjelder denne personen.");
  await officer.push("Send brev om avvisning");
  await officer.says("Brevet er sendt.");
  await officer.push("Trekk oppmeldingen og send brev");
  await officer.says("Oppmeldingen er trukket, og brevet er sendt.", "Ingen oppmeldinger er berørt.");
  await student.follow("Brev til meg");
  await student.comes("Oppmelding avvist, utestenging", "Oppmelding annullert, utestenging");
}
