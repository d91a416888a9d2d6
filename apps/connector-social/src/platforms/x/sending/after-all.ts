import { PermanentError, TemporaryError } from '@filo/connector';
import type { Send } from '@filo/contracts';
import { faultOf, SaidAlready } from '../client/fault-of.js';

/** X did not say yes: what it refused is refused; else, and when it says that this was said already, it is looked for. */
export const afterAll = async (
  error: unknown,
  { attempt }: Pick<Send, 'attempt'>,
  look: () => Promise<string | undefined>,
): Promise<string> => {
  const fault = faultOf(error, 'writing');
  if (fault instanceof TemporaryError) throw fault;
  if (fault instanceof PermanentError && !(fault instanceof SaidAlready)) throw fault;
  const found = await look().catch((cause: unknown) => {
    throw new Error('Nobody knows whether the answer was posted: X did not say.', { cause });
  });
  if (found !== undefined) return found;
  if (fault instanceof SaidAlready && attempt > 1) {
    throw new Error('X says that an earlier attempt stands there, and does not show it yet.', {
      cause: fault,
    });
  }
  throw fault;
};
