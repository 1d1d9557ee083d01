// Walks an exclusion by keyboard alone, from a suspicion in the exam room to its effect at another
// institution, as those do who report, handle, decide, register and control.
//   node exclusion.mjs BASE_URL --neighbour URL --register URL [--shots FOLDER] [--until STAGE]
//
// NEIGHBOUR is where the student studies too, REGISTER the register that both write to: their clocks go
// along. Stages and exit codes are those of walk.mjs.
import { readArguments } from "./browser.mjs";
import { Clocks } from "./calendar.mjs";
import { walkAll } from "./cast.mjs";
import * as suspicion from "./exclusion/suspicion.mjs";
import * as hearing from "./exclusion/hearing.mjs";
import * as decision from "./exclusion/decision.mjs";
import * as registration from "./exclusion/registration.mjs";
import * as elsewhere from "./exclusion/elsewhere.mjs";
import * as appeal from "./exclusion/appeal.mjs";
import * as end from "./exclusion/end.mjs";

const STAGES = { suspicion, hearing, decision, registration, elsewhere, appeal, end };

const options = readArguments(process.argv.slice(2));
const base = options._[0];
if (!base || !options.neighbour || !options.register) {
  console.error("usage: node exclusion.mjs BASE_URL --neighbour URL --register URL [--shots FOLDER] [--until STAGE]");
  process.exit(2);
}

const clocks = new Clocks([base, options.neighbour, options.register]);
process.exitCode = (await walkAll("exclusion", base, STAGES, { clocks, neighbour: options.neighbour }, options)) ? 1 : 0;
