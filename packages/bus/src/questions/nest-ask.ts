import { ClientNats } from '@nestjs/microservices';
import { lastValueFrom, timeout } from 'rxjs';
import type { z } from 'zod';
import { Ask, type Asking } from '../ask.js';
import type { BusNames } from '../connection/bus-names.js';
import { connectionOptions, type BusOptions } from '../connection/bus-options.js';
import { PermanentError, TemporaryError } from '../errors.js';

/** Asks over Nest's own NATS transport, on a connection of its own that is opened with the first question. */
export class NestAsk extends Ask {
  private readonly client: ClientNats;
  #closed = false;

  constructor(
    private readonly names: BusNames,
    options: BusOptions,
  ) {
    super();
    this.client = new ClientNats({ ...connectionOptions(options), waitOnFirstConnect: true });
  }

  override async ask<Request extends z.ZodType, Reply extends z.ZodType>({
    subject,
    question,
    request,
    timeoutMs = 5_000,
  }: Asking<Request, Reply>): Promise<z.output<Reply>> {
    const asked = question.request.safeParse(request);
    if (!asked.success) {
      throw new PermanentError('invalid-question', `The question ${subject} does not fit its schema`, {
        cause: asked.error,
      });
    }
    // Nest's client would open another connection for it, which nobody closes any more.
    if (this.#closed) throw new TemporaryError(`${subject} was not asked: the bus is closed`);
    let answer: unknown;
    try {
      const answers = this.client.send<unknown>(this.names.subject(subject), asked.data);
      answer = await lastValueFrom(answers.pipe(timeout(timeoutMs)));
    } catch (cause) {
      const refusal = refusalOf(cause);
      throw new TemporaryError(
        refusal === undefined
          ? `No answer to ${subject} within ${timeoutMs} ms: ${describe(cause)}`
          : `${subject} was refused: ${refusal}`,
        { cause },
      );
    }
    const reply = question.reply.safeParse(answer);
    if (!reply.success) {
      throw new TemporaryError(`The answer to ${subject} does not fit its schema`, { cause: reply.error });
    }
    return reply.data;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.client.close();
  }
}

/** What Nest answers for a handler that threw. */
function refusalOf(cause: unknown): string | undefined {
  const { status, message } = (cause ?? {}) as { status?: unknown; message?: unknown };
  return status === 'error' && typeof message === 'string' ? message : undefined;
}

function describe(cause: unknown): string {
  if (cause instanceof Error) return cause.message;
  return typeof cause === 'string' ? cause : JSON.stringify(cause);
}
