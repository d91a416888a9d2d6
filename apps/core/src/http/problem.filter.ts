import type { Logger } from '@filo/service';
import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { toProblem } from './to-problem.js';

/** Answers every failure as problem details (RFC 9457) and logs those that are ours. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = toProblem(error);
    const asked = { method: request.method, route: request.routeOptions?.url };
    // What is away says so itself; a trace of each request would only hide it.
    if (problem.status === 503) this.log.warn({ ...asked, reason: reasonOf(error) }, 'request refused');
    else if (problem.status >= 500) this.log.error({ ...asked, err: error }, 'request failed');
    // An event stream that has begun cannot carry a status any more.
    if (reply.raw.headersSent) return void reply.raw.end();
    if (problem.status === 503) void reply.header('retry-after', '5');
    const retryAfter = problem['retryAfterSeconds'];
    if (typeof retryAfter === 'number') void reply.header('retry-after', String(retryAfter));
    void reply.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
