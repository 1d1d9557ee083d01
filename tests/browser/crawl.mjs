// Finds the pages that a person can reach by links, within bounds.

const NOT_PAGES = /\.(pdf|csv|ics|xlsx|zip|json|xml|svg|txt|png)$|^\/(api|assets|logout|demo\/(login|people|clock))/;
const SAME_KIND = 2;

/** A path's kind: two candidates' pages are of one kind, so that a few of them stand for all. */
export function kindOf(path) {
  const url = new URL(path, "http://page");
  const plain = url.pathname
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, ":id")
    .replace(/\d+/g, ":n");
  return `${plain}?${[...url.searchParams.keys()].sort().join("&")}`;
}

export class Crawl {
  constructor(base, starts, most) {
    this.base = new URL(base);
    this.most = most;
    this.waiting = [...starts];
    this.seen = new Set(starts);
    this.kinds = new Map();
    this.broken = [];
  }

  /** Visits pages until none is left or the bound is reached; gives their paths. */
  async run(page) {
    const paths = [];
    while (this.waiting.length && paths.length < this.most) {
      const path = this.waiting.shift();
      const answer = await this.open(page, path);
      if (!answer || !(answer.headers()["content-type"] ?? "").startsWith("text/html")) {
        continue;
      }
      if (answer.status() >= 400) {
        this.broken.push(`a link leads to ${path}, which answers ${answer.status()}`);
        continue;
      }
      paths.push(path);
      const links = await page.$$eval("a[href]:not([download])", (all) => all.map((a) => a.href));
      links.forEach((link) => this.add(link));
    }
    return paths;
  }

  /** Opens a page; `null` for a download. The page is empty before the next one is asked for. */
  async open(page, path) {
    try {
      return await page.goto(new URL(path, this.base).href, { waitUntil: "domcontentloaded" });
    } catch (error) {
      if (!error.message.includes("Download is starting")) {
        this.broken.push(`${path}: ${error.message.split("\n")[0]}`);
      }
      await page.goto("about:blank").catch(() => page.waitForTimeout(200));
      return null;
    }
  }

  add(link) {
    const url = new URL(link);
    const path = url.pathname + url.search;
    if (url.origin !== this.base.origin || this.seen.has(path) || NOT_PAGES.test(url.pathname)) {
      return;
    }
    this.seen.add(path);
    const kind = kindOf(path);
    const count = this.kinds.get(kind) ?? 0;
    if (count < SAME_KIND) {
      this.kinds.set(kind, count + 1);
      this.waiting.push(path);
    }
  }
}
