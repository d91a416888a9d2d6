import type { Why } from '@filo/contracts';
import type { ProblemCode, RefusalReason } from '@filo/contracts/http';

/**
 * Something the caller can understand and act on. The code decides the HTTP problem (`problem-table.ts`); the message says
 * what happened, what is safe and what to do; `more` joins the problem's body.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  constructor(
    readonly code: ProblemCode,
    message: string,
    readonly more: Readonly<Record<string, unknown>> & {
      reason?: RefusalReason;
      /** What the message says, for other languages. */
      whys?: readonly Why[] | undefined;
    } = {},
    options: { cause?: unknown } = {},
  ) {
    super(message, options);
  }
}
