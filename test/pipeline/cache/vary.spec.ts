import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { MemoryStore, SpotifyForbiddenError } from 'nestjs-spotify';
import { type ClientOptions, client } from '../../support/client.js';
import { json, ScriptedServer, sendJson } from '../../support/scripted-server.js';

const ID = '4aawyAB9vmqN3uQ7FjRGTy';
const FRESH = { 'cache-control': 'public, max-age=3600' };

/** Responds with the user and the language of the request. */
async function start(vary: string | undefined, options: ClientOptions = {}) {
  const server = await ScriptedServer.start((request, response) => {
    const { authorization, 'accept-language': language = null } = request.headers;
    const headers = { ...FRESH, ...(vary !== undefined && { vary }) };
    sendJson(response, { to: authorization, language }, 200, headers);
  });
  const { http } = await client(server, { cache: {}, ...options });
  const headers = new AsyncLocalStorage<Record<string, string>>();
  const useInterceptor = () =>
    http.axiosRef.interceptors.request.use((config) => {
      for (const [name, value] of Object.entries(headers.getStore() ?? {})) {
        config.headers.set(name, value);
      }
      return config;
    });
  const getAs = (name: string | undefined, path = '/me') =>
    headers.run(name === undefined ? {} : { Authorization: `Bearer ${name}` }, () =>
      http.get<{ to: string; language: string | null }>(path),
    );
  return { server, http, headers, useInterceptor, getAs };
}

function track(id: string | undefined, name: string | undefined) {
  return { id, type: 'track', name };
}

describe('a response that varies by what an interceptor set', () => {
  it.each(['Authorization', undefined])(
    'is not cached for another user (Vary: %s)',
    async (vary) => {
      const { useInterceptor, getAs } = await start(vary);
      useInterceptor();
      for (const name of ['alice', 'bob', 'alice', 'bob']) {
        expect(await getAs(name)).toMatchObject({ to: `Bearer ${name}` });
      }
    },
  );

  it.each(['Authorization', undefined])(
    'is not shared by concurrent calls: each is sent by itself (Vary: %s)',
    async (vary) => {
      const { useInterceptor, getAs, server } = await start(vary);
      useInterceptor();
      const names = Array.from({ length: 20 }, (_, n) => `user-${n}`);
      const got = await Promise.all(names.map((name) => getAs(name)));
      expect(got.map(({ to }) => to)).toEqual(names.map((name) => `Bearer ${name}`));
      expect(server.apiRequests()).toHaveLength(20);
    },
  );

  it('is not shared as an error either', async () => {
    const { useInterceptor, getAs, server } = await start(undefined);
    useInterceptor();
    const { respond } = server;
    server.respond = (request, response) => {
      if (request.headers.authorization === 'Bearer alice') sendJson(response, {}, 403);
      else respond(request, response);
    };
    const [alice, bob] = await Promise.allSettled([getAs('alice'), getAs('bob')]);
    expect(alice).toMatchObject({ reason: expect.any(SpotifyForbiddenError) });
    expect(bob).toMatchObject({ value: { to: 'Bearer bob' } });
  });

  it('is not served from a copy that was cached for the app, once an interceptor has set the header', async () => {
    const { useInterceptor, getAs } = await start('Authorization');
    useInterceptor();
    const path = `/albums/${ID}`;
    await getAs('alice', '/albums/0');
    expect(await getAs(undefined, path)).toMatchObject({ to: 'Bearer token-1' });
    expect(await getAs('bob', path)).toMatchObject({ to: 'Bearer bob' });
  });

  it('leaves other resources cached for the app', async () => {
    const { useInterceptor, getAs, server } = await start('Authorization');
    useInterceptor();
    await getAs('alice');
    for (let n = 0; n < 3; n += 1) await getAs(undefined, `/albums/${ID}`);
    expect(server.apiRequests()).toHaveLength(2);
  });

  it('may vary by any header', async () => {
    const { useInterceptor, headers, http, server } = await start(
      'Accept-Encoding, ACCEPT-LANGUAGE',
    );
    useInterceptor();
    const get = (language: string) =>
      headers.run({ 'Accept-Language': language }, () => http.get(`/albums/${ID}`));
    expect(await get('sv')).toMatchObject({ language: 'sv' });
    expect(await get('de')).toMatchObject({ language: 'de' });
    const [fi, no] = await Promise.all([get('fi'), get('no')]);
    expect([fi, no]).toMatchObject([{ language: 'fi' }, { language: 'no' }]);
    expect(server.apiRequests()).toHaveLength(4);
  });

  it('may vary by a default header that is changed on axiosRef', async () => {
    const { http } = await start('Accept-Language');
    for (const language of ['sv', 'de', 'sv']) {
      http.axiosRef.defaults.headers.common['Accept-Language'] = language;
      expect(await http.get(`/albums/${ID}`)).toMatchObject({ language });
    }
  });

  it('is not cached for another user who is set as a default header', async () => {
    const { http } = await start(undefined);
    for (const name of ['alice', 'bob', 'alice']) {
      http.axiosRef.defaults.headers.common['Authorization'] = `Bearer ${name}`;
      expect(await http.get('/me')).toMatchObject({ to: `Bearer ${name}` });
    }
  });

  it('is not written to the shared store', async () => {
    const responses = new MemoryStore();
    const set = jest.spyOn(responses, 'set');
    const { useInterceptor, getAs } = await start('Authorization', { shared: { responses } });
    useInterceptor();
    await Promise.all([getAs('alice'), getAs('bob')]);
    await setImmediate();
    expect(set).not.toHaveBeenCalled();
  });

  it('is not shared in a batch: each member is sent by itself, for its own user', async () => {
    const users = new AsyncLocalStorage<string>();
    const server = await ScriptedServer.start(
      json(({ target, headers: { authorization } }) => {
        const ids = target.searchParams.get('ids')?.split(',');
        return ids
          ? { tracks: ids.map((id) => track(id, authorization)) }
          : track(target.pathname.split('/').at(-1), authorization);
      }),
    );
    const { http, catalog } = await client(server, { quotaMode: 'extended', cache: {} });
    http.axiosRef.interceptors.request.use((config) => {
      config.headers.set('Authorization', `Bearer ${users.getStore()}`);
      return config;
    });
    const names = ['alice', 'bob', 'carol'];
    const got = await Promise.all(
      names.map((name, n) => users.run(name, () => catalog.tracks.get(`${n}${ID.slice(1)}`))),
    );
    expect(got.map(({ name }) => name)).toEqual(names.map((name) => `Bearer ${name}`));
  });
});

describe('a response that does not vary by what an interceptor set', () => {
  it('is shared though an interceptor sets other headers', async () => {
    const { http, server } = await start('Authorization, Accept-Language');
    http.axiosRef.interceptors.request.use((config) => {
      config.headers.set('X-Request-Id', String(server.requests.length));
      return config;
    });
    await Promise.all([http.get(`/albums/${ID}`), http.get(`/albums/${ID}`)]);
    await http.get(`/albums/${ID}`);
    expect(server.apiRequests()).toHaveLength(1);
  });

  it('is shared though the app’s token changes', async () => {
    const { http, server } = await start('Authorization');
    await http.get(`/albums/${ID}`);
    server.respondToGrant = json(() => ({ access_token: 'another', expires_in: 3600 }));
    await http.get(`/albums/${ID}`);
    expect(server.apiRequests()).toHaveLength(1);
  });

  it('is shared where the option `http` sets the header for all calls', async () => {
    const { http, server } = await start('accept-language, X-App', {
      http: { headers: { 'Accept-Language': 'sv', common: { 'X-App': 'site' } } },
    });
    for (let n = 0; n < 2; n += 1) await http.get(`/albums/${ID}`);
    expect(server.apiRequests()).toHaveLength(1);
  });
});
