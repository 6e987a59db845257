import { expectTypeOf } from 'expect-type';
import {
  searchQuery,
  type Album,
  type Artist,
  type ArtistDiscographyAlbum,
  type AudioAnalysis,
  type Audiobook,
  type AudioFeatures,
  type Category,
  type Chapter,
  type DeepPartial,
  type Episode,
  type Image,
  type Page,
  type Playlist,
  type PlaylistItem,
  type PublicUser,
  type Recommendations,
  type SearchResults,
  type Show,
  type SimplifiedAlbum,
  type SimplifiedAudiobook,
  type SimplifiedChapter,
  type SimplifiedEpisode,
  type SimplifiedPlaylist,
  type SimplifiedShow,
  type SimplifiedTrack,
  type SpotifyCatalogService,
  type SpotifyPager,
  type Track,
} from 'nestjs-spotify';

/** What a method of a service returns. */
type Result<
  S extends keyof SpotifyCatalogService,
  M extends keyof SpotifyCatalogService[S],
> = SpotifyCatalogService[S][M] extends (...args: never[]) => infer R ? R : never;

declare const catalog: SpotifyCatalogService;

// The compiler is the test: `npm run typecheck` fails where one of these does not hold, and so does types.spec.ts.

// The types of single objects are their full forms.
expectTypeOf<Result<'albums', 'get'>>().toEqualTypeOf<Promise<Album>>();
expectTypeOf<Result<'artists', 'get'>>().toEqualTypeOf<Promise<Artist>>();
expectTypeOf<Result<'audiobooks', 'get'>>().toEqualTypeOf<Promise<Audiobook>>();
expectTypeOf<Result<'browse', 'category'>>().toEqualTypeOf<Promise<Category>>();
expectTypeOf<Result<'chapters', 'get'>>().toEqualTypeOf<Promise<Chapter>>();
expectTypeOf<Result<'episodes', 'get'>>().toEqualTypeOf<Promise<Episode>>();
expectTypeOf<Result<'playlists', 'get'>>().toEqualTypeOf<Promise<Playlist>>();
expectTypeOf<Result<'shows', 'get'>>().toEqualTypeOf<Promise<Show>>();
expectTypeOf<Result<'tracks', 'get'>>().toEqualTypeOf<Promise<Track>>();
expectTypeOf<Result<'tracks', 'audioFeatures'>>().toEqualTypeOf<Promise<AudioFeatures>>();
expectTypeOf<Result<'tracks', 'audioAnalysis'>>().toEqualTypeOf<Promise<AudioAnalysis>>();
expectTypeOf<Result<'users', 'get'>>().toEqualTypeOf<Promise<PublicUser>>();
expectTypeOf<Result<'recommendations', 'get'>>().toEqualTypeOf<Promise<Recommendations>>();

// find() gives null for an unknown id.
expectTypeOf<Result<'albums', 'find'>>().toEqualTypeOf<Promise<Album | null>>();
expectTypeOf<Result<'albums', 'findByUpc'>>().toEqualTypeOf<Promise<Album | null>>();
expectTypeOf<Result<'artists', 'find'>>().toEqualTypeOf<Promise<Artist | null>>();
expectTypeOf<Result<'audiobooks', 'find'>>().toEqualTypeOf<Promise<Audiobook | null>>();
expectTypeOf<Result<'chapters', 'find'>>().toEqualTypeOf<Promise<Chapter | null>>();
expectTypeOf<Result<'episodes', 'find'>>().toEqualTypeOf<Promise<Episode | null>>();
expectTypeOf<Result<'playlists', 'find'>>().toEqualTypeOf<Promise<Playlist | null>>();
expectTypeOf<Result<'shows', 'find'>>().toEqualTypeOf<Promise<Show | null>>();
expectTypeOf<Result<'tracks', 'find'>>().toEqualTypeOf<Promise<Track | null>>();
expectTypeOf<Result<'tracks', 'findByIsrc'>>().toEqualTypeOf<Promise<Track | null>>();
expectTypeOf<Result<'users', 'find'>>().toEqualTypeOf<Promise<PublicUser | null>>();

// The object that a link leads to is a union discriminated by `type`.
declare const resolved: Awaited<ReturnType<SpotifyCatalogService['resolve']>>;
if (resolved.type === 'audiobook') expectTypeOf(resolved).toEqualTypeOf<Audiobook>();
if (resolved.type === 'album') expectTypeOf(resolved).toEqualTypeOf<Album>();
if (resolved.type === 'user') expectTypeOf(resolved).toEqualTypeOf<PublicUser>();

// A field filter makes the result deeply partial; the first item of a list is not null.
expectTypeOf(() => catalog.playlists.get('', { fields: 'name' })).returns.resolves.toEqualTypeOf<
  DeepPartial<Playlist>
>();
expectTypeOf(() =>
  catalog.playlists.items('', { fields: 'items(added_at)' }),
).returns.toEqualTypeOf<SpotifyPager<DeepPartial<PlaylistItem> | null>>();
expectTypeOf(() => catalog.search.playlists('').first()).returns.resolves.toEqualTypeOf<
  SimplifiedPlaylist | undefined
>();

// A list method also takes the object that contains its first page.
declare const objects: { album: Album; show: Show; audiobook: Audiobook; playlist: Playlist };
void catalog.albums.tracks(objects.album);
void catalog.shows.episodes(objects.show);
void catalog.audiobooks.chapters(objects.audiobook);
void catalog.playlists.items(objects.playlist);

// Arrays of several objects have null for unknown ids.
expectTypeOf<Result<'albums', 'getMany'>>().toEqualTypeOf<Promise<(Album | null)[]>>();
expectTypeOf<Result<'artists', 'getMany'>>().toEqualTypeOf<Promise<(Artist | null)[]>>();
expectTypeOf<Result<'audiobooks', 'getMany'>>().toEqualTypeOf<Promise<(Audiobook | null)[]>>();
expectTypeOf<Result<'chapters', 'getMany'>>().toEqualTypeOf<Promise<(Chapter | null)[]>>();
expectTypeOf<Result<'episodes', 'getMany'>>().toEqualTypeOf<Promise<(Episode | null)[]>>();
expectTypeOf<Result<'shows', 'getMany'>>().toEqualTypeOf<Promise<(SimplifiedShow | null)[]>>();
expectTypeOf<Result<'tracks', 'getMany'>>().toEqualTypeOf<Promise<(Track | null)[]>>();
expectTypeOf<Result<'tracks', 'manyAudioFeatures'>>().toEqualTypeOf<
  Promise<(AudioFeatures | null)[]>
>();

// Lists that come whole are arrays.
expectTypeOf<Result<'artists', 'topTracks'>>().toEqualTypeOf<Promise<readonly Track[]>>();
expectTypeOf<Result<'artists', 'relatedArtists'>>().toEqualTypeOf<Promise<readonly Artist[]>>();
expectTypeOf<Result<'genres', 'seeds'>>().toEqualTypeOf<Promise<readonly string[]>>();
expectTypeOf<Result<'markets', 'list'>>().toEqualTypeOf<Promise<readonly string[]>>();
expectTypeOf<Result<'playlists', 'images'>>().toEqualTypeOf<Promise<readonly Image[]>>();
expectTypeOf<Result<'playlists', 'isFollowedBy'>>().toEqualTypeOf<Promise<boolean>>();

// Paged lists are pagers.
expectTypeOf<Result<'albums', 'tracks'>>().toEqualTypeOf<SpotifyPager<SimplifiedTrack>>();
expectTypeOf<Result<'artists', 'albums'>>().toEqualTypeOf<SpotifyPager<ArtistDiscographyAlbum>>();
expectTypeOf<Result<'audiobooks', 'chapters'>>().toEqualTypeOf<SpotifyPager<SimplifiedChapter>>();
expectTypeOf<Result<'browse', 'categories'>>().toEqualTypeOf<SpotifyPager<Category>>();
expectTypeOf<Result<'browse', 'newReleases'>>().toEqualTypeOf<SpotifyPager<SimplifiedAlbum>>();
expectTypeOf<Result<'browse', 'categoryPlaylists'>>().toEqualTypeOf<
  SpotifyPager<SimplifiedPlaylist | null>
>();
expectTypeOf<Result<'browse', 'featuredPlaylists'>>().toEqualTypeOf<
  SpotifyPager<SimplifiedPlaylist | null>
>();
expectTypeOf<Result<'playlists', 'items'>>().toEqualTypeOf<SpotifyPager<PlaylistItem | null>>();
expectTypeOf<Result<'shows', 'episodes'>>().toEqualTypeOf<SpotifyPager<SimplifiedEpisode>>();
expectTypeOf<Result<'users', 'playlists'>>().toEqualTypeOf<
  SpotifyPager<SimplifiedPlaylist | null>
>();

// A search has the types that were searched for.
expectTypeOf<Result<'search', 'albums'>>().toEqualTypeOf<SpotifyPager<SimplifiedAlbum>>();
expectTypeOf<Result<'search', 'artists'>>().toEqualTypeOf<SpotifyPager<Artist>>();
expectTypeOf<Result<'search', 'audiobooks'>>().toEqualTypeOf<SpotifyPager<SimplifiedAudiobook>>();
expectTypeOf<Result<'search', 'episodes'>>().toEqualTypeOf<SpotifyPager<SimplifiedEpisode>>();
expectTypeOf<Result<'search', 'playlists'>>().toEqualTypeOf<
  SpotifyPager<SimplifiedPlaylist | null>
>();
expectTypeOf<Result<'search', 'shows'>>().toEqualTypeOf<SpotifyPager<SimplifiedShow>>();
expectTypeOf<Result<'search', 'tracks'>>().toEqualTypeOf<SpotifyPager<Track>>();
expectTypeOf<SearchResults<'album' | 'playlist'>>().toEqualTypeOf<{
  readonly albums: Page<SimplifiedAlbum>;
  readonly playlists: Page<SimplifiedPlaylist | null>;
}>();
expectTypeOf(() => catalog.search.query('', ['album', 'show'])).returns.toEqualTypeOf<
  Promise<SearchResults<'album' | 'show'>>
>();
expectTypeOf<SearchResults>().toHaveProperty('tracks').toEqualTypeOf<Page<Track> | undefined>();
expectTypeOf(searchQuery).returns.toEqualTypeOf<string>();

// A pager gives a page when awaited, and items without null when walked.
type Pager = SpotifyPager<PlaylistItem | null>;
expectTypeOf<Awaited<Pager>>().toEqualTypeOf<Page<PlaylistItem | null>>();
expectTypeOf<Awaited<ReturnType<Pager['toArray']>>>().toEqualTypeOf<PlaylistItem[]>();
expectTypeOf<Pager>().toExtend<AsyncIterable<PlaylistItem>>();

// A playlist's items are a union discriminated by `type`.
declare const item: Track | Episode;
expectTypeOf(item.type === 'track' ? item.album.name : item.show.name).toEqualTypeOf<string>();
expectTypeOf<Playlist['items']>().toEqualTypeOf<Page<PlaylistItem | null> | undefined>();
expectTypeOf<Album['album_type']>().toExtend<string>();
expectTypeOf<'ep'>().toExtend<Album['album_type']>();

// Options are refused where the endpoint does not take them.
// @ts-expect-error an artist is the same in every market
void catalog.artists.get('', { market: 'SE' });
// @ts-expect-error one album has no pages
void catalog.albums.get('', { limit: 1 });
// @ts-expect-error there is no such search type
void catalog.search.query('', ['song']);
// @ts-expect-error no such attribute
void catalog.recommendations.get({ minBounciness: 1 });
