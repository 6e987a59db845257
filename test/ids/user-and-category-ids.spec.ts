import { parseSpotifyId, SpotifyBadRequestError } from 'nestjs-spotify';
import { client } from '../support/client.js';
import { TestFake } from '../support/fake.js';

describe("a user's id", () => {
  it.each([
    ['smedjan', 'smedjan'],
    ['spotify:user:smedjan', 'smedjan'],
    ['https://open.spotify.com/user/smedjan', 'smedjan'],
    ['https://open.spotify.com/user/smedjan?si=abc', 'smedjan'],
    ['https://open.spotify.com/intl-sv/user/smedjan/', 'smedjan'],
    ['https://open.spotify.com/user/a%2Fb%20%C3%A4', 'a/b ä'],
    ['spotify:user:50%25', '50%'],
    ['spotify:user:50%', '50%'],
    ['a/b?c#d&e', 'a/b?c#d&e'],
    ['...', '...'],
    ['x'.repeat(100), 'x'.repeat(100)],
  ])('is read from %s', (input, id) => {
    expect(parseSpotifyId(input, 'user')).toBe(id);
  });

  it.each([
    '',
    '.',
    '..',
    ' ',
    'x'.repeat(101),
    'a\nb',
    '🌧'.slice(0, 1),
    'spotify:user:',
    'spotify:user:..',
    'spotify:user:%2e%2e',
    'spotify:artist:smedjan',
    'spotify:user:smedjan:playlist:37i9dQZF1DX4sWSpwq3LiO',
    'https://open.spotify.com/user/',
    'https://open.spotify.com/artist/smedjan',
    'https://example.com/user/smedjan',
    7,
    null,
  ])('is not %j', (input) => {
    expect(() => parseSpotifyId(input as string, 'user')).toThrow(SpotifyBadRequestError);
  });
});

describe("a category's id", () => {
  it.each(['jazz', '0JQ5DAqbMKFQ00XGBls6ym', 'rnb & soul'])('may be %s', (id) => {
    expect(parseSpotifyId(id, 'category')).toBe(id);
  });

  it.each(['', '..', 'spotify:user:smedjan', 'https://example.com'])('is not %j', (id) => {
    expect(() => parseSpotifyId(id, 'category')).toThrow(SpotifyBadRequestError);
  });
});

describe('a name in a path', () => {
  it.each(['a/b', '../me', '%2e%2e', 'a?b#c', 'ä ö', '$&'])(
    'is percent-encoded: %s',
    async (name) => {
      const fake = new TestFake({ quotaMode: 'extended' });
      const { catalog } = await client(fake);
      await Promise.allSettled([catalog.users.get(name), catalog.browse.category(name)]);
      const paths = fake.apiRequests().map(({ path }) => path);
      const encoded = encodeURIComponent(name);
      expect(paths).toEqual([`/v1/users/${encoded}`, `/v1/browse/categories/${encoded}`]);
    },
  );
});
