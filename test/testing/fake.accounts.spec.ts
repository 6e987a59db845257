import { jest } from '@jest/globals';
import { FakeSpotify } from '../../lib/testing/fake-spotify.js';
import type { FakeSpotifyOptions } from '../../lib/testing/fake-spotify.options.js';
import { axiosFor, BASIC, FORM, GRANT, tokenOf, type Json } from './fake.client.js';

function basic(id: string, secret: string): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
}

async function grant(
  options: FakeSpotifyOptions,
  { authorization = BASIC, body = GRANT, type = FORM, method = 'post' } = {},
) {
  const fake = new FakeSpotify(options);
  const { status, data } = await axiosFor(fake, fake.adapter).request<Json>({
    url: `${fake.accountsUrl}/api/token`,
    method,
    data: body,
    headers: { authorization, 'content-type': type },
  });
  return { status, data };
}

describe('the token endpoint', () => {
  it('grants a token to any credentials when none are set', async () => {
    const { status, data } = await grant({ expiresIn: 120 });
    expect(status).toBe(200);
    expect(data).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 120,
    });
  });

  it('gives every grant a token of its own', async () => {
    const fake = new FakeSpotify();
    const tokens = await Promise.all(Array.from({ length: 50 }, () => tokenOf(fake)));
    expect(new Set(tokens).size).toBe(50);
  });

  it('accepts only the credentials that are set', async () => {
    const options = { clientId: 'the-id', clientSecret: 'the-secret' };
    const right = await grant(options, { authorization: basic('the-id', 'the-secret') });
    expect(right.status).toBe(200);
    const wrongSecret = await grant(options, { authorization: basic('the-id', 'other') });
    expect(wrongSecret).toEqual({
      status: 400,
      data: { error: 'invalid_client', error_description: 'Invalid client secret' },
    });
    const wrongId = await grant(options, { authorization: basic('other', 'the-secret') });
    expect(wrongId.data).toMatchObject({ error: 'invalid_client' });
  });

  it('reads credentials that are form-encoded, as RFC 6749 requires', async () => {
    const options = { clientId: 'a:b&c', clientSecret: 'p+q %' };
    const authorization = basic(encodeURIComponent('a:b&c'), 'p%2Bq+%25');
    expect(await grant(options, { authorization })).toMatchObject({ status: 200 });
  });

  it.each([
    ['no credentials', { authorization: '' }, 'invalid_client'],
    ['an empty secret', { authorization: basic('id', '') }, 'invalid_client'],
    ['another scheme', { authorization: 'Bearer abc' }, 'invalid_client'],
    ['no grant type', { body: '' }, 'unsupported_grant_type'],
    ['another grant', { body: 'grant_type=password' }, 'unsupported_grant_type'],
    ['JSON', { type: 'application/json', body: '{}' }, 'invalid_request'],
  ])('responds with 400 to %s', async (_, request, error) => {
    const { status, data } = await grant({}, request);
    expect(status).toBe(400);
    expect(data).toMatchObject({ error, error_description: expect.any(String) });
  });

  it('responds with 405 to a GET', async () => {
    expect(await grant({}, { method: 'get' })).toMatchObject({ status: 405 });
  });
});

async function getAlbum(fake: FakeSpotify, authorization?: string) {
  const path = `/albums/${fake.catalog.albumId(0)}`;
  const headers = { ...(authorization !== undefined && { authorization }) };
  return axiosFor(fake, fake.adapter).get<Json>(path, { headers });
}

describe('an access token', () => {
  it('is required: 401 without one', async () => {
    const { status, data } = await getAlbum(new FakeSpotify());
    expect(status).toBe(401);
    expect(data).toEqual({ error: { status: 401, message: 'No token provided' } });
  });

  it.each(['Bearer made-up', 'Bearer', BASIC])('is not valid as %j: 401', async (authorization) => {
    const { data } = await getAlbum(new FakeSpotify(), authorization);
    expect(data).toEqual({ error: { status: 401, message: 'Invalid access token' } });
  });

  it('of one fake is not valid for another', async () => {
    const token = await tokenOf(new FakeSpotify());
    expect(await getAlbum(new FakeSpotify(), `Bearer ${token}`)).toMatchObject({ status: 401 });
  });

  it('expires after its lifetime', async () => {
    const fake = new FakeSpotify({ expiresIn: 60 });
    const start = Date.now();
    const clock = jest.spyOn(Date, 'now').mockReturnValue(start);
    const authorization = `Bearer ${await tokenOf(fake)}`;
    clock.mockReturnValue(start + 59_999);
    expect(await getAlbum(fake, authorization)).toMatchObject({ status: 200 });
    clock.mockReturnValue(start + 60_000);
    const { status, data } = await getAlbum(fake, authorization);
    expect(status).toBe(401);
    expect(data).toEqual({ error: { status: 401, message: 'The access token expired' } });
  });

  it('expires by expireTokens(), if it was issued before', async () => {
    const fake = new FakeSpotify();
    const old = `Bearer ${await tokenOf(fake)}`;
    fake.expireTokens();
    const young = `Bearer ${await tokenOf(fake)}`;
    expect(await getAlbum(fake, old)).toMatchObject({ status: 401 });
    expect(await getAlbum(fake, young)).toMatchObject({ status: 200 });
  });
});
