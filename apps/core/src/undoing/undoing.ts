import { uuid } from '@filo/contracts';
import { changedSince } from '@filo/contracts/http';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Answers } from '../http/answers.js';
import { Described } from '../http/described.js';
import { DomainError } from '../http/domain-error.js';

/**
 * Which change a request undoes, by its `If-Match`, and under which name what it changes can be undone, by the `ETag` of its answer.
 * Whatever changes nothing has no name: what a colleague did the same way before is not the caller's to undo.
 */
export class Undoing {
  #made: string | undefined;

  constructor(
    private readonly ifMatch?: string,
    private readonly tell?: (etag: string) => void,
    private readonly bulkId?: string,
  ) {}

  /** Of one thread among those that an order changes together; `undoes`: what the undo of such an order takes back there. */
  static together(bulkId: string, undoes?: string): Undoing {
    return new Undoing(undoes, undefined, bulkId);
  }

  /** The id of the change that is undone; undefined: this is a change of its own. Throws when it is no id. */
  get undoes(): string | undefined {
    if (this.ifMatch === undefined || this.ifMatch.trim() === '') return undefined;
    const named = /^(?:W\/)?"?([^"]*)"?$/.exec(this.ifMatch.trim())?.[1];
    const read = uuid.safeParse(named);
    if (read.success) return read.data;
    throw new DomainError(
      'precondition-unreadable',
      'Nothing was changed: If-Match must hold the change that is undone, as the ETag of its answer said it.',
    );
  }

  /** What the audit keeps of it. */
  get noted(): { undoes?: string; bulkId?: string } {
    const { undoes, bulkId } = this;
    return { ...(undoes !== undefined && { undoes }), ...(bulkId !== undefined && { bulkId }) };
  }

  /** What was changed; undefined: nothing. */
  get change(): string | undefined {
    return this.#made;
  }

  made(id: string): void {
    this.#made = id;
    this.tell?.(`"${id}"`);
  }
}

export const AsUndoing = createParamDecorator((_: unknown, context: ExecutionContext): Undoing => {
  const http = context.switchToHttp();
  const reply = http.getResponse<FastifyReply>();
  return new Undoing(
    http.getRequest<FastifyRequest>().headers['if-match'],
    (etag) => void reply.header('etag', etag),
  );
});

/** Writes into the OpenAPI file that what this route changes can be undone by it. */
export const CanBeUndone = (): MethodDecorator => (target, key, descriptor) => {
  const description =
    'Of an undo: the change that it undoes, as the ETag of the answer to it said; refused when somebody changed it since';
  Described(({ ApiHeader }) => ApiHeader({ name: 'if-match', required: false, description }))(
    target,
    key,
    descriptor,
  );
  Answers(409, changedSince)(target, key, descriptor);
};
