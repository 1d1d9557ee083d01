// The appeal is heard by the national board, and what it comes to is registered and told like the first.
import { UNTIL } from "./decision.mjs";
import { told } from "./elsewhere.mjs";
import { control } from "./registration.mjs";
import { STUDENT } from "./suspicion.mjs";

// Requirements: P-13, P-14, Q-30, Q-31
export const tells = "after an appeal the shorter period is registered, controlled, and told to whoever was told before";

export async function walk(cast, story) {
  const { clocks } = story;
  const student = await cast.person(STUDENT.name);
  await student.follow("Saker om meg");
  await student.follow(/\d/, /avgjort/);
  await student.type("grounds", "Notatene var ikke mine.");
  await student.push("Send klagen");
  await student.says("Klagen er registrert.");
  // What the national board decides is entered by another than the one who forwards the appeal, and counts
  // once another again than who entered it has held it against what the board wrote.
  const forwarder = await cast.person("Tor Lien");
  await forwarder.follow("Å gjøre");
  await forwarder.follow("Send klagen til Felles klagenemnd");
  await forwarder.push("Send til Felles klagenemnd");
  await forwarder.says("Klagen er sendt til Felles klagenemnd.");
  await clocks.are(40, "10:00");
  const handler = await cast.person("Unni Ravn");
  await handler.follow("Å gjøre");
  await handler.follow("Før inn avgjørelsen til Felles klagenemnd");
  await handler.type("decided_on", clocks.written(40));
  await handler.type("case_number", "2026/512");
  await handler.pick("vote", "unanimous");
  await handler.pick("outcome", "changed");
  await handler.type("grounds", "Utestengingen var for lang.");
  await handler.tick("annulled");
  await handler.type("from", clocks.written(7));
  await handler.type("to", clocks.written(60));
  await handler.push("Lagre til kontroll");
  await handler.says("Utfallet er lagret, og venter på en annens kontroll.");
  await forwarder.follow("Å gjøre");
  await forwarder.follow("Kontroller utfallet av klagen");
  await forwarder.push("Kontrollert: la utfallet gjelde");
  await forwarder.says("Utfallet er kontrollert og gjelder, og studenten får brev.");
  await control(await cast.person("Unni Ravn"), 2);
  await told(cast, story, (rows) => rows.includes(clocks.written(60)) && !rows.includes(clocks.written(UNTIL)));
}
