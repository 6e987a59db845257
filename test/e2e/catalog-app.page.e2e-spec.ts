import { buildAlbum } from 'nestjs-spotify/testing';
import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, launch, openPage } from './browser.js';
import { type CatalogApp, startCatalogApp } from './catalog-app.js';

describeInBrowser("the sample's page", () => {
  let sample: CatalogApp;
  let browser: Browser;
  let page: Page;
  /** What must not happen: errors on the console, uncaught ones, requests to other origins. */
  const problems: string[] = [];

  beforeAll(async () => {
    sample = await startCatalogApp();
    await sample.noCallers();
    await fetch(`${sample.url}/search?q=light`); // the fake makes its index
    browser = await launch();
  });

  afterAll(async () => {
    await browser.close();
    await sample.app.close();
  });

  beforeEach(async () => {
    problems.length = 0;
    page = await openPage(browser);
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('request', (request) => {
      if (!request.url().startsWith(sample.url)) problems.push(request.url());
    });
    await page.goto(sample.url);
    await page.locator('.hero .code').waitFor();
  });

  afterEach(() => page.close());

  const field = () => page.getByRole('searchbox', { name: /search albums/i });
  const heading = (name: string | RegExp) =>
    page.getByRole('heading', { level: 1, name }).waitFor();
  const scrolledTo = () => page.evaluate('Math.round(scrollY)');

  async function search(words: string): Promise<void> {
    await field().fill(words);
    await page.keyboard.press('Enter');
    await heading(`“${words}”`);
  }

  it('shows an album of the hour, shelves, and covers from its own origin', async () => {
    expect(await page.locator('.shelf').count()).toBe(3);
    expect(await page.locator('.people a').count()).toBeGreaterThan(0);
    const cover = page.locator('.hero img');
    await page.waitForFunction("document.querySelector('.hero img').naturalWidth > 0");
    expect(await cover.getAttribute('src')).toMatch(/^image\/album\//);
    expect(problems).toEqual([]);
  });

  it('opens the page of an item by a click anywhere on its card', async () => {
    const card = page.locator('.shelf a').first();
    const name = await card.locator('strong').textContent();
    await card.locator('img').click();
    await heading(name!);
    expect(await page.title()).toBe(name);
    expect(await page.locator('.tracks li').first().textContent()).toMatch(/^1.*\d+:\d\d$/);
    expect(problems).toEqual([]);
  });

  it.each(['album', 'artist', 'track', 'show', 'playlist'])(
    'has a page for each %s, with the line of code behind it',
    async (type) => {
      const { catalog } = sample.fake();
      const id = {
        album: catalog.albumId(3),
        artist: catalog.artistId(3),
        track: catalog.trackId(3),
        show: catalog.showId(3),
        playlist: catalog.playlistId(2), // with local files
      }[type];
      await page.goto(`${sample.url}/#${type}/${id}`);
      const line = page.locator('.hero .code');
      await line.getByText(`catalog.${type}s.get('${id}')`).waitFor();
      expect(await line.locator('.pill').textContent()).toMatch(/^from Spotify, [\d.]+ m?s$/);
      expect(problems).toEqual([]);
    },
  );

  it('copies the line of code', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.locator('.hero').getByRole('button', { name: 'Copy the code' }).click();
    await page.locator('.hero').getByText('Copied').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(
      /^await catalog\.albums\.get\('\w{22}'\)$/,
    );
  });

  it('searches while one types, and leaves field and focus alone', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('nigh');
    await heading('“nigh”');
    await page.keyboard.type('t');
    await heading('“night”');
    expect(await field().inputValue()).toBe('night');
    expect(await field().evaluate((input) => input === input.ownerDocument.activeElement)).toBe(
      true,
    );
    await page.goBack();
    await page.getByText('Album of the hour').waitFor();
    expect(problems).toEqual([]);
  });

  it('grows a list by the next page of the pager, and goes on from there by keyboard', async () => {
    await search('light');
    const section = page.locator('section', { has: page.getByRole('heading', { name: 'Albums' }) });
    const total = Number(await section.locator('.total').textContent());
    const more = section.getByRole('button', { name: `More, ${total - 10} left` });
    await more.focus();
    await page.keyboard.press('Enter');
    await section.getByRole('button', { name: `More, ${total - 20} left` }).waitFor();
    expect(await section.locator('.shelf li').count()).toBe(20);
    const focused =
      'document.activeElement.closest("li") === document.querySelectorAll(".shelf li")[10]';
    expect(await page.evaluate(focused)).toBe(true);
  });

  it('finds the page again as it was left, on back', async () => {
    await search('light');
    const albums = page.locator('.shelf').first();
    await page.getByRole('button', { name: /^More/ }).first().click();
    await albums.locator('li').nth(19).waitFor();
    await albums.locator('a').nth(12).scrollIntoViewIfNeeded();
    const before = await scrolledTo();
    expect(before).toBeGreaterThan(0);
    await albums.locator('a').nth(12).click();
    await page.locator('.hero').waitFor();
    expect(await scrolledTo()).toBe(0);
    await page.goBack();
    await heading('“light”');
    expect(await scrolledTo()).toBe(before);
    expect(await albums.locator('li').count()).toBe(20);
  });

  it('shows markup as text, and says when nothing is found', async () => {
    await search('<img src=x onerror=alert(1)> zzzzqqqq');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('<img');
    expect(problems).toEqual([]);
  });

  it.each(['100%', '%', '50%25', "it's"])('searches for %s by its address', async (words) => {
    await page.goto(`${sample.url}/#search/${words}`);
    await heading(`“${words.replace('%25', '%')}”`);
    expect(problems).toEqual([]);
  });

  it.each(['#toString', '#__proto__/x', '#nowhere', '#constructor'])(
    'says that there is no page at %s',
    async (hash) => {
      await page.goto(sample.url + hash.replace('#', '/#'));
      await heading('There is nothing here');
      expect(problems).toEqual([]);
    },
  );

  it.each([
    ['#track/ID', /not a valid track id/],
    [`#album/${'0'.repeat(22)}`, /not found/],
    ['#artist/', /cannot|not/i],
  ])('says in words what is wrong with %s', async (hash, words) => {
    await page.goto(`${sample.url}/${hash}`);
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toMatch(words);
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
  });

  it('says that the app does not respond, and tries again at a press', async () => {
    await page.route('**/tracks/*', (route) => route.abort());
    await page.goto(`${sample.url}/#track/${sample.fake().catalog.trackId(5)}`);
    await page.getByText('The app does not respond. Is it still running?').waitFor();
    await page.unroute('**/tracks/*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.hero').waitFor();
  });

  it('comes back by itself when Retry-After is over', async () => {
    await page.route('**/shows/*', (route) =>
      route.fulfill({ status: 503, headers: { 'Retry-After': '1' }, json: { message: 'Wait' } }),
    );
    await page.goto(`${sample.url}/#show/${sample.fake().catalog.showId(4)}`);
    await page.getByRole('button', { name: 'Try again (by itself in 1 s)' }).waitFor();
    await page.unroute('**/shows/*');
    await page.locator('.hero').waitFor();
  });

  it.each([390, 768, 1440])('keeps a word of 300 letters within %i px', async (width) => {
    await page.setViewportSize({ width, height: 800 });
    await search('w'.repeat(300));
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  });

  it('switches to the client of development mode, and remembers it', async () => {
    await page.getByRole('button', { name: 'development' }).click();
    await page.getByText(/searchQuery/).waitFor();
    await page.goto(`${sample.url}/#playlist/${sample.fake().catalog.playlistId(1)}`);
    await page
      .getByText('In development mode Spotify shows an app no playlist’s content')
      .waitFor();
    await page.reload();
    await page
      .getByText('In development mode Spotify shows an app no playlist’s content')
      .waitFor();
    await page.getByRole('button', { name: 'extended' }).click();
    await page.locator('.tracks li').first().waitFor();
    expect(problems).toEqual([]);
  });

  it('links to the API page, which brings no error', async () => {
    await page.getByRole('link', { name: 'API' }).click();
    await page.getByText('/albums/{id}/tracks').first().waitFor();
    await page.getByText('/albums/{id}', { exact: true }).first().click();
    await page.getByRole('button', { name: 'Try it out' }).click();
    await page.getByRole('button', { name: 'Execute' }).click();
    await page.locator('.live-responses-table .response-col_status', { hasText: '200' }).waitFor();
    expect(problems).toEqual([]);
  });
});

describeInBrowser("the sample's page with the real Spotify", () => {
  let sample: CatalogApp;
  let browser: Browser;

  beforeAll(async () => {
    sample = await startCatalogApp({ real: true });
    browser = await launch();
  });

  afterAll(async () => {
    await browser.close();
    await sample.app.close();
  });

  it('keeps the panel, has no fault buttons, and names and links Spotify', async () => {
    const page = await openPage(browser);
    const album = buildAlbum();
    await page.route('**/albums/*', (route) => route.fulfill({ json: album }));
    await page.goto(`${sample.url}/#album/${album.id}`);
    const link = page.getByRole('link', { name: 'Open in Spotify' });
    expect(await link.getAttribute('href')).toBe(album.external_urls.spotify);
    expect(await page.locator('footer').textContent()).toBe('Music data and artwork from Spotify.');
    await page.getByText('Gate open').waitFor();
    expect(await page.locator('.faults, .traffic').count()).toBe(0);
    await page.close();
    expect((await fetch(`${sample.url}/inside/faults/hang`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${sample.url}/image/album/x/64`)).status).toBe(404);
  });
});
