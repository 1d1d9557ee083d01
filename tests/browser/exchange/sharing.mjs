// Anybody reads who shares, and one institution stops sharing for now.

// Requirements: R-12
export const tells = "anybody reads which institutions share results, and one of them says that it does not for now";

export async function walk(cast, { closed }) {
  const student = await cast.person("Emil Ærlend");
  await student.follow("Deling av resultater");
  await student.follow("Institusjoner som deler resultater");
  await student.says("Fjordby universitet", "Vidda høgskole", "Skjærgård universitet", "Fjellheim høgskole");
  await student.follow(/Til forsiden/);
  const officer = await (await cast.at(closed)).person("Wenche Ulriksen");
  await officer.follow("Resultatutveksling");
  await officer.follow("Innstillinger");
  await officer.push("Del ikke resultater");
  await officer.says("Feltet må fylles ut.");
  await officer.type("because", "Flytting av data");
  await officer.push("Del ikke resultater");
  await officer.says("Innstillingen er lagret.", "Flytting av data");
}
