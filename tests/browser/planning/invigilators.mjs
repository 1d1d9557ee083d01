// Somebody is engaged as invigilator, says when she can, gets a turn, and reads it on her own page.

// Requirements: D-02, D-03
export const tells = "an invigilator is entered and engaged, the open turns are shared out, and she reads hers in a letter and on her page";

const NAME = "Marte Skogvakt";

export async function walk(cast, { term, held }) {
  const officer = await cast.person("Tor Lien");
  await officer.follow("Eksamensvakter");
  await officer.follow("Vaktene");
  const [given, family] = NAME.split(" ");
  await officer.type("given_name", given);
  await officer.type("family_name", family);
  await officer.type("email", "marte.skogvakt@nordlys.example");
  await officer.choose("language", "nb");
  await officer.tick("head");
  await officer.push("Før inn en vakt");
  await officer.says("Vakten er ført inn.", family);
  const { pathname } = new URL(officer.page.url());
  await cast.open("Tor Lien", `${pathname}?term=${term.code}`);
  await officer.says(`Engasjer for ${term.told}`);
  await officer.type("hourly_pay", "235");
  await officer.push("Engasjer og send brev");
  await officer.says("Vakten er engasjert, og brevet er sendt.");
  await officer.type("day", held);
  await officer.type("from", "07.30");
  await officer.type("until", "20.30");
  await officer.push("Legg til tid");
  await officer.says("Tiden er ført.");
  await cast.open("Tor Lien", `/invigilation?term=${term.code}`);
  await officer.says("TEO-H1", "Mangler");
  await officer.push("Fordel de ledige vaktene");
  await officer.says("De ledige vaktene er fordelt.", family);
  await officer.push("Send vaktplan og endringer");
  await officer.says("Vaktplanene er sendt.");
  const invigilator = await cast.newcomer(NAME);
  await invigilator.follow("Vaktene mine");
  await invigilator.says("Vaktplanen min", "TEO-H1");
  const letters = await cast.open(NAME, "/my/letters");
  await letters.comes("Engasjement som eksamensvakt", "Vaktplan");
}
