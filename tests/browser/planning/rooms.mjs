// The central department reserves the rooms of an exam.

// Requirements: D-01
export const tells = "a desk names the exam that lacks seats, a room that is too small is refused, and another is reserved";

export async function walk(cast) {
  const officer = await cast.person("Tor Lien");
  await officer.follow("Å gjøre");
  await officer.follow("Reserver rom");
  await officer.says("Ingen rom er reservert for eksamenen ennå.");
  await officer.choose("room", "Teorifagbygget 101");
  await officer.type("seats", "9");
  await officer.push("Reserver rom");
  await officer.says("Rommet har 8 ledige plasser.");
  await officer.choose("room", "Teorifagbygget hall 1");
  await officer.push("Reserver rom");
  await officer.says("Rommet er reservert.", "TEO-H1");
}
