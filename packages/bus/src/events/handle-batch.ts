import type { Incoming, Outcome } from '../bus.js';
import { PermanentError, TemporaryError } from '../errors.js';

/** A bug that shows for hours: the event waits on DEAD for a human instead of ageing away unseen. */
const deliveriesMax = 100;

type Handle<Event> = (batch: readonly Incoming<Event>[]) => Promise<readonly Outcome[]>;

/**
 * Calls the handler and always answers one outcome per event. When it throws, nothing counts as done:
 *
 * - a `TemporaryError` (the database is away) means retry for all;
 * - anything else may be the fault of a single event, so that the batch is handled again one by one and the good ones are
 *   not held up by the poison among them;
 * - alone, a `PermanentError` means dead, a bug means retry.
 */
export async function handleBatch<Event>(
  batch: readonly Incoming<Event>[],
  handle: Handle<Event>,
): Promise<Outcome[]> {
  try {
    return await called(batch, handle);
  } catch (error) {
    if (batch.length === 1 || error instanceof TemporaryError)
      return batch.map((one) => afterThrow(error, one));
  }
  const outcomes: Outcome[] = [];
  for (const [index, one] of batch.entries()) {
    try {
      outcomes.push(...(await called([one], handle)));
    } catch (error) {
      if (error instanceof TemporaryError) {
        return [...outcomes, ...batch.slice(index).map((rest) => afterThrow(error, rest))];
      }
      outcomes.push(afterThrow(error, one));
    }
  }
  return outcomes;
}

async function called<Event>(batch: readonly Incoming<Event>[], handle: Handle<Event>): Promise<Outcome[]> {
  const outcomes = await handle(batch);
  if (outcomes.length !== batch.length) {
    throw new Error(`The handler answered ${outcomes.length} outcomes for ${batch.length} events`);
  }
  return [...outcomes];
}

function afterThrow(error: unknown, { deliveries }: Incoming<unknown>): Outcome {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  if (error instanceof PermanentError) return { type: 'dead', reason };
  if (error instanceof TemporaryError) {
    return { type: 'retry', reason, retryAfterMs: error.options.retryAfterMs };
  }
  return deliveries >= deliveriesMax
    ? { type: 'dead', reason: `after ${deliveries} deliveries: ${reason}` }
    : { type: 'retry', reason };
}
