// The board decides with those who are impartial, and the student is written to.
import { COMMENT } from "./hearing.mjs";
import { STUDENT } from "./suspicion.mjs";

// Requirements: P-09, P-11, P-12
export const tells = "the board's decision is entered with its meeting and votes, and the student reads it";

/** The last day of the exclusion, counted from today. */
export const UNTIL = 7 + 300;

const BOARD = [
  ["Prøve Leder", "Leder", false],
  ["Prøve Medlem", "Medlem", false],
  ["Prøve Student", "Medlem", true],
];

export async function walk(cast, { clocks }) {
  await clocks.are(7, "10:00");
  const handler = await cast.person("Tor Lien");
  await handler.follow("Fusk og opptreden");
  await handler.follow(/\d/, new RegExp(STUDENT.name.split(" ")[1]));
  await handler.says(COMMENT);
  await handler.follow("Før inn nemndas vedtak");
  await handler.type("met_on", clocks.written(7));
  await handler.type("agenda_number", "14/26");
  for (const [at, [name, role, student]] of BOARD.entries()) {
    await handler.type(`seat-${at + 1}-name`, name);
    await handler.choose(`seat-${at + 1}-role`, role);
    if (student) {
      await handler.tick(`seat-${at + 1}-student`);
    }
    await handler.tick(`seat-${at + 1}-impartial`);
    await handler.tick(`seat-${at + 1}-present`);
  }
  await handler.type("votes_for", "3");
  await handler.type("votes_against", "0");
  await handler.type("minutes", "Drøftet og avgjort.");
  await handler.pick("found", "yes");
  await handler.choose("intent", "Forsettlig");
  await handler.tick("annulled");
  await handler.choose("legal_basis", "12-4(3)");
  await handler.type("from", clocks.written(7));
  await handler.type("to", clocks.written(7 + 500));
  await handler.type("grounds", "Notater er ikke tillatt.");
  await handler.push("Lagre vedtaket og skriv til studenten");
  await handler.says("Perioden er for lang.");
  await handler.type("to", clocks.written(UNTIL));
  await handler.push("Lagre vedtaket og skriv til studenten");
  await handler.says("Vedtaket er lagret, og studenten får brev.");
  const student = await cast.person(STUDENT.name);
  await student.follow("Saker om meg");
  await student.follow(/\d/, /avgjort/);
  await student.says("Notater er ikke tillatt.");
}
