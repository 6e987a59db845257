import { Test } from '@nestjs/testing';
import {
  SpotifyAlbumsService,
  SpotifyHttpService,
  SpotifyModule,
  type SpotifyModuleOptions,
} from 'nestjs-spotify';
import { onCleanup } from '../../support/cleanup.js';

// What the specs beside this mock: the real hosts' token endpoint and one album.

export const ID = '4aawyAB9vmqN3uQ7FjRGTy';
export const TOKEN = { access_token: 'a-token', token_type: 'Bearer', expires_in: 3600 };
export const ALBUM = { id: ID, name: 'Mine' };
export const MISSING = { error: { status: 404, message: 'Resource not found' } };
export const BASIC = `Basic ${Buffer.from('id:secret').toString('base64')}`;

/** A client of the real Spotify's addresses. */
export async function start(options: Partial<SpotifyModuleOptions>) {
  const credentials = { clientId: 'id', clientSecret: 'secret' };
  const app = await Test.createTestingModule({
    imports: [SpotifyModule.forRoot({ ...credentials, ...options } as SpotifyModuleOptions)],
  }).compile();
  onCleanup(() => app.close());
  return { albums: app.get(SpotifyAlbumsService), http: app.get(SpotifyHttpService) };
}
