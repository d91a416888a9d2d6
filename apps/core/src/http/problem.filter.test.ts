import { createLogger } from '@filo/service';
import type { ArgumentsHost } from '@nestjs/common';
import { ProblemFilter } from './problem.filter.js';

interface Answered {
  lines: Record<string, unknown>[];
  headers: Record<string, string>;
  body: { status?: number; code?: string };
}

/** What is answered and logged when a request fails with `error`. */
const answered = (error: unknown): Answered => {
  const seen: Answered = { lines: [], headers: {}, body: {} };
  const destination = {
    write: (line: string) => void seen.lines.push(JSON.parse(line) as Record<string, unknown>),
  };
  const reply = {
    raw: { headersSent: false },
    header: (name: string, value: string) => void (seen.headers[name] = value),
    status: () => reply,
    type: () => reply,
    send: (body: string) => void (seen.body = JSON.parse(body) as Answered['body']),
  };
  const request = { method: 'GET', routeOptions: { url: '/api/v1/threads' } };
  const host = { switchToHttp: () => ({ getRequest: () => request, getResponse: () => reply }) };
  const log = createLogger({ service: 'test', level: 'info', destination });
  new ProblemFilter(log).catch(error, host as unknown as ArgumentsHost);
  return seen;
};

const coded = (code: string, message = 'words of the driver'): Error =>
  Object.assign(new Error(message), { code });

it.each([
  coded('ECONNREFUSED'),
  coded('EAI_AGAIN'),
  coded('57P01'),
  coded('57P03', 'the database system is not yet accepting connections'),
  coded('53300'),
  Object.assign(new Error('query failed'), { driverError: coded('ECONNRESET') }),
  new Error('Connection terminated unexpectedly'),
  new Error('timeout exceeded when trying to connect'),
  new Error('Client has encountered a connection error and is not queryable'),
])('answers 503 while the database is away, and warns in one line without a trace: %s', (error) => {
  const { lines, headers, body } = answered(error);
  expect(body).toMatchObject({ status: 503, code: 'unavailable' });
  expect(headers).toMatchObject({ 'retry-after': '5' });
  expect(lines).toMatchObject([{ level: 'warn', event: 'request refused', reason: error.message }]);
  expect(JSON.stringify(lines)).not.toContain('problem.filter.test');
});

it('logs a fault of ours with its trace', () => {
  const { lines, body } = answered(new TypeError('x is not a function'));
  expect(body).toMatchObject({ status: 500, code: 'internal-error' });
  expect(lines).toMatchObject([{ level: 'error', event: 'request failed' }]);
  expect(JSON.stringify(lines)).toContain('problem.filter.test');
});
