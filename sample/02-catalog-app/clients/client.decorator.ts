import {
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  type PipeTransform,
} from '@nestjs/common';
import type { Request } from 'express';
import { Clients, type SpotifyClient } from './clients.js';

export type { SpotifyClient };

@Injectable()
class ClientOfMode implements PipeTransform<unknown, SpotifyClient> {
  constructor(private readonly clients: Clients) {}

  transform(mode: unknown): SpotifyClient {
    return this.clients.of(mode);
  }
}

const QueryMode = createParamDecorator(
  (_: unknown, context: ExecutionContext) =>
    context.switchToHttp().getRequest<Request>().query['mode'],
);

/** The client of the request's query parameter `mode`. */
export const Client = () => QueryMode(ClientOfMode);
