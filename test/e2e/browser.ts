import { existsSync } from 'node:fs';
import { jest } from '@jest/globals';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { describeUnless } from '../support/describe-unless.js';

const CHROMIUM = '/usr/bin/chromium';
const ARGS =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking';

/** Ends only what hangs: a browser on a busy machine is slow. */
const TIMEOUT_MS = 60_000;

jest.setTimeout(3 * TIMEOUT_MS);

/** CI must have a browser; elsewhere the title says why the tests are skipped. */
const hasBrowser = existsSync(CHROMIUM) || process.env['CI'] !== undefined;

export function describeInBrowser(title: string, tests: () => void): void {
  describeUnless(!hasBrowser && `there is no ${CHROMIUM}`, title, tests);
}

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: ARGS.split(' ') });
}

/** A page that waits for states, as long as a slow machine needs. */
export async function openPage(browser: Browser, options?: BrowserContextOptions): Promise<Page> {
  const page = await browser.newPage(options);
  page.setDefaultTimeout(TIMEOUT_MS);
  return page;
}
