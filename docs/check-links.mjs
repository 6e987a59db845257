// Checks every link between the pages of the built site, and between the Markdown files of the repository: that its
// target exists, and has the anchor. VitePress itself checks pages only. Other sites are not asked.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const DOCS = import.meta.dirname;
const SITE = path.join(DOCS, '.vitepress/dist');
const ROOT = path.join(DOCS, '..');
const BASE = process.env.DOCS_BASE ?? '/';
const OWN = 'https://github.com/nestjs-spotify/nestjs-spotify';

const broken = [...checkSite(), ...checkRepository()];
for (const line of broken) console.error(line);
console.log(broken.length > 0 ? `${broken.length} broken links` : 'All links lead somewhere.');
process.exitCode = broken.length > 0 ? 1 : 0;

function checkSite() {
  const pages = new Map(
    files(SITE, '.html').map((file) => [
      `/${path.relative(SITE, file).replace(/(?:(?<=^|\/)index)?\.html$/, '')}`,
      readFileSync(file, 'utf8'),
    ]),
  );
  const anchors = new Map([...pages].map(([page, html]) => [page, anchorsIn(html)]));
  const wrong = [];
  for (const [page, html] of pages) {
    for (const [, href] of html.matchAll(/<a [^>]*?href="([^"]*)"/g)) {
      const own = href.startsWith(OWN) && ownTarget(href);
      if (own && !existsSync(own)) wrong.push(`${page}: ${href}`);
      if (/^(?:https?:|mailto:)/.test(href)) continue;
      const { pathname, hash } = new URL(href.replace(/^&#35;/, '#'), `http://site${page}`);
      const target = pathname.startsWith(BASE) ? `/${pathname.slice(BASE.length)}` : pathname;
      const known = anchors.get(target) ?? (existsSync(path.join(SITE, target)) && new Set());
      const anchor = decodeURIComponent(hash.slice(1));
      if (!known || (anchor && !known.has(anchor))) wrong.push(`${page}: ${href}`);
    }
  }
  return [...new Set(wrong)];
}

function anchorsIn(html) {
  return new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
}

function checkRepository() {
  const pages = [
    ...files(ROOT, '.md', 0),
    ...files(path.join(ROOT, 'bench'), '.md', 0),
    ...files(path.join(ROOT, 'sample'), '.md'),
    ...files(path.join(DOCS, 'guides'), '.md'),
  ];
  return pages.flatMap((page) => {
    const text = readFileSync(page, 'utf8').replaceAll(/^```[^]*?^```$/gm, '');
    return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, href]) => href)
      .filter((href) => !/^(?:https?:|mailto:)/.test(href))
      .filter((href) => !leadsSomewhere(page, href))
      .map((href) => `${path.relative(ROOT, page)}: ${href}`);
  });
}

function leadsSomewhere(page, href) {
  const [file, anchor] = href.split('#');
  const target = file ? path.join(path.dirname(page), file) : page;
  if (target.startsWith(path.join(DOCS, 'reference'))) return true; // not in the repository; the site's check has it
  if (!existsSync(target)) return false;
  return !anchor || headingsIn(target).has(anchor);
}

/** The anchors that GitHub and VitePress both give to a page's headings, one way or the other. */
function headingsIn(file) {
  const headings = readFileSync(file, 'utf8').matchAll(/^#+ (.*)$/gm);
  return new Set(
    [...headings].flatMap(([, heading]) => {
      const words = heading.toLowerCase().replaceAll(/[`'’]/g, '');
      const github = words.replaceAll(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-');
      return [github, words.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '')];
    }),
  );
}

/** The file in this repository that a link to its page on GitHub names. */
function ownTarget(href) {
  const [, file] = /\/(?:blob|tree)\/main\/([^#?]+)/.exec(href) ?? [];
  return file && path.join(ROOT, file);
}

function files(folder, extension, depth = 9) {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    if (name === 'node_modules') return [];
    if (statSync(file).isDirectory()) return depth > 0 ? files(file, extension, depth - 1) : [];
    return name.endsWith(extension) ? [file] : [];
  });
}
