import { PermanentError, TemporaryError } from '@filo/bus';
import type { Problem, ProblemCode } from '@filo/contracts/http';
import { HttpException } from '@nestjs/common';
import { isConnectionLost } from '../database/database-errors.js';
import { DomainError } from './domain-error.js';
import { codeOfStatus, problemTable } from './problem-table.js';

export type ProblemBody = Problem & Record<string, unknown>;

const away = 'Filo cannot reach a part of itself right now. Nothing was changed; try again in a moment.';
const broken = 'Something went wrong on our side and was logged. Nothing half-done was kept; try again.';

/** Turns whatever was thrown into a problem. What is not meant for the caller keeps its text to itself. */
export const toProblem = (error: unknown): ProblemBody => {
  if (error instanceof DomainError) return problemOf(error.code, error.message, error.more);
  if (error instanceof TemporaryError) return problemOf('unavailable', away);
  if (error instanceof PermanentError && error.code === 'blob-missing') {
    return problemOf('not-found', 'The stored bytes are not there.');
  }
  if (isDatabaseAway(error)) return problemOf('unavailable', away);
  const status = statusOf(error);
  if (status === undefined || status >= 500) return problemOf(codeOfStatus(status ?? 500), broken);
  return problemOf(codeOfStatus(status), (error as Error).message);
};

const problemOf = (code: ProblemCode, detail: string, more: Record<string, unknown> = {}): ProblemBody => {
  const [status, title] = problemTable[code];
  return { ...more, type: `urn:filo:problem:${code}`, title, status, detail, code };
};

/** Nest's exceptions and Fastify's errors both carry a status. */
const statusOf = (error: unknown): number | undefined => {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null | undefined)?.statusCode;
  return typeof status === 'number' ? status : undefined;
};

/** Refused or cut connections, and Postgres starting, stopping or full of connections. */
const isDatabaseAway = (error: unknown): boolean => {
  const seen = error as
    { code?: unknown; driverError?: { code?: unknown }; message?: unknown } | null | undefined;
  const code = String(seen?.driverError?.code ?? seen?.code ?? '');
  return (
    isConnectionLost({ code }) ||
    /Connection terminated|timeout exceeded when trying to connect|is not queryable/.test(
      String(seen?.message ?? ''),
    )
  );
};
