import type { ServerResponse } from 'node:http';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { SpotifyNotFoundError } from 'nestjs-spotify';
import { RateLimitGate } from '../../lib/http/rate-limit/rate-limit.gate.js';
import { barePeer, closeAll, ok } from './bare-peer.js';

describe('after a 429', () => {
  afterEach(closeAll);

  it('calls go side by side again once one was answered, if only with 404', async () => {
    jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => {});
    const spotify = await barePeer();
    const http = await spotify.client();
    const together: ServerResponse[] = [];
    spotify.answer = (request, response) => {
      if (spotify.api().length === 1) {
        response.writeHead(429, { 'retry-after': '1' }).end();
      } else if (request.url?.endsWith('/missing')) {
        response.writeHead(404).end();
      } else {
        together.push(response);
        if (together.length === 2) for (const waiting of together) ok(request, waiting);
      }
    };
    await expect(http.get('/missing')).rejects.toThrow(SpotifyNotFoundError);
    expect(await Promise.all([http.get('/one'), http.get('/other')])).toHaveLength(2);
  }, 10_000);
});

describe('the gate', () => {
  const options = { concurrency: 4, maxWait: 30_000, maxQueue: 1, requestsPer30s: undefined };

  it('has no place taken by a call that has been aborted', async () => {
    const gate = new RateLimitGate(options);
    gate.limited(performance.now() + 100);
    const gone = gate.ticket(AbortSignal.abort(new Error('gone')), undefined);
    await expect(gate.enter(gone)).rejects.toThrow('gone');
    await gate.enter(gate.ticket(undefined, undefined));
  });

  it('has no timer left when all who waited have gone', async () => {
    jest.useFakeTimers();
    const gate = new RateLimitGate(options);
    gate.limited(performance.now() + 10_000);
    const caller = new AbortController();
    const waiting = gate.enter(gate.ticket(caller.signal, undefined));
    expect(jest.getTimerCount()).toBe(1);
    caller.abort(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });
});
