import { Catch, type ArgumentsHost } from '@nestjs/common';
import { BaseRpcExceptionFilter } from '@nestjs/microservices';
import { throwError, type Observable } from 'rxjs';
import { isAway } from '../ingest/keep-in-hand.js';

/** Tells who asked that a part of core is away for now, and not that core is broken. The loops of the worker log the outage. */
@Catch()
export class AwayFilter extends BaseRpcExceptionFilter {
  override catch(error: unknown, host: ArgumentsHost): Observable<unknown> {
    if (!isAway(error)) return super.catch(error as Error, host) as Observable<unknown>;
    return throwError(() => ({ status: 'error', message: 'core cannot reach its storage for now' }));
  }
}
