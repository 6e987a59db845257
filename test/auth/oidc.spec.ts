import { exportJWK, generateKeyPair } from 'jose';
import OidcProvider from 'oidc-provider';
import { client } from '../support/client.js';
import { ScriptedServer } from '../support/scripted-server.js';

const SECRET = 'a secret: of 40 characters & with signs+';

/** A real OAuth 2.0 server that knows one client, with the token endpoint where Spotify has it. */
async function startProvider() {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const key = { ...(await exportJWK(privateKey)), kid: 'k1', alg: 'RS256', use: 'sig' };
  const server = await ScriptedServer.start();
  const provider = new OidcProvider(server.url, {
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
  server.respond = (request, response) => void provider.callback()(request, response);
  server.respondToGrant = server.respond;
  return { server, provider };
}

describe('the grant against a real OAuth 2.0 server', () => {
  let server: ScriptedServer;
  let grants = 0;

  beforeAll(async () => {
    const started = await startProvider();
    ({ server } = started);
    started.provider.on('grant.success', () => (grants += 1));
  });

  async function authWith(clientSecret: string) {
    return (await client(server, { clientId: 'catalogue', clientSecret })).auth;
  }

  it('gets a token that the server accepts', async () => {
    const token = await (await authWith(SECRET)).requestToken();
    expect(token).toMatchObject({ tokenType: 'Bearer', expiresIn: 120 });
    const credentials = new URLSearchParams({ '': SECRET }).toString().slice(1);
    const response = await fetch(`${server.url}/introspect`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`catalogue:${credentials}`)}` },
      body: new URLSearchParams({ token: token.accessToken }),
    });
    expect(await response.json()).toMatchObject({ active: true, client_id: 'catalogue' });
  });

  it('shares one grant among 100 callers', async () => {
    const auth = await authWith(SECRET);
    const before = grants;
    const tokens = await Promise.all(Array.from({ length: 100 }, () => auth.getAccessToken()));
    expect(new Set(tokens.map(({ accessToken }) => accessToken)).size).toBe(1);
    expect(grants - before).toBe(1);
  });

  it('rejects a wrong secret with the server’s error', async () => {
    await expect((await authWith(`${SECRET}?`)).getAccessToken()).rejects.toMatchObject({
      name: 'SpotifyAuthError',
      status: 401,
      error: 'invalid_client',
      errorDescription: 'client authentication failed',
    });
  });
});
