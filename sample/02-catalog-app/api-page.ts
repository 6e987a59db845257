import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { Clients } from './clients/clients.js';

const description = new DocumentBuilder()
  .setTitle('Catalogue')
  .setDescription("Search Spotify's catalogue; read albums, artists, tracks, shows and playlists.")
  .setVersion('1')
  .build();

/** Ids of the real Spotify, by the first part of a path. */
const SPOTIFY_IDS: Readonly<Record<string, string>> = {
  albums: '4aawyAB9vmqN3uQ7FjRGTy',
  artists: '0TnOYISbd1XYRbk9myaseg',
  playlists: '3cEYpjA9oz9GiPac4AsH4n',
  shows: '38bS44xjbVVZ3No3ByF1dJ',
  tracks: '11dFghVXANMlKmJXsNCbNl',
};

/** The API page at /api, the OpenAPI document at /api-json. */
export function setUpApiPage(app: NestExpressApplication): void {
  const { fake } = app.get(Clients, { strict: false }).of();
  const ids = fake
    ? {
        albums: fake.catalog.albumId(0),
        artists: fake.catalog.artistId(0),
        playlists: fake.catalog.playlistId(0),
        shows: fake.catalog.showId(0),
        tracks: fake.catalog.trackId(0),
      }
    : SPOTIFY_IDS;
  SwaggerModule.setup('api', app, () =>
    withExampleIds(SwaggerModule.createDocument(app, description), ids),
  );
}

/** Gives every `{id}` an example that exists, so that "Execute" works as it is. */
function withExampleIds(
  document: OpenAPIObject,
  ids: Readonly<Record<string, string>>,
): OpenAPIObject {
  for (const [path, { get }] of Object.entries(document.paths)) {
    const [, resource = ''] = path.split('/');
    for (const parameter of get?.parameters ?? []) {
      if ('name' in parameter && parameter.name === 'id') parameter.example = ids[resource];
    }
  }
  return document;
}
