import { SpotifyRateLimitError } from 'nestjs-spotify';
import { client } from '../../support/client.js';
import { setClocksAhead } from '../../support/clock.js';
import { TestFake } from '../../support/fake.js';

const HOUR = 3600;

async function start(options: { maxWait?: number } = {}) {
  const fake = new TestFake({ expiresIn: 1000 * HOUR });
  const { catalog } = await client(fake, { cache: { minTtl: 0 }, rateLimit: options });
  const album = (n: number) => catalog.albums.get(fake.catalog.albumId(n));
  return { fake, album };
}

describe('a stale response, during a rate limit that the call could wait for', () => {
  it('is served at once to a call whose own request meets the 429', async () => {
    const { fake, album } = await start();
    const first = await album(0);
    setClocksAhead(2 * HOUR);
    fake.rateLimitNext({ retryAfter: 20 });
    expect(await album(0)).toBe(first); // long before the 20 s are over, or the test would time out
    expect(fake.apiRequests().map(({ status }) => status)).toEqual([200, 429]);
  });

  it('is served at once to later calls, without a request', async () => {
    const { fake, album } = await start({ maxWait: 20_000 });
    const first = await album(0);
    setClocksAhead(2 * HOUR);
    fake.rateLimitNext({ retryAfter: 25 });
    await expect(album(1)).rejects.toThrow(SpotifyRateLimitError); // starts the pause of the rate limit
    fake.requests.length = 0;
    for (let n = 0; n < 3; n += 1) expect(await album(0)).toBe(first);
    expect(fake.apiRequests()).toHaveLength(0);
  });

  it('is revalidated once the limit has passed', async () => {
    const { fake, album } = await start();
    const first = await album(0);
    setClocksAhead(2 * HOUR);
    fake.rateLimitNext({ retryAfter: 20 });
    await album(0);
    setClocksAhead(2 * HOUR + 21);
    expect(await album(0)).toBe(first);
    expect(fake.apiRequests().map(({ status }) => status)).toEqual([200, 429, 304]);
  });

  it('is not served after more than a day, when the call waits instead', async () => {
    const { fake, album } = await start({ maxWait: 10_000 });
    await album(0);
    setClocksAhead(26 * HOUR);
    fake.rateLimitNext({ retryAfter: 20 });
    await expect(album(0)).rejects.toThrow(SpotifyRateLimitError);
  });
});
