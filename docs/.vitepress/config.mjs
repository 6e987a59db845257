import { readFileSync } from 'node:fs';
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
  markdown: { theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' } },
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
