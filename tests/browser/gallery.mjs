// Serves the component gallery with the same content security policy as the real pages:
//   cargo run -p ui --example gallery -- FOLDER && node gallery.mjs FOLDER [PORT]
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml" };
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
const [folder, port = "0"] = process.argv.slice(2);

const server = createServer(async (request, response) => {
  const path = normalize(new URL(request.url, "http://gallery").pathname);
  if (path === "/") {
    response.writeHead(302, { location: "/nb/index.html" }).end();
    return;
  }
  try {
    const body = await readFile(join(folder, path));
    response.writeHead(200, { "content-type": TYPES[extname(path)] ?? TYPES[".html"], "content-security-policy": POLICY });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
});
server.listen(Number(port), "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
