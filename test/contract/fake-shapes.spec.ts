import { readFileSync } from 'node:fs';
import { FakeSpotify } from '../../lib/testing/fake-spotify.js';
import { getterOf } from '../testing/fake.client.js';
import { describeWithRecordings } from './recordings.js';
import { type Shapes, shapesOf, statesMissing } from './shapes.js';

const RECORDINGS = '../shared/spotify/recordings';

/** What the fake sends and no recording since 2024 has, and why. */
const FAKE_ONLY: Readonly<Record<string, string>> = {
  ...because('no album, show or local file was recorded with a market', [
    'album without an id.available_markets: absent',
    'chapter.available_markets: absent',
    'simplified audiobook.available_markets: absent',
    'simplified show.available_markets: absent',
    'album.available_markets: absent',
    'album.is_playable: boolean',
    'simplified track.available_markets: absent',
    'simplified track.is_playable: boolean',
    'track without an id.available_markets: absent',
  ]),
  ...because('nothing that a market restricts or relinks was recorded since 2024', [
    'album.restrictions: object',
    'simplified album.restrictions: object',
    'simplified track.restrictions: object',
    'track.linked_from: object',
    'track.restrictions: object',
  ]),
  ...because('recorded before 2024', [
    'linked track.id: null',
    'playlist.images: null',
    'playlist.public: null',
    'simplified show.html_description: null',
    'simplified playlist.images: null',
    'simplified playlist.public: null',
  ]),
  ...because('documented: an entry whose content is gone, a description that is not there', [
    'playlist entry.track: null',
    'playlist.description: null',
    'simplified playlist.description: null',
  ]),
  ...because('one chapter was recorded, with a user’s token', [
    'chapter.description: string',
    'chapter.html_description: empty string',
    'chapter.is_playable: absent',
  ]),
  ...because('an empty page, and an empty list of pictures, are ordinary', [
    'page.items: empty array',
    'playlist.images: empty array',
  ]),
  ...because('a playlist’s episodes and local files carry the same marks as its tracks', [
    'track without an id.episode: boolean',
    'track without an id.track: boolean',
    'episode.episode: boolean',
    'episode.track: boolean',
  ]),
};

/** What recordings since 2024 have and the fake never sends, and why. */
const RECORDED_ONLY: Readonly<Record<string, string>> = {
  ...because('for users’ tokens only', [
    'chapter.resume_point: object',
    'episode.resume_point: object',
  ]),
  ...because('of an app that got old and new names in March 2026', [
    'playlist entry.item: object',
    'playlist.items: object',
  ]),
  ...because('the fake knows every language', ['episode.language: empty string']),
  ...because('the fake has no sound', [
    'episode.audio_preview_url: string',
    'simplified track.preview_url: string',
    'track.preview_url: string',
  ]),
  ...because('leftovers of what was taken off Spotify', [
    'simplified album.images: empty array',
    'simplified album.name: empty string',
    'simplified artist.name: empty string',
    'track.external_ids: empty object',
    'track.name: empty string',
  ]),
};

/** Kinds that the fake does not have. */
const KINDS_RECORDED_ONLY: Readonly<Record<string, string>> = {
  ...because('for users’ tokens only', ['resume_point']),
  ...because('what is left of an episode that was taken off Spotify', [
    'episode without an id',
    'show without an id',
  ]),
};

function because(reason: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, reason]));
}

function recorded(): Shapes {
  const manifest = JSON.parse(readFileSync(`${RECORDINGS}/manifest.json`, 'utf8')) as {
    file: string;
    status: number;
    year: number;
  }[];
  return shapesOf(
    manifest
      .filter(({ status, year }) => status === 200 && year >= 2024)
      .map(({ file }) => JSON.parse(readFileSync(`${RECORDINGS}/${file}`, 'utf8')) as unknown),
  );
}

function some(count: number, path: (n: number) => string): string[] {
  return Array.from({ length: count }, (_, n) => path(n));
}

/** The fake's responses to what was recorded, with a market and without. */
async function given(): Promise<unknown[]> {
  const fake = new FakeSpotify({ quotaMode: 'extended' });
  const { catalog } = fake;
  const get = await getterOf(fake);
  const paths = [
    ...some(80, (n) => `/albums/${catalog.albumId(n)}`),
    ...some(3, (n) => `/albums/${catalog.albumId(n)}/tracks?limit=50`),
    ...some(120, (n) => `/tracks/${catalog.trackId(n)}`),
    ...some(12, (n) => `/artists/${catalog.artistId(n)}`),
    `/artists/${catalog.artistId(8)}/albums?limit=3&offset=3`,
    `/artists/${catalog.artistId(8)}/related-artists`,
    ...some(24, (n) => `/playlists/${catalog.playlistId(n)}`),
    ...some(24, (n) => `/playlists/${catalog.playlistId(n)}/images`),
    `/users/${catalog.userId(4)}/playlists?limit=50`,
    // Of shows 0, 3 and 5, the second is available without a market, and the third has episodes with missing fields.
    ...[0, 8, 17, 234, 235, 239, 307, 308, 310].map((n) => `/episodes/${catalog.episodeId(n)}`),
    // Of audiobooks 0 and 3, the latter is available without a market.
    ...[0, 1, 2, 59, 60, 61, 62].map((n) => `/chapters/${catalog.chapterId(n)}`),
    '/search?q=love&type=track,album,artist&limit=10',
    '/search?q=love&type=track,album,artist&limit=10&offset=10',
    '/browse/new-releases',
    `/audio-features/${catalog.trackId(0)}`,
  ];
  const responses = await Promise.all(
    paths.flatMap((path) => [path, `${path}${path.includes('?') ? '&' : '?'}market=US`]).map(get),
  );
  return responses.filter(({ status }) => status === 200).map(({ data }) => data);
}

describeWithRecordings('the shapes of the fake’s objects', () => {
  let fake: Shapes;
  let spotify: Shapes;

  beforeAll(async () => {
    spotify = recorded();
    fake = shapesOf(await given());
  });

  it('are as recorded, with the exceptions listed', () => {
    expect([...statesMissing(fake, spotify)].toSorted()).toEqual(Object.keys(FAKE_ONLY).toSorted());
  });

  it('include what was recorded, with the exceptions listed', () => {
    expect([...statesMissing(spotify, fake)].toSorted()).toEqual(
      Object.keys(RECORDED_ONLY).toSorted(),
    );
  });

  it('include every kind of object that was recorded', () => {
    expect([...spotify.keys()].filter((kind) => !fake.has(kind)).toSorted()).toEqual(
      Object.keys(KINDS_RECORDED_ONLY).toSorted(),
    );
  });
});
