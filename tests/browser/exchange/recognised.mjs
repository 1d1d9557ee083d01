// What was fetched is recognised: applied for, assessed by one, decided by another.
import { STUDENT } from "./consent.mjs";

// Requirements: S-01
export const tells = "the student applies for recognition of what was fetched, one assesses it, another decides, and he reads why";

const GROUNDS = "Læringsutbyttet svarer til førsteåret her.";

export async function walk(cast) {
  const student = await cast.person(STUDENT.name);
  await student.follow("Godkjenning av utdanning");
  await student.follow("Søk om godkjenning");
  await student.choose("unit", "Institutt for historie");
  await student.type("education", "Emner fra tre institusjoner");
  await student.tabTo((at) => at.field === "rows" && at.name.includes("KJE-1001"), "the course to be recognised");
  await student.press("Space");
  await student.push("Send søknaden");
  await student.says("Søknaden er sendt.", "KJE-1001");
  const officer = await cast.person("Tor Lien");
  await registeredByHand(officer);
  await officer.follow("Godkjenning");
  await officer.follow(/\d/, /Ærlend/);
  await officer.push("Send");
  await officer.says("Sendt til faglig vurdering.");
  const assessor = await cast.person("Siri Lunde");
  await assessor.follow("Å gjøre");
  await assessor.follow(/Vurder en søknad om godkjenning/);
  await assessor.push("Lagre vurderingen");
  await assessor.says("Si hva hver linje teller som");
  const line = async (part) => (await assessor.page.locator(`[name^="${part}-"]`).first().getAttribute("name"));
  await assessor.pick(await line("as"), "free");
  await assessor.type(await line("credits"), "10");
  await assessor.type("grounds", GROUNDS);
  await assessor.push("Lagre vurderingen");
  await assessor.says("Vurderingen er lagret.", "10");
  await assessor.hides("Fatt vedtak som vurdert");
  await officer.follow("Godkjenning");
  await officer.follow(/\d/, /Ærlend/);
  await officer.push("Fatt vedtak som vurdert");
  await officer.says("Vedtaket er truffet, og søkeren får brev.");
  await student.follow("Godkjenning av utdanning");
  await student.follow(/\d/, /vedtatt/);
  await student.says("Frist for å klage", "Les brevet", "Send klagen");
  await student.follow("Brev til meg");
  await student.comes("Vedtak om godkjenning");
}

/** The form for an application on paper is opened, and left. */
async function registeredByHand(officer) {
  await officer.follow("Eksterne studier");
  await officer.type("student", STUDENT.number);
  await officer.push("Finn");
  await officer.follow("Registrer søknad på papir");
  await officer.says("Registrer søknad på papir");
}
