import { Injectable } from '@nestjs/common';
import type { SpotifyClient } from '../clients/clients.js';
import type { CallRecord } from './call-record.js';
import { CallersService } from './callers.service.js';
import { FaultService } from './fault.service.js';
import { Recorder } from './recorder.js';

/** What the panel shows of a client. */
@Injectable()
export class Panel {
  constructor(
    private readonly recorder: Recorder,
    private readonly faults: FaultService,
    private readonly callers: CallersService,
  ) {}

  state({ mode, status, fake }: SpotifyClient) {
    const history = this.recorder.history(mode);
    return {
      mode,
      now: new Date(),
      minute: history.lastMinute(),
      totals: history.totals,
      status: status.snapshot(),
      calls: history.calls.map(plainCall),
      // Only with the fake:
      fault: this.faults.story(mode),
      latency: fake?.latency,
      callers: fake && this.callers.rate(mode),
    };
  }
}

function plainCall({ steps, message }: CallRecord) {
  const { path, outcome, duration } = message;
  return { path, outcome, duration, steps };
}
