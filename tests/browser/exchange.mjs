// Walks an exchange of results by keyboard alone: from a consent to what was recognised, and from a grade that an
// appeal has changed to those who hold it.
//   node exchange.mjs BASE_URL --asks URL --closed URL --away URL --demo PID [--shots FOLDER] [--until STAGE]
//
// BASE asks under a consent, ASKS under the Act; CLOSED shares nothing, and AWAY is sent away and called back by
// signals to the demonstration PID. Stages and exit codes are those of walk.mjs.
import { readArguments } from "./browser.mjs";
import { Clocks } from "./calendar.mjs";
import { walkAll } from "./cast.mjs";
import * as sharing from "./exchange/sharing.mjs";
import * as consent from "./exchange/consent.mjs";
import * as asked from "./exchange/asked.mjs";
import * as imported from "./exchange/imported.mjs";
import * as recognised from "./exchange/recognised.mjs";
import * as degree from "./exchange/degree.mjs";
import * as statute from "./exchange/statute.mjs";
import * as changed from "./exchange/changed.mjs";
import * as receipt from "./exchange/receipt.mjs";

const STAGES = { sharing, consent, asked, imported, recognised, degree, statute, changed, receipt };

const options = readArguments(process.argv.slice(2));
const base = options._[0];
const { asks, closed, away, demo } = options;
if (!base || !asks || !closed || !away || !demo) {
  console.error("usage: node exchange.mjs BASE_URL --asks URL --closed URL --away URL --demo PID [--shots FOLDER] [--until STAGE]");
  process.exit(2);
}

const clocks = new Clocks([base]);
const story = { base, asks, closed, away, demo: Number(demo), clocks };
process.exitCode = (await walkAll("exchange", base, STAGES, story, options)) ? 1 : 0;
