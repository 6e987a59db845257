import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import type { Response } from 'express';
import { Observable, tap } from 'rxjs';
import { type CallRecord, callsOfRequest } from './call-record.js';

/** Tells in `Server-Timing` how the library's calls for a response ended; a browser's tools show it too. */
@Injectable()
export class ServerTimingInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const calls: CallRecord[] = [];
    const response = context.switchToHttp().getResponse<Response>();
    const handled = new Observable((subscriber) =>
      callsOfRequest.run(calls, () => next.handle().subscribe(subscriber)),
    );
    return handled.pipe(tap(() => response.set('Server-Timing', calls.map(timing).join(', '))));
  }
}

function timing({ message: { outcome = 'sent', duration = 0 } }: CallRecord): string {
  return `spotify;desc="${outcome}";dur=${duration.toFixed(2)}`;
}
