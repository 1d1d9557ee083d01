// A second decision, on a false document, is registered by hand: it bars admission and recognition everywhere.
import { nationalId } from "../national_id.mjs";
import { control } from "./registration.mjs";
import { STUDENT } from "./suspicion.mjs";

// Requirements
export const tells = "a quarantine because of a false document is registered with the row it gives, and controlled by another";

/** Its first and its last day, counted from today. */
const FIRST = 7;
export const LAST = 60;

export async function walk(cast, { clocks }) {
  const handler = await cast.person("Unni Ravn");
  await handler.follow("Utestenging");
  await handler.follow("Registrer utestenging");
  await handler.type("national_id", "12345678901");
  await handler.push("Vis radene");
  await handler.type("national_id", nationalId(STUDENT.number));
  await handler.choose("legal_basis", "12-1(1)");
  await handler.type("decided_on", clocks.written(FIRST));
  await handler.type("from", clocks.written(FIRST));
  await handler.type("to", clocks.written(LAST));
  await handler.push("Vis radene");
  await handler.says("KARANTENEN ALLE");
  await handler.push("Registrer");
  await handler.says("Vedtaket er registrert.");
  await control(await cast.person("Tor Lien"), 1);
}
