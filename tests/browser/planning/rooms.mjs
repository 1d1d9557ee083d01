// The central department reserves the rooms of an exam.

// Requirements: D-01
export const tells = "a desk names the exam that lacks seats, a room that is too small is refused, and another is reserved";

export async function walk(cast, story) {
  const officer = await cast.person("Tor Lien");
  await officer.follow("Å gjøre");
  await officer.follow("Reserver rom", new RegExp(`HIS-2001.*${story.term.told}`));
  await officer.says("Ingen rom er reservert for eksamenen ennå.");
  await officer.choose("room", "Teorifagbygget 101");
  await officer.type("seats", "9");
  await officer.push("Reserver rom");
  await officer.says("Rommet har 8 ledige plasser.");
  await officer.choose("room", "Teorifagbygget hall 1");
  await officer.push("Reserver rom");
  await officer.says("Rommet er reservert.", "TEO-H1");
  // When it is held, for whoever is to watch over it.
  story.held = (await officer.text()).match(/(\d\d\.\d\d\.\d{4}) kl\. \d\d/)[1];
}
