import {
  parseSpotifyId,
  parseSpotifyLink,
  SpotifyBadRequestError,
  type SpotifyIdType,
} from 'nestjs-spotify';

const ID = '4aawyAB9vmqN3uQ7FjRGTy';

const LINKS: readonly [text: string, type: SpotifyIdType, id?: string][] = [
  [`spotify:track:${ID}`, 'track'],
  [`SPOTIFY:Track:${ID}`, 'track'],
  [`spotify:user:some.body:playlist:${ID}`, 'playlist'],
  [`https://open.spotify.com/album/${ID}`, 'album'],
  [`https://open.spotify.com/album/${ID}?si=abc#top`, 'album'],
  [`http://open.spotify.com/artist/${ID}/`, 'artist'],
  [`https://play.spotify.com/track/${ID}`, 'track'],
  [`https://open.spotify.com/user/some%20body/playlist/${ID}`, 'playlist'],
  [`https://open.spotify.com/intl-pt-br/episode/${ID}`, 'episode'],
  [`https://open.spotify.com/embed/show/${ID}`, 'show'],
  [`https://open.spotify.com/intl-de/embed/show/${ID}`, 'show'],
  [`https://open.spotify.com/embed-podcast/episode/${ID}?t=3`, 'episode'],
  [`https://open.spotify.com/embed?uri=spotify:track:${ID}`, 'track'],
  [`https://open.spotify.com/embed/?uri=spotify%3Aalbum%3A${ID}&theme=0`, 'album'],
  [`https://embed.spotify.com/?uri=https://open.spotify.com/artist/${ID}`, 'artist'],
  [`https://open.spotify.com/artist/${ID}/discography/all`, 'artist'],
  [`https://open.spotify.com/album/${ID}/disc1`, 'album'],
  [`https://open.spotify.com/TRACK/${ID}`, 'track'],
  [`HTTPS://OPEN.SPOTIFY.COM/track/${ID}`, 'track'],
  [`open.spotify.com/track/${ID}?si=1`, 'track'],
  [`//open.spotify.com/track/${ID}`, 'track'],
  [`  https://open.spotify.com/track/${ID}\r\n`, 'track'],
  [`\tspotify:track:${ID}\n`, 'track'],
  [`<https://open.spotify.com/track/${ID}>`, 'track'],
  [` < open.spotify.com/track/${ID} > `, 'track'],
  ['spotify:user:some%20body', 'user', 'some body'],
  ['open.spotify.com/user/some.body\n', 'user', 'some.body'],
  ['https://open.spotify.com/user/smedjan/playlists', 'user', 'smedjan'],
];

describe('a link or URI', () => {
  it.each(LINKS)('%j refers to one %s', (text, type, id = ID) => {
    expect(parseSpotifyLink(text)).toEqual({ type, id });
    expect(parseSpotifyId(text, type)).toBe(id);
  });

  it.each([
    ID,
    '',
    'hello',
    'smedjan',
    `track/${ID}`,
    `spotify:track:${ID}0`,
    `spotify:concert:${ID}`,
    `spotify:track:${ID}:x`,
    `https://open.spotify.com/concert/${ID}`,
    `https://open.spotify.com/track/${ID}0`,
    `https://open.spotify.com/${ID}`,
    `https://open.spotify.com.example.com/track/${ID}`,
    `https://open.spotify.com@example.com/track/${ID}`,
    `open.spotify.com.example.com/track/${ID}`,
    `https://example.com/track/${ID}`,
    `https://example.com/?uri=spotify:track:${ID}`,
    `ftp://open.spotify.com/track/${ID}`,
    `javascript:open.spotify.com/track/${ID}`,
    'https://spotify.link/abc',
    'https://open.spotify.com/embed?uri=https://open.spotify.com/embed?uri=x',
    'spotify:user:..',
    'https://open.spotify.com/user/%2e%2e',
    `<https://open.spotify.com/track/${ID}`,
  ])('is not %j', (text) => {
    expect(parseSpotifyLink(text)).toBeUndefined();
    expect(() => parseSpotifyId(text === ID ? 'x' : text, 'track')).toThrow(SpotifyBadRequestError);
  });

  it.each([null, undefined, 42, {}])('is not %j, which is not a string', (text) => {
    expect(parseSpotifyLink(text as never)).toBeUndefined();
  });

  it('of a show may refer to an audiobook, and of an episode to a chapter', () => {
    expect(parseSpotifyId(`open.spotify.com/show/${ID}`, 'audiobook')).toBe(ID);
    expect(parseSpotifyId(`spotify:episode:${ID}`, 'chapter')).toBe(ID);
    expect(() => parseSpotifyId(`spotify:track:${ID}`, 'chapter')).toThrow('a link to a track');
  });
});

describe('an id', () => {
  it.each([` ${ID}`, `${ID}\r\n`, `<${ID}>`])(
    'may have white space or angle brackets around it: %j',
    (text) => {
      expect(parseSpotifyId(text, 'album')).toBe(ID);
    },
  );
});
