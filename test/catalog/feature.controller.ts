import { Controller, Get, Param, Query, UseFilters } from '@nestjs/common';
import { ParseSpotifyIdPipe, SpotifyCatalogService, SpotifyExceptionFilter } from 'nestjs-spotify';

/** An app's feature, written once for both quota modes. */
@Controller()
@UseFilters(SpotifyExceptionFilter)
export class FeatureController {
  constructor(private readonly catalog: SpotifyCatalogService) {}

  @Get('albums/:id')
  async album(@Param('id', new ParseSpotifyIdPipe('album')) id: string) {
    const album = await this.catalog.albums.get(id);
    return { name: album.name, tracks: await this.catalog.albums.tracks(id).toArray() };
  }

  @Get('artists/:id')
  async artist(@Param('id', new ParseSpotifyIdPipe('artist')) id: string) {
    const { name } = await this.catalog.artists.get(id);
    const albums = await this.catalog.artists.albums(id).toArray({ max: 30 });
    return { name, albums: albums.map((album) => album.name) };
  }

  @Get('tracks')
  async tracks(@Query('ids') ids: string) {
    const tracks = await this.catalog.tracks.getMany(ids.split(','));
    return tracks.map((track) => track && { name: track.name, album: track.album.name });
  }

  @Get('playlists/:id')
  async playlist(@Param('id', new ParseSpotifyIdPipe('playlist')) id: string) {
    const { name, owner } = await this.catalog.playlists.get(id);
    return { name, owner: owner.id };
  }

  @Get('search')
  async search(@Query('q') q: string) {
    const tracks = await this.catalog.search.tracks(q).toArray({ max: 60 });
    const { albums, playlists } = await this.catalog.search.query(q, ['album', 'playlist']);
    const totals = playlists.items.flatMap((playlist) => playlist?.items.total ?? []);
    return { tracks: tracks.map(({ name }) => name), albums: albums.items.length > 0, totals };
  }

  @Get('shows/:id')
  async show(@Param('id', new ParseSpotifyIdPipe('show')) id: string) {
    const { name, total_episodes } = await this.catalog.shows.get(id);
    const episodes = await this.catalog.shows.episodes(id).toArray();
    return { name, total_episodes, episodes: episodes.map((episode) => episode.name) };
  }
}
