import {
  expectTypeOf,
  type StrictEqualUsingTSInternalIdenticalToOperator as Same,
} from 'expect-type';
import type {
  Album,
  Artist,
  ArtistDiscographyAlbum,
  AudioAnalysis,
  Audiobook,
  AudioFeatures,
  Category,
  Chapter,
  Episode,
  LocalTrack,
  Page,
  Playlist,
  PlaylistItem,
  PublicUser,
  Recommendations,
  SearchPages,
  Show,
  SimplifiedAlbum,
  SimplifiedPlaylist,
  SpotifyCatalogService,
  Track,
} from 'nestjs-spotify';

// The compiler is the test, as in catalog.types.ts: each @ts-expect-error marks code that would fail at run time.

declare const catalog: SpotifyCatalogService;
declare const album: Album;
declare const artist: Artist;
declare const chapter: Chapter;
declare const entry: PlaylistItem;
declare const episode: Episode;
declare const playlist: Playlist;
declare const listed: SimplifiedPlaylist;
declare const track: Track;

// A playlist may have no image, and no number of entries.
// @ts-expect-error null where there is no image
void playlist.images.length;
// @ts-expect-error the same in lists
void listed.images.map(({ url }) => url);
expectTypeOf(playlist.images?.[0]?.url).toEqualTypeOf<string | undefined>();
// @ts-expect-error null where Spotify does not say
void listed.items.total.toFixed();
// @ts-expect-error null where it is neither
void playlist.public.valueOf();
// @ts-expect-error absent for apps in development mode
void playlist.items.total;

// An image's size may be unknown.
// @ts-expect-error null where unknown
void album.images[0]?.width.toFixed();

// A local file has no id; `is_local` of the entry or of the track tells so.
// @ts-expect-error null in local files
void catalog.tracks.getMany([entry.item?.id ?? '', entry.item.id]);
// @ts-expect-error the entry may be a local file
void catalog.tracks.get(entry.item!.id);
// @ts-expect-error a local file's album has no date
void (entry.item?.type === 'track' && entry.item.album.release_date.length);
// @ts-expect-error a local file's artists have no page
void (entry.item?.type === 'track' && entry.item.artists[0]?.external_urls.spotify.length);
if (entry.is_local) {
  expectTypeOf(entry.item).toEqualTypeOf<LocalTrack | null>();
  expectTypeOf<LocalTrack['id']>().toEqualTypeOf<null>();
} else {
  expectTypeOf(entry.item).toEqualTypeOf<Track | Episode | null>();
  void catalog.tracks.getMany(entry.item?.type === 'track' ? [entry.item.id] : []);
}
declare const found: Track | LocalTrack;
expectTypeOf(found.is_local ? null : found.id).toEqualTypeOf<string | null>();

// Under its former name an entry's item is not filled in.
// @ts-expect-error may be missing
void playlist.tracks?.items[0]?.item.type;

// A chapter is no episode.
// @ts-expect-error never true
void (chapter.type === 'episode');
expectTypeOf<Chapter['type']>().toEqualTypeOf<'chapter'>();

// Fields that depend on the market are absent without one.
expectTypeOf<Chapter['is_playable']>().toEqualTypeOf<boolean | undefined>();
expectTypeOf<Episode['is_playable']>().toEqualTypeOf<boolean | undefined>();
expectTypeOf<SimplifiedAlbum['is_playable']>().toEqualTypeOf<boolean | undefined>();

// Some fields of a show inside an episode, and of a track inside an album, may be null.
// @ts-expect-error null in some episodes
void episode.show.html_description.length;
// @ts-expect-error null in some episodes
void episode.show.total_episodes.toFixed();
// @ts-expect-error null on some of an album's tracks
void album.tracks.items[0]?.linked_from?.id.length;

// What development mode lacks is optional, unless the app says that it has extended quota: see types.spec.ts.
// @ts-expect-error absent for apps in development mode
void artist.popularity.toFixed();
// @ts-expect-error absent for apps in development mode
void track.popularity.toFixed();

// Responses are shared and frozen: nothing in them can be written to.
// @ts-expect-error readonly
void album.tracks.items.push();
// @ts-expect-error readonly
void album.artists.splice(0);
// @ts-expect-error readonly
album.name = '';
// @ts-expect-error readonly
album.tracks.items[0]!.artists[0]!.name = '';
// @ts-expect-error readonly
void catalog.artists.topTracks('').then((tracks) => tracks.push());

/** `true` where something at any depth of `T` can be written to, else `never`. */
type Mutable<T> = T extends string
  ? never
  : T extends readonly (infer Item)[]
    ? T extends unknown[]
      ? true
      : Mutable<Item>
    : T extends object
      ? {
          [K in keyof T]-?:
            | (Same<Pick<T, K>, Readonly<Pick<T, K>>> extends true ? never : true)
            | Mutable<T[K]>;
        }[keyof T]
      : never;

type Models = readonly [
  Album,
  Artist,
  ArtistDiscographyAlbum,
  AudioAnalysis,
  AudioFeatures,
  Audiobook,
  Category,
  Chapter,
  Episode,
  Page<Track>,
  Playlist,
  PublicUser,
  Recommendations,
  SearchPages,
  Show,
  SimplifiedPlaylist,
  Track,
];
expectTypeOf<Mutable<Models[number]>>().toBeNever();
expectTypeOf<Mutable<{ readonly deep: readonly { name: string }[] }>>().toEqualTypeOf<true>();
expectTypeOf<Mutable<{ readonly deep: string[] }>>().toEqualTypeOf<true>();
