import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Test, type TestingModule } from '@nestjs/testing';
import { exportJWK, generateKeyPair } from 'jose';
import OidcProvider from 'oidc-provider';
import { SpotifyAuthService, SpotifyModule } from 'nestjs-spotify';

const SECRET = 'a secret: of 40 characters & with signs+';

/** A real OAuth 2.0 server that knows one client, with the token endpoint where Spotify has it. */
async function startProvider(): Promise<{
  server: Server;
  issuer: string;
  provider: OidcProvider;
}> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const key = { ...(await exportJWK(privateKey)), kid: 'k1', alg: 'RS256', use: 'sig' };
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new OidcProvider(issuer, {
    clients: [
      {
        client_id: 'catalogue',
        client_secret: SECRET,
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: ['of a test'] },
    routes: { token: '/api/token', introspection: '/introspect' },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      introspection: { enabled: true, allowedPolicy: () => true },
    },
    ttl: { ClientCredentials: 120 },
  });
  server.on('request', (request, response) => void provider.callback()(request, response));
  return { server, issuer, provider };
}

describe('the grant against a real OAuth 2.0 server', () => {
  let server: Server;
  let issuer: string;
  let grants = 0;
  const open: TestingModule[] = [];

  beforeAll(async () => {
    const started = await startProvider();
    ({ server, issuer } = started);
    started.provider.on('grant.success', () => (grants += 1));
  });

  afterAll(async () => {
    await Promise.all(open.map((moduleRef) => moduleRef.close()));
    server.closeAllConnections();
    server.close();
  });

  async function client(clientSecret: string): Promise<SpotifyAuthService> {
    const moduleRef = await Test.createTestingModule({
      imports: [
        SpotifyModule.forRoot({ clientId: 'catalogue', clientSecret, accountsUrl: issuer }),
      ],
    }).compile();
    open.push(moduleRef);
    return moduleRef.get(SpotifyAuthService);
  }

  it('gets a token that the server knows', async () => {
    const token = await (await client(SECRET)).requestToken();
    expect(token).toMatchObject({ tokenType: 'Bearer', expiresIn: 120 });
    const credentials = new URLSearchParams({ '': SECRET }).toString().slice(1);
    const answer = await fetch(`${issuer}/introspect`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`catalogue:${credentials}`)}` },
      body: new URLSearchParams({ token: token.accessToken }),
    });
    expect(await answer.json()).toMatchObject({ active: true, client_id: 'catalogue' });
  });

  it('shares one grant among 100 callers', async () => {
    const auth = await client(SECRET);
    const before = grants;
    const tokens = await Promise.all(Array.from({ length: 100 }, () => auth.getAccessToken()));
    expect(new Set(tokens.map(({ accessToken }) => accessToken)).size).toBe(1);
    expect(grants - before).toBe(1);
  });

  it('tells of a wrong secret as the server does', async () => {
    await expect((await client(`${SECRET}?`)).getAccessToken()).rejects.toMatchObject({
      name: 'SpotifyAuthError',
      status: 401,
      error: 'invalid_client',
      errorDescription: 'client authentication failed',
    });
  });
});
