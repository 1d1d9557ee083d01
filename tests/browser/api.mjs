// What a walk needs done before it begins, through the programs' own entrance.
import { randomUUID } from "node:crypto";
import { demoPeople } from "./browser.mjs";

export class Api {
  constructor(base) {
    this.base = base;
    this.cookies = new Map();
  }

  /** The id of the demonstration's person with this name. */
  async id(name) {
    this.people ??= await demoPeople(this.base);
    return this.people.find((person) => person.name === name).id;
  }

  async cookie(name) {
    if (!this.cookies.has(name)) {
      const body = JSON.stringify({ person: await this.id(name) });
      const headers = { "content-type": "application/json" };
      const answer = await fetch(`${this.base}/demo/login`, { method: "POST", headers, body, redirect: "manual" });
      this.cookies.set(name, answer.headers.get("set-cookie").split(";")[0]);
    }
    return this.cookies.get(name);
  }

  /** Asks as this person; what is sent is an act of its own. */
  async ask(name, path, sent = null, type = "application/json") {
    const headers = { cookie: await this.cookie(name), "idempotency-key": randomUUID(), "content-type": type };
    const body = type === "application/json" ? JSON.stringify(sent) : sent;
    const how = sent === null ? { headers } : { headers, method: "POST", body };
    const answer = await fetch(new URL(path, this.base), how);
    const text = await answer.text();
    if (!answer.ok) {
      throw new Error(`${name} ${path}: ${answer.status} ${text}`);
    }
    return text ? JSON.parse(text) : null;
  }
}
