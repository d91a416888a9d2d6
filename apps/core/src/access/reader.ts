import type { Role } from '@filo/contracts/http';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../http/domain-error.js';

/** Who asks: an agent, by session or API token, with the account groups that it may see. */
export interface Reader {
  agentId: string;
  name: string;
  email: string;
  role: Role;
  timeZone: string;
  accountGroupIds: readonly string[];
  /** Present when it asks by a session: the key of that session, never its secret. */
  sessionKey?: Buffer;
}

export type RequestWithReader = FastifyRequest & { reader?: Reader };

/** The reader of this request; routes for everybody use {@link MaybeReader}. */
export const AsReader = createParamDecorator((_: unknown, context: ExecutionContext): Reader => {
  const { reader } = context.switchToHttp().getRequest<RequestWithReader>();
  if (!reader) throw new DomainError('not-signed-in', 'Sign in first.');
  return reader;
});

export const MaybeReader = createParamDecorator(
  (_: unknown, context: ExecutionContext): Reader | undefined =>
    context.switchToHttp().getRequest<RequestWithReader>().reader,
);
