// Which pages nobody has read: the routes of the reviewed authorization matrix, less those that were met.
import { readFileSync } from "node:fs";

const MATRICES = [
  "../../crates/office/src/http/snapshots/office__http__matrix_tests__the_authorization_matrix_is_as_reviewed.snap",
  "../../crates/planning/src/snapshots/planning__routes_tests__the_authorization_matrix_of_planning_is_as_reviewed.snap",
  "../../crates/mobility/src/snapshots/mobility__matrix_tests__the_authorization_matrix_is_as_reviewed.snap",
];

/** Answered with a file or with data, so there is nothing to read in a browser. */
const FILES = [
  "/appeals/{appeal}/files/{file}",
  "/demo/letters/{file}",
  "/demo/people",
  "/exam-overview.csv",
  "/exam-overview/desk.csv",
  "/exam-plans/{exam_plan}/calendar.ics",
  "/exam-plans/{exam_plan}/drafts/{exam_plan_draft}/plan.csv",
  "/examiners/{examiner}/cv",
  "/examining/{committee}/answers/{number}/{file}",
  "/examining/{committee}/documents/{document}",
  "/exams/{exam}/candidates.csv",
  "/exams/{exam}/documents/{document}",
  "/external-studies/documents/{external_document}/file",
  "/health",
  "/letters/{file}",
  "/my/exams.ics",
  "/my/external-studies/documents/{external_document}/file",
  "/my/recognitions/{recognition}/files/{recognition_file}",
  "/my/registrations/{registration}/answer/file",
  "/my/results/{result}/guide",
  "/recognitions/{recognition}/files/{recognition_file}",
];

/** No link leads here: the way on to one's own first page, and the pages of a search under the address it is sent to. */
const UNLINKED = [
  "/",
  "/appeals/find",
  "/appeals/search",
  "/archive/search",
  "/examiners/find",
  "/exams/{exam}/candidates/search",
  "/explanations/find",
  "/explanations/search",
  "/letters/search",
  "/misconduct/find",
];

/** There only while something goes wrong: its page of the list says so when it does, and a test of the office reads it. */
const TROUBLE = ["/messages/{message}"];

/** There only while a right, a dispute or a suspicion lasts, so that the crawl meets it by luck or never: read by this walk when it comes by. */
const WALKED = {
  "/applications/{application}": "exclusion",
  "/committees/{committee}/third": "errors",
  "/date-wishes/{date_wish_request}/exams/{exam}": "planning",
  "/degrees/courses/{course}": "exchange",
  "/degrees/titles/{registration}": "exchange",
  "/degrees/{degree}": "exchange",
  "/examining/requests/{proposal}": "walk",
  "/exchanges/{exchange}": "exchange",
  "/exclusions/{exclusion}": "exclusion",
  "/external-studies/documents/{external_document}": "exchange",
  "/external-studies/people/{person}": "exchange",
  "/external-studies/people/{person}/rows/new": "exchange",
  "/misconduct/{misconduct}": "exclusion",
  "/misconduct/{misconduct}/decision": "exclusion",
  "/misconduct/{misconduct}/exclusion": "exclusion",
  "/my/appeals/form": "walk",
  "/my/appeals/new": "walk",
  "/my/applications/{application}": "exclusion",
  "/my/exchange/{exchange}": "exchange",
  "/my/explanations/new": "walk",
  "/my/misconduct/{misconduct}": "exclusion",
  "/my/misconduct/{misconduct}/documents": "exclusion",
  "/my/quarantines/{refusal}": "exclusion",
  "/my/recognitions/{recognition}": "exchange",
  "/programmes/{programme}": "exclusion",
  "/quarantines/{refusal}": "exclusion",
  "/recognitions/people/{person}/new": "exchange",
  "/recognitions/{recognition}": "exchange",
};

/** No institution has asked another in this office, and nobody asks about a round. */
const OF_NOBODY = [
  "/exchanges/answered/{answered}",
  "/exchanges/batches/{batch}",
  "/my/exchange/answered/{answered}",
];

const EXCEPTED = [...FILES, ...UNLINKED, ...TROUBLE, ...OF_NOBODY, ...Object.keys(WALKED)];

const inWords = (route) => (route.match(/\{/g) ?? []).length;

/** The pages that the program has, the plainest paths first. */
function pages() {
  const read = (matrix) => [...readFileSync(new URL(matrix, import.meta.url), "utf8").matchAll(/ GET +(\/\S*) /g)];
  const routes = MATRICES.flatMap(read).map(([, route]) => route).filter((route) => !route.startsWith("/api/"));
  if (!routes.includes("/desk")) {
    throw new Error("the authorization matrix could not be read");
  }
  return routes.sort((one, other) => inWords(one) - inWords(other));
}

/** Which pages have been met, of all there are or of those that one of the walks is to read. */
export class Unread {
  constructor(walk = null) {
    this.routes = pages();
    this.walk = walk;
    this.met = new Set();
  }

  /** The route that answers an address: one without a parameter goes before one with. */
  routeOf(address) {
    const { pathname } = new URL(address, "http://page");
    const fits = (route) => new RegExp(`^${route.replace(/\./g, "\\.").replace(/\{\w+\}/g, "[^/]+")}$`).test(pathname);
    return this.routes.find(fits);
  }

  /** Counts the page at this address as read; says whether it had been missing. */
  meet(address) {
    const route = this.routeOf(address);
    const missing = Boolean(route) && !this.met.has(route);
    this.met.add(route);
    return missing;
  }

  /** Whether this address is of a page that the walk is to read and has not. */
  wants(address) {
    const route = this.routeOf(address);
    return WALKED[route] === this.walk && !this.met.has(route);
  }

  /** The pages that were to be read here and were not. */
  missing() {
    const mine = (route) => (this.walk ? WALKED[route] === this.walk : !EXCEPTED.includes(route));
    return this.routes.filter((route) => mine(route) && !this.met.has(route));
  }

  /** What is wrong: pages not read, and exceptions that are none. */
  findings() {
    const found = this.missing().map((route) => `${route}: nobody has read this page`);
    for (const route of this.walk ? [] : EXCEPTED) {
      if (!this.routes.includes(route)) {
        found.push(`${route}: excepted in unread.mjs, but there is no such page`);
      } else if (this.met.has(route) && !(route in WALKED)) {
        found.push(`${route}: excepted in unread.mjs, but read: the exception can go`);
      }
    }
    return found;
  }
}
