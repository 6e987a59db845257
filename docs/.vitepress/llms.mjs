import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { GUIDES } from './guides.mjs';

/**
 * Writes llms.txt, the list of the guides for coding assistants, beside the guides' own Markdown; and llms-full.txt, all
 * of them in one file.
 *
 * @see https://llmstxt.org
 */
export function writeLlmsTxt(srcDir, outDir) {
  const lines = [
    '# nestjs-spotify',
    '',
    "> A NestJS module for Spotify's catalogue with app tokens (OAuth 2.0 Client Credentials): typed, injectable services, one shared token, rate limits and quotas, retries, paging, caching, both quota modes, and a fake Spotify for tests. Node 20.19 or later, Nest 10 to 12.",
  ];
  const whole = [];
  for (const { text: section, items } of GUIDES) {
    lines.push('', `## ${section}`, '');
    for (const { text, link } of items) {
      const file = `${link.slice(1)}.md`;
      const markdown = withIncludes(path.join(srcDir, file));
      mkdirSync(path.dirname(path.join(outDir, file)), { recursive: true });
      writeFileSync(path.join(outDir, file), markdown);
      lines.push(`- [${text}](${file}): ${firstSentence(markdown)}`);
      whole.push(markdown);
    }
  }
  writeFileSync(path.join(outDir, 'llms.txt'), `${lines.join('\n')}\n`);
  writeFileSync(path.join(outDir, 'llms-full.txt'), whole.join('\n'));
}

/** A page's Markdown, with the regions of other files that VitePress includes. */
function withIncludes(page) {
  return readFileSync(page, 'utf8').replaceAll(
    /<!--@include: (\S+)#(\S+)-->/g,
    (_, file, region) => {
      const source = readFileSync(path.join(path.dirname(page), file), 'utf8');
      const [, rest] = source.split(`<!-- #region ${region} -->\n`);
      return rest.split(`<!-- #endregion ${region} -->`)[0].trim();
    },
  );
}

/** Of a page, after its title, without Markdown. */
function firstSentence(markdown) {
  const [, paragraph = ''] = /^# .*\n+([^\n]+)/m.exec(markdown) ?? [];
  const text = paragraph.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/[`*_]/g, '');
  return /^.*?[.?](?=\s|$)/.exec(text)?.[0] ?? text;
}
