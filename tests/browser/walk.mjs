// Walks the main path by keyboard alone, as its people do: from signing in to the grade that counts.
//   node walk.mjs BASE_URL [--shots FOLDER] [--until STAGE]
//
// Each stage is one file in stages/, in this order. A stage gets a `cast` that hands out one keyboard per
// person, and leaves what later stages need in `story`. Exit 0: walked. Exit 1: the stage that failed.
import { readArguments } from "./browser.mjs";
import { Calendar } from "./calendar.mjs";
import { walkAll } from "./cast.mjs";
import * as arrival from "./stages/arrival.mjs";
import * as keys from "./stages/keys.mjs";
import * as planning from "./stages/planning.mjs";
import * as sign_up from "./stages/sign_up.mjs";
import * as numbering from "./stages/numbering.mjs";
import * as handing_in from "./stages/handing_in.mjs";
import * as line_lost from "./stages/line_lost.mjs";
import * as reception from "./stages/reception.mjs";
import * as committee from "./stages/committee.mjs";
import * as standpoints from "./stages/standpoints.mjs";
import * as protocol from "./stages/protocol.mjs";
import * as result from "./stages/result.mjs";
import * as explanation from "./stages/explanation.mjs";
import * as appeal from "./stages/appeal.mjs";
import * as new_committee from "./stages/new_committee.mjs";
import * as package_ from "./stages/package.mjs";
import * as regrade from "./stages/regrade.mjs";
import * as outcome from "./stages/outcome.mjs";
import * as late from "./stages/late.mjs";
import * as searching from "./stages/searching.mjs";

const STAGES = {
  arrival,
  keys,
  planning,
  sign_up,
  numbering,
  handing_in,
  line_lost,
  reception,
  committee,
  standpoints,
  protocol,
  result,
  explanation,
  appeal,
  new_committee,
  package: package_,
  regrade,
  outcome,
  late,
  searching,
};

const options = readArguments(process.argv.slice(2));
const base = options._[0];
if (!base) {
  console.error("usage: node walk.mjs BASE_URL [--shots FOLDER] [--until STAGE]");
  process.exit(2);
}

const failed = await walkAll("walk", base, STAGES, { base, days: new Calendar(base) }, options);
process.exitCode = failed ? 1 : 0;
