// What every page must hold, whoever reads it.
import { readFileSync, readdirSync } from "node:fs";
import axe from "axe-core";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const CATALOGUES = new URL("../../crates/ui/messages/nb/", import.meta.url);

const routines = readdirSync(CATALOGUES)
  .filter((file) => file.endsWith(".ftl"))
  .map((file) => file.replace(".ftl", "").replaceAll("_", "-"));
const keys = new Set(
  readdirSync(CATALOGUES).flatMap((file) =>
    [...readFileSync(new URL(file, CATALOGUES), "utf8").matchAll(/^([a-z][a-z0-9-]*) =/gm)].map((match) => match[1]),
  ),
);
const looksLikeKey = new RegExp(`(?<![\\w/-])(?:${routines.join("|")})(?:-[a-z0-9]+)+(?![\\w/])`, "g");

/** A text where a message is missing: a bare key, or a variable that was not filled in. */
export function missingMessages(text) {
  const found = [...text.matchAll(looksLikeKey)].map((match) => match[0]).filter((word) => keys.has(word) || word.split("-").length > 2);
  return [...new Set([...found, ...(text.match(/\{ ?\$\w+ ?\}/g) ?? [])])];
}

/** Styles and scripts written into the page: the content security policy forbids them. */
export function inlineParts(html) {
  const tags = html.match(/<[a-z][^>]*>/gi) ?? [];
  return tags
    .filter((tag) => / (style|on[a-z]+)=/i.test(tag) || /^<style/i.test(tag) || (/^<script/i.test(tag) && !/ src=/.test(tag)))
    .map((tag) => `inline style or script: ${tag.slice(0, 80)}`);
}

/** Reads the page as it stands: language, headings, texts, width. */
export async function readPage(page, language, width) {
  const seen = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    title: document.title,
    headings: document.querySelectorAll("h1").length,
    text: document.body.innerText,
    labels: [...document.querySelectorAll("[aria-label], [title], [placeholder]")]
      .flatMap((e) => [e.ariaLabel, e.title, e.getAttribute("placeholder")])
      .filter(Boolean)
      .join("\n"),
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    wide: [...document.querySelectorAll("main *")]
      .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".k-scroll"))
      .slice(0, 3)
      .map((e) => `${e.tagName.toLowerCase()}.${e.className}`),
  }));
  const findings = [];
  if (language && seen.lang !== language) {
    findings.push(`html lang is ${seen.lang}`);
  }
  if (!seen.title.replace(/^[ –]+/, "") || seen.title.startsWith(" –")) {
    findings.push("the page has no title");
  }
  if (seen.headings !== 1) {
    findings.push(`${seen.headings} h1 headings`);
  }
  if (seen.overflow > 1) {
    findings.push(`scrolls sideways by ${seen.overflow} px at ${width} (${seen.wide.join(", ")})`);
  }
  const missing = missingMessages(`${seen.title}\n${seen.text}\n${seen.labels}`);
  if (missing.length) {
    findings.push(`missing messages: ${missing.join(", ")}`);
  }
  return findings;
}

/** A page on the narrowest screen that must do, and its head on a phone at 200 %. */
export async function readNarrow(page) {
  const wide = async (width, part) => {
    await page.setViewportSize({ width, height: 844 });
    const over = await page.locator(part).evaluate((e) => e.scrollWidth - document.documentElement.clientWidth);
    return over > 1 ? [`${part} is ${over} px too wide at ${width}`] : [];
  };
  return [...(await wide(320, "html")), ...(await wide(195, ".k-header"))];
}

/** The findings of axe, one line each with the first places. */
export async function runAxe(page) {
  // The driver evaluates outside the page's content security policy, which stays in force.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (tags) => window.axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] }),
    RULES,
  );
  return violations.map((violation) => {
    const places = violation.nodes.slice(0, 3).map((node) => node.target.join(" "));
    const why = violation.nodes[0].failureSummary.split("\n").slice(1, 3).join(" ").trim();
    return `axe ${violation.id} (${violation.nodes.length}): ${places.join(" · ")} – ${why}`;
  });
}
