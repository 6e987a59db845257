import { Injectable, NotFoundException } from '@nestjs/common';
import { SpotifyAlbumsService, SpotifyArtistsService, SpotifySearchService } from 'nestjs-spotify';

/** An artist's albums, newest first. */
export interface Discography {
  readonly artist: string;
  readonly albums: readonly {
    readonly name: string;
    readonly year: number;
    readonly minutes: number;
  }[];
}

@Injectable()
export class DiscographyService {
  constructor(
    private readonly search: SpotifySearchService,
    private readonly artists: SpotifyArtistsService,
    private readonly albums: SpotifyAlbumsService,
  ) {}

  /** @throws NotFoundException where Spotify finds no such artist */
  async of(name: string): Promise<Discography> {
    const artist = await this.search.artists(name).first();
    if (!artist) throw new NotFoundException(`Spotify knows no artist named ${name}`);
    const list = await this.artists.albums(artist.id, { includeGroups: ['album'] }).toArray();
    const albums = await this.albums.getMany(list.map(({ id }) => id));
    const found = albums.filter((album) => album !== null);
    return {
      artist: artist.name,
      albums: found
        .toSorted((one, other) => other.release_date.localeCompare(one.release_date))
        .map(({ name: title, release_date: date, tracks }) => ({
          name: title,
          year: Number(date.slice(0, 4)),
          minutes: Math.round(
            tracks.items.reduce((ms, track) => ms + track.duration_ms, 0) / 60_000,
          ),
        })),
    };
  }
}
