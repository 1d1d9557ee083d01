// Walks an exclusion by keyboard alone, from a suspicion in the exam room to its effect at two other
// institutions, as those do who report, handle, decide, register and control.
//   node exclusion.mjs BASE_URL --studies URL --applies URL --register URL [--shots FOLDER] [--until STAGE]
//
// STUDIES is where the student studies too, APPLIES where he applies, REGISTER the register that all of them
// write to: their clocks go along. Stages and exit codes are those of walk.mjs.
import { readArguments } from "./browser.mjs";
import { Clocks } from "./calendar.mjs";
import { walkAll } from "./cast.mjs";
import * as suspicion from "./exclusion/suspicion.mjs";
import * as hearing from "./exclusion/hearing.mjs";
import * as applying from "./exclusion/applying.mjs";
import * as decision from "./exclusion/decision.mjs";
import * as registration from "./exclusion/registration.mjs";
import * as forgery from "./exclusion/forgery.mjs";
import * as elsewhere from "./exclusion/elsewhere.mjs";
import * as exams from "./exclusion/exams.mjs";
import * as application from "./exclusion/application.mjs";
import * as referral from "./exclusion/referral.mjs";
import * as appeal from "./exclusion/appeal.mjs";
import * as end from "./exclusion/end.mjs";

const STAGES = {
  suspicion,
  hearing,
  applying,
  decision,
  registration,
  forgery,
  elsewhere,
  exams,
  application,
  referral,
  appeal,
  end,
};

const options = readArguments(process.argv.slice(2));
const base = options._[0];
const { studies, applies, register } = options;
if (!base || !studies || !applies || !register) {
  console.error("usage: node exclusion.mjs BASE_URL --studies URL --applies URL --register URL [--shots FOLDER] [--until STAGE]");
  process.exit(2);
}

const clocks = new Clocks([base, studies, applies, register]);
process.exitCode = (await walkAll("exclusion", base, STAGES, { clocks, studies, applies }, options)) ? 1 : 0;
