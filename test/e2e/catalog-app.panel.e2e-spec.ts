import type { Browser, Page } from 'playwright-core';
import { until } from '../support/until.js';
import { describeInBrowser, launch, openPage } from './browser.js';
import { apiRequests, type CatalogApp, startCatalogApp } from './catalog-app.js';

/** What the panel gets as an event, as far as the tests read it. */
interface State {
  readonly totals: Record<'requests' | 'grants' | 'joined' | 'failed', number> & {
    readonly results: Record<string, number>;
  };
}

describeInBrowser("the sample's panel", () => {
  let sample: CatalogApp;
  let browser: Browser;
  let page: Page;
  let album = 500;
  /** How many requests the fake had, and what they came to, when the tests began: its first search may time out. */
  let start: { readonly requests: number; readonly results: Record<string, number> };

  beforeAll(async () => {
    sample = await startCatalogApp();
    await sample.noCallers();
    await fetch(`${sample.url}/search?q=light`); // the fake makes its index
    start = { requests: sample.fake().requests.length, results: (await state()).totals.results };
    browser = await launch();
    page = await openPage(browser);
    await page.goto(sample.url);
    await page.locator('.hero .code').waitFor();
  });

  afterAll(async () => {
    await browser.close();
    await sample.app.close();
  });

  const button = (name: string) => page.getByRole('button', { name });
  const story = () => page.locator('.said').textContent();

  /** Presses, and waits until the story of that press is over. */
  async function press(name: string): Promise<string> {
    const number = Number(await page.locator('.said').getAttribute('data-number'));
    await button(name).click();
    await page.locator(`.said.over[data-number="${number + 1}"]`).waitFor();
    return (await story()) ?? '';
  }

  async function shownRequests(): Promise<number> {
    const text = await page.locator('.totals').textContent();
    const [, digits = ''] = /([\d,]+) requests? to Spotify/.exec(text ?? '') ?? [];
    return Number(digits.replaceAll(',', ''));
  }

  async function state(): Promise<State> {
    const response = await fetch(`${sample.url}/inside/events?mode=extended`);
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      const [, data] = /^data: (.*)$/m.exec(chunk) ?? [];
      if (data) return JSON.parse(data) as State;
    }
    throw new Error('no event came');
  }

  /** The panel's numbers are the fake's own, and an album that nobody has seen can still be opened. */
  async function expectTruth(): Promise<void> {
    const fake = sample.fake();
    await until(async () => (await shownRequests()) === apiRequests(fake));
    const { totals } = await state();
    const { timeout: _, ...received } = start.results; // of which the fake knows nothing
    for (const { service, status } of fake.requests.slice(start.requests)) {
      if (service === 'api' && status) received[status] = (received[status] ?? 0) + 1;
    }
    expect(totals.results).toMatchObject(received);
    expect(totals.grants).toBe(
      fake.requests.filter(({ service }) => service === 'accounts').length,
    );
    await page.goto(`${sample.url}/#album/${fake.catalog.albumId(++album)}`);
    await page.locator('.hero .code', { hasText: fake.catalog.albumId(album) }).waitFor();
  }

  it('shows what went on for the page', async () => {
    expect(await page.locator('[data-gauge=gate]').textContent()).toMatch(/^Gate open/);
    expect(await page.locator('[data-gauge=token]').textContent()).toMatch(/^Token lives (59|60):/);
    expect(await page.locator('.log li').first().textContent()).toMatch(
      /^\/[a-z{}/-]+(sent|cached)/,
    );
    await expectTruth();
  });

  it('waits out a rate limit', async () => {
    await button('Rate limit, 5 s').click();
    await page.getByText(/^Gate shut, \d\.\d s$/).waitFor();
    expect(await page.locator('pre').textContent()).toBe('fake.rateLimitNext({ retryAfter: 5 })');
    await page.locator('.said.over').waitFor();
    expect(await story()).toMatch(/Nothing was sent until then.* [5-9]\.\d s at most.*none failed/);
    await page.locator('rect.limited').waitFor({ state: 'attached' });
    await page.getByText('Gate open').waitFor();
    expect((await state()).totals.results['429']).toBe(1);
    await expectTruth();
  });

  it('closes only the bucket whose quota is spent', async () => {
    expect(await press('Spend a quota')).toMatch(
      /^The quota of \/artists\/{id} is spent.*SpotifyRateLimitError/,
    );
    expect(await page.locator('.buckets').textContent()).toMatch(
      /\/artists\/{id} quota-exceeded, opens in (1:00|0:5\d)/,
    );
    await page.goto(`${sample.url}/#artist/${sample.fake().catalog.artistId(900)}`);
    await page.getByText('Spotify wants a pause').waitFor();
    const id = sample.fake().catalog.artistId(901);
    const ofTheOther = await fetch(`${sample.url}/artists/${id}?mode=development`);
    expect(ofTheOther.status).toBe(200);
    await expectTruth();
  });

  it.each([
    ['Fail 3 times', '503', 3, /sent 3 requests again.*none failed/],
    ['Hang once', 'timeout', 1, /timeout of 3 s.* [3-5]\.\d s in all, and no call failed/],
    ['Cut the line', 'ECONNRESET', 1, /ECONNRESET.*sent 1 request again.*no call failed/],
    ['Expire tokens', '401', 1, /1 new token did for all/],
    ['Refuse the grant', '401', 1, /invalid_client\. 1 call failed with SpotifyAuthError/],
  ])('tells what it did after "%s"', async (name, result, times, told) => {
    const before = (await state()).totals.results[result] ?? 0;
    expect(await press(name)).toMatch(told);
    expect((await state()).totals.results[result]).toBe(before + times);
    await expectTruth();
  });

  it('serves a flood of callers with one batch', async () => {
    const before = (await state()).totals;
    expect(await press('Flood of callers')).toMatch(/: 1 request did for them.* 450 joined/);
    const { totals } = await state();
    expect(totals.requests).toBe(before.requests + 1);
    expect(totals.joined).toBe(before.joined + 450);
    await expectTruth();
  });

  it('slows the fake down', async () => {
    const slider = page.getByRole('slider', { name: 'Latency' });
    await slider.fill('200');
    await until(() => sample.fake().latency === 200);
    expect(await page.locator('pre').textContent()).toBe('fake.latency = 200');
    await page.goto(`${sample.url}/#track/${sample.fake().catalog.trackId(9999)}`);
    const pill = page.locator('.hero .code', { hasText: 'tracks' }).locator('.pill');
    expect(Number(/[\d.]+/.exec((await pill.textContent()) ?? ''))).toBeGreaterThan(100);
    await slider.fill('0');
    await until(() => sample.fake().latency === 0);
  });

  it('lets visitors call, as many as one likes', async () => {
    const slider = page.getByRole('slider', { name: 'Callers' });
    const before = await shownRequests();
    await slider.fill('60');
    await until(async () => (await shownRequests()) > before + 20);
    await page.waitForFunction(
      "parseInt(document.querySelector('[data-value=calls-per-second]').textContent) > 0",
    );
    await slider.fill('0');
    await expectTruth();
  });

  it('keeps the focus where it is while events come, and pauses the list of calls', async () => {
    const pause = button('Pause');
    await pause.focus();
    await page.keyboard.press('Enter');
    const first = await page.locator('.log li').first().textContent();
    const requests = await shownRequests();
    await fetch(`${sample.url}/tracks/${sample.fake().catalog.trackId(12_345)}`);
    await until(async () => (await shownRequests()) > requests);
    expect(await page.locator('.log li').first().textContent()).toBe(first);
    expect(await pause.evaluate((node) => node === node.ownerDocument.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.locator('.log code', { hasText: '/tracks/{id}' }).first().waitFor();
  });

  it('shows the other client when the mode is switched', async () => {
    await button('development').click();
    await until(async () => (await shownRequests()) === apiRequests(sample.fake('development')));
    await button('extended').click();
    await expectTruth();
  });

  it('has no such fault as another name', async () => {
    for (const name of ['toString', 'nothing']) {
      const response = await fetch(`${sample.url}/inside/faults/${name}`, { method: 'POST' });
      expect(response.status).toBe(404);
    }
    for (const path of ['latency?ms=-1', 'latency?ms=x', 'callers?perSecond=101', 'callers']) {
      const response = await fetch(`${sample.url}/inside/${path}`, { method: 'POST' });
      expect(response.status).toBe(400);
    }
  });
});
