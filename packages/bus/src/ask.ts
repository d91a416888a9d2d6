import type { z } from 'zod';

/** A question of `packages/contracts/src/questions.ts`. */
export interface Question<Request extends z.ZodType, Reply extends z.ZodType> {
  request: Request;
  reply: Reply;
}

/** One question put to one service. */
export interface Asking<Request extends z.ZodType, Reply extends z.ZodType> {
  subject: string;
  question: Question<Request, Reply>;
  request: z.input<Request>;
  /** 5 s unless told otherwise. */
  timeoutMs?: number;
}

/** Request and reply over Nest's NATS transport: at most once, always with a time limit. */
export abstract class Ask {
  /** Rejects with `TemporaryError` when nobody answers in time or the answer does not fit the question's schema. */
  abstract ask<Request extends z.ZodType, Reply extends z.ZodType>(
    asking: Asking<Request, Reply>,
  ): Promise<z.output<Reply>>;
}
