// The applicant appeals against the decision behind the dismissal: it goes to whoever decided.
import { STUDENT } from "./suspicion.mjs";

// Requirements: Q-45
export const tells = "an appeal against the dismissal, about the decision itself, is sent on to the institution that decided";

export async function walk(cast, { applies }) {
  const there = await cast.at(applies);
  const applicant = await there.person(STUDENT.name);
  await applicant.follow("Søk om opptak");
  await applicant.follow("Avvist på grunn av utestenging");
  await applicant.follow(/søknad om opptak/);
  await applicant.says("Siste dag for å klage", "Les brevet");
  await applicant.push("Send klagen");
  await applicant.says("Velg");
  await applicant.pick("ground", "registered");
  await applicant.type("grounds", "Dokumentet var ekte.");
  await applicant.push("Send klagen");
  await applicant.says("Klagen er registrert.");
  const officer = await there.person("Aslak Sara");
  await officer.follow("Å gjøre");
  await officer.follow(/Send en klage på avvisning videre/);
  await officer.push("Send klagen videre");
  await officer.says("Klagen er sendt videre.");
  await applicant.follow("Brev til meg");
  await applicant.comes("Søknad om opptak avvist", "Søknad om godkjenning avvist", "Klage sendt videre, utestenging");
}
