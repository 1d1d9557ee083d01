// Nobody asks under a consent that was not given; the student gives it, knowing what it says.

// Requirements
export const tells = "without a consent nobody is asked under one, and the student gives it on his own page";

export const STUDENT = { name: "Emil Ærlend", number: "400124" };

/** Fills in the question about one person, and sends it. */
export async function ask(officer, number, basis) {
  await officer.follow("Resultatutveksling");
  await officer.type("persons", number);
  await officer.pick("purpose", "recognition");
  await officer.pick("basis", basis);
  await officer.type("case_ref", "2026/17");
  await officer.push("Spør alle");
}

export async function walk(cast) {
  const officer = await cast.person("Tor Lien");
  await ask(officer, STUDENT.number, "consent");
  await officer.says("personen har ikke samtykket til dette formålet");
  const student = await cast.person(STUDENT.name);
  await student.follow("Deling av resultater");
  await student.says("Jeg kan når som helst trekke samtykket tilbake her.");
  await student.push("Jeg samtykker", /godkjenning av tidligere utdanning/);
  await student.says("Samtykket er lagret.", "Trekk samtykket tilbake");
}
