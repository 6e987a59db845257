import { existsSync } from 'node:fs';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { chromium, type Browser, type Page } from 'playwright-core';
import { createApp } from '../../sample/02-catalog-app/app.js';

const CHROMIUM = '/usr/bin/chromium';
const ARGS =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking';

/** CI must have a browser; elsewhere the title says why the tests are skipped. */
const [inBrowser, reason] =
  existsSync(CHROMIUM) || process.env['CI'] !== undefined
    ? [describe, '']
    : [describe.skip, ` (skipped: there is no ${CHROMIUM})`];

let app: NestExpressApplication;
let url: string;

beforeAll(async () => {
  delete process.env['SPOTIFY_CLIENT_ID'];
  delete process.env['SPOTIFY_CLIENT_SECRET'];
  app = await createApp();
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
});

afterAll(() => app.close());

describe("the sample's API", () => {
  it('searches', async () => {
    const found = (await (await fetch(`${url}/search?q=light`)).json()) as Record<
      string,
      { items: unknown[] }
    >;
    expect(Object.keys(found)).toEqual(['albums', 'artists', 'tracks']);
    expect(found['albums']?.items.length).toBeGreaterThan(0);
  });

  it.each(['/search', '/search?q=', '/albums/nonsense', '/artists/spotify:album:x'])(
    'responds with 400 to %s',
    async (path) => {
      const response = await fetch(url + path);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ message: expect.any(String) as string });
    },
  );

  it('responds with 404 to an unknown album', async () => {
    expect((await fetch(`${url}/albums/${'0'.repeat(22)}`)).status).toBe(404);
  });

  it('serves its OpenAPI document', async () => {
    const document = (await (await fetch(`${url}/api-json`)).json()) as { paths: object };
    expect(Object.keys(document.paths)).toEqual([
      '/albums/{id}',
      '/albums/{id}/tracks',
      '/artists/{id}',
      '/artists/{id}/albums',
      '/search',
      '/tracks/{id}',
    ]);
  });
});

inBrowser(`the sample's page${reason}`, () => {
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGS.split(' ') });
  }, 30_000);

  afterAll(() => browser.close());

  beforeEach(async () => {
    problems.length = 0;
    page = await browser.newPage();
    page.setDefaultTimeout(5000);
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('requestfailed', (request) => {
      // Leaving a page aborts what it still loads.
      if (request.failure()?.errorText !== 'net::ERR_ABORTED') problems.push(request.url());
    });
    await page.goto(url);
  });

  afterEach(() => page.close());

  async function searchFor(words: string): Promise<void> {
    await page.getByRole('searchbox', { name: /search albums/i }).fill(words);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: words }).waitFor();
  }

  it('searches, opens an album and shows its tracks', async () => {
    await searchFor('light');
    const album = page.locator('.grid').first().getByRole('link').first();
    const title = await album.textContent();
    await album.click();
    await page.getByRole('heading', { level: 1, name: title! }).waitFor();
    const tracks = page.getByRole('listitem');
    expect(await tracks.count()).toBeGreaterThan(0);
    expect(await tracks.first().textContent()).toMatch(/^1.*\d+:\d\d$/);
    const cover = page.getByRole('img', { name: `Picture of ${title}` });
    expect(await cover.evaluate((image: { naturalWidth: number }) => image.naturalWidth)).not.toBe(
      0,
    );
    expect(problems).toEqual([]);
  });

  it('links from an album to its artist, and back', async () => {
    await searchFor('night');
    await page.locator('.grid').first().getByRole('link').first().click();
    const title = await page.locator('.top h1').textContent();
    await page.locator('.top').getByRole('link').first().click();
    await page.getByRole('heading', { name: 'Albums and singles' }).waitFor();
    expect(await page.locator('.grid a').count()).toBeGreaterThan(0);
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: title! }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'night' }).waitFor();
    expect(problems).toEqual([]);
  });

  it('says when nothing is found, and shows markup as text', async () => {
    await searchFor('<img src=x onerror=alert(1)> zzzzqqqq');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('<img');
    expect(problems).toEqual([]);
  });

  it('shows what went wrong', async () => {
    await page.goto(`${url}/#album/${'0'.repeat(22)}`);
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).not.toBe('');
  });

  it('has a language, a title, and a label for its field', async () => {
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.title()).toBe('Catalogue');
    expect(await page.getByLabel(/search/i).count()).toBe(1);
  });

  it('shows the OpenAPI page', async () => {
    await page.goto(`${url}/api`);
    await page.getByText('/albums/{id}/tracks').first().waitFor();
    expect(problems).toEqual([]);
  });
});
