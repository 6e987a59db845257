import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, launch, openPage } from './browser.js';
import { type CatalogApp, startCatalogApp } from './catalog-app.js';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const COLOURS: RunOptions = { runOnly: ['color-contrast'] };

describeInBrowser("the sample's page, for everyone", () => {
  let sample: CatalogApp;
  let browser: Browser;

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

  it.each([390, 768, 1440])(
    'has no fault that axe finds, at %i px, light and dark',
    async (width) => {
      const viewport = { width, height: 900 };
      // Its policy keeps the page from running what a test brings along.
      const page = await openPage(browser, { viewport, bypassCSP: true, reducedMotion: 'reduce' });
      const { catalog } = sample.fake();
      const views = {
        '#home': '.hero .code',
        '#search/light': '.people a',
        [`#album/${catalog.albumId(0)}`]: '.tracks',
        [`#artist/${catalog.artistId(0)}`]: '.shelf',
        [`#track/${catalog.trackId(0)}`]: '.facts',
        '#nowhere': '.trouble',
      };
      for (const [hash, sign] of Object.entries(views)) {
        await page.emulateMedia({ colorScheme: 'light' });
        await page.goto(`${sample.url}/${hash}`);
        await page.locator(sign).first().waitFor();
        await page.addScriptTag({ path: AXE });
        expect([hash, await faultsOf(page)]).toEqual([hash, []]);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        // The scheme changes colours and nothing else.
        await page.emulateMedia({ colorScheme: 'dark' });
        expect([hash, 'dark', await faultsOf(page, COLOURS)]).toEqual([hash, 'dark', []]);
      }
      await page.getByRole('button', { name: 'Rate limit, 5 s' }).click();
      await page.getByText(/^Gate shut/).waitFor();
      expect(['during a fault', await faultsOf(page)]).toEqual(['during a fault', []]);
      await page.getByText('Gate open').waitFor();
      await page.close();
    },
    120_000,
  );

  it('can be used by keyboard alone', async () => {
    const page = await openPage(browser);
    await page.goto(sample.url);
    await page.locator('.hero .code').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter'); // skip to the panel
    await page.keyboard.press('Tab');
    const focused = () => page.evaluate('document.activeElement.name');
    expect(await focused()).toBe('callers');
    await page.keyboard.press('/');
    await page.keyboard.type('light');
    await page.getByRole('heading', { level: 1, name: '“light”' }).waitFor();
    const name = await page.locator('.shelf strong').first().textContent();
    const isCard = 'document.activeElement.matches(".shelf a")';
    while (!(await page.evaluate(isCard))) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: name! }).waitFor();
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
    await page.close();
  });

  it('moves nothing for those who want less motion', async () => {
    const page = await openPage(browser, { reducedMotion: 'reduce' });
    await page.goto(sample.url);
    await page.locator('.hero .code').waitFor();
    const moving = `[...document.querySelectorAll('*')].filter((element) => {
      const { transitionDuration, animationName } = getComputedStyle(element);
      return transitionDuration !== '0s' || animationName !== 'none';
    }).length`;
    expect(await page.evaluate(moving)).toBe(0);
    await page.close();
  });
});

/** What axe finds wrong, in a line for each. */
async function faultsOf(page: Page, options: RunOptions = {}): Promise<string[]> {
  const { violations } = (await page.evaluate(`axe.run(${JSON.stringify(options)})`)) as AxeResults;
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}
