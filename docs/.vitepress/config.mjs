import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { defineConfig } from 'vitepress';
import { GUIDES } from './guides.mjs';
import { writeLlmsTxt } from './llms.mjs';

const REPOSITORY = 'https://github.com/nestjs-spotify/nestjs-spotify';
const reference = new URL('../reference/typedoc-sidebar.json', import.meta.url);

export default defineConfig({
  title: 'nestjs-spotify',
  description:
    "Spotify's catalogue for NestJS backends: app tokens, typed services, limits, caching.",
  lang: 'en',
  // Where the site is published, such as /nestjs-spotify/ on GitHub Pages.
  base: process.env['DOCS_BASE'] ?? '/',
  cleanUrls: true,
  markdown: {
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    config: (md) => md.core.ruler.push('links-into-the-repository', linkIntoRepository),
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: 'deep',
    nav: [
      { text: 'Guides', link: '/guides/quick-start', activeMatch: '/guides/' },
      { text: 'Every method', link: '/endpoints' },
      { text: 'Reference', link: '/reference/', activeMatch: '/reference/' },
    ],
    sidebar: {
      '/reference/': JSON.parse(readFileSync(reference, 'utf8')),
      '/': GUIDES,
    },
    socialLinks: [{ icon: 'github', link: REPOSITORY }],
    footer: { message: 'MIT licence. Not affiliated with Spotify.' },
  },
  // The index of the search is one chunk, and is loaded when someone searches.
  vite: { build: { chunkSizeWarningLimit: 4000 } },
  buildEnd: ({ srcDir, outDir }) => writeLlmsTxt(srcDir, outDir),
});

/** What lies outside docs/ has no page here: a relative link to it leads to GitHub. */
function linkIntoRepository({ tokens, env }) {
  for (const token of tokens.flatMap(({ children }) => children ?? [])) {
    const href = token.type === 'link_open' ? token.attrGet('href') : null;
    if (!href?.startsWith('.')) continue;
    const target = posix.join(posix.dirname(env.relativePath), href);
    if (target.startsWith('../')) {
      token.attrSet('href', `${REPOSITORY}/blob/main/${target.slice('../'.length)}`);
    }
  }
}
