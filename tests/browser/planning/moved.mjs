// An exam is moved by keyboard, and the page says at once what that breaks.

// Requirements: F-05
export const tells = "an exam is moved to where it clashes, the page says what that breaks, and it is moved on to where it can lie";

export async function walk(cast) {
  const planner = await cast.person("Kari Nygård");
  await planner.follow("1. Hovedforslag");
  await planner.follow("HIS-2001");
  await planner.says("HIS-2001 Vikingtid", "Hver annen tid", "kan ligge her");
  await planner.push(/^Flytt til/, /HIS-2002|SPR-2001/);
  await planner.says("Eksamenen er flyttet.", /Planen bryter nå [1-9]\d* krav/, "Krav som brytes", /kolliderer med (HIS-2002|SPR-2001): 6 kandidater tar begge/);
  await planner.push(/^Flytt til/, /kan ligge her/);
  await planner.says("Eksamenen er flyttet.", "Planen bryter nå 0 krav");
  await planner.hides("Krav som brytes");
  await planner.follow("1. Hovedforslag");
  await planner.follow("Studentgrupper");
  await planner.says("Færrest dager mellom");
  await planner.follow("1. Hovedforslag");
}
