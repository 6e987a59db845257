import {
  BadRequestException,
  Controller,
  Get,
  HttpCode,
  type MessageEvent,
  NotFoundException,
  Param,
  Post,
  Query,
  Sse,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { finalize, map, type Observable, timer } from 'rxjs';
import { Client } from '../clients/client.decorator.js';
import { Clients, type SpotifyClient } from '../clients/clients.js';
import { CallersService } from './callers.service.js';
import { FaultService } from './fault.service.js';
import { FAULTS } from './faults.js';
import { Panel } from './panel.js';

const INTERVAL_MS = 500;

/** The page's way to look inside, and to make the fake misbehave. */
@ApiExcludeController()
@Controller('inside')
export class InsideController {
  constructor(
    private readonly clients: Clients,
    private readonly panel: Panel,
    private readonly faults: FaultService,
    private readonly callers: CallersService,
  ) {}

  /** Which Spotify this is, and what can be done to it. */
  @Get('source')
  source() {
    const { defaultMode } = this.clients;
    const isFake = this.clients.of().fake !== undefined;
    const faults = Object.entries(FAULTS).map(([name, { label, code }]) => ({ name, label, code }));
    return { defaultMode, isFake, faults: isFake ? faults : [] };
  }

  /** The panel's state as server-sent events. */
  @Sse('events')
  events(@Client() client: SpotifyClient): Observable<MessageEvent> {
    const leave = this.callers.watch(client.mode);
    return timer(0, INTERVAL_MS).pipe(
      map(() => ({ data: this.panel.state(client) })),
      finalize(leave),
    );
  }

  @Post('faults/:name')
  @HttpCode(202)
  fault(@Client() client: SpotifyClient, @Param('name') name: string) {
    this.faults.make(name, client);
    return {};
  }

  @Post('latency')
  @HttpCode(204)
  latency(@Client() { fake }: SpotifyClient, @Query('ms') ms: string) {
    if (!fake) throw new NotFoundException('There is no fake');
    fake.latency = wholeNumber(ms, 3000);
  }

  @Post('callers')
  @HttpCode(204)
  rate(@Client() { mode, fake }: SpotifyClient, @Query('perSecond') perSecond: string) {
    if (!fake) throw new NotFoundException('There is no fake');
    this.callers.setRate(mode, wholeNumber(perSecond, 100));
  }
}

function wholeNumber(digits: string, max: number): number {
  const number = Number(digits);
  if (Number.isInteger(number) && number >= 0 && number <= max) return number;
  throw new BadRequestException(`It takes a whole number from 0 to ${max}`);
}
