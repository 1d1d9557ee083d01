// Each student reads her own result in her own language form.
// Requirements: G-18
export const tells = "students read their own results and deadlines in English, nynorsk and bokmål; who was absent has none";

export async function walk(cast, { days }) {
  const english = await cast.person("Lina Oksavik");
  await english.follow("Results");
  await english.says(`HIS-1001`, days.told.en, /Grade\s+C/, "Ask for an explanation", "Appeal against the grade");
  const nynorsk = await cast.person("Hanna Brekke");
  await nynorsk.follow("Resultat");
  await nynorsk.says("Resultata mine", days.told.nn, /Karakter\s+C/, "Kunngjord");
  const bokmal = await cast.person("Kristoffer Eng");
  await bokmal.follow("Resultater");
  await bokmal.says(days.told.nb, /Karakter\s+C/);
  await bokmal.hides("Oksavik", "Brekke");
  const absent = await cast.person("Emil Ærlend");
  await absent.follow("Resultater");
  await absent.hides(days.told.nb);
}
