import {
  aborted,
  PermanentError,
  reasonOf,
  wait,
  type Heard,
  type Listening,
  type Reason,
} from '@filo/connector';
import type { SavedQuery } from '@filo/contracts';
import { RateLimited, refusedMs } from '../limits/rate-limited.js';

/** A query reaches so far back from when it was made. */
const firstLookMs = 86_400_000;
export const firstLookOf = ({ since }: SavedQuery): number => Date.parse(since) - firstLookMs;

/** What nobody says to us is asked for once in so many looks at what is. */
export const listensEvery = 6;

/** What a platform could not do for a query, where there is something; poor: it can find next to nothing of it. */
export interface Remark extends Reason {
  isPoor?: boolean;
}

export interface ListensAt {
  /** Reads what is new of a query and delivers it. */
  read(query: SavedQuery): Promise<Remark | undefined>;
  /** How long listening rests, so that answers and mentions can go on; it is the first to slow down. */
  restMs(): number;
  everyMs(): number | Promise<number>;
}

/**
 * Asks for the saved queries of an account, one after the other, until the signal aborts. Never throws: what one query meets is said of
 * that query, and stops neither another nor what is said to us.
 */
export const keepListening = async (listening: Listening, at: ListensAt): Promise<void> => {
  const { account, signal } = listening;
  const queries = account.queries ?? [];
  if (queries.length === 0) return aborted(signal);
  const refusedUntil = new Map<string, number>();
  while (!signal.aborted) {
    for (const query of queries) {
      if (signal.aborted) return;
      if ((refusedUntil.get(query.queryId) ?? 0) > Date.now()) continue;
      const pauseMs = await ask(query, listening, { at, refusedUntil });
      if (pauseMs > 0) await wait(pauseMs, signal);
    }
    await wait(await at.everyMs(), signal);
  }
};

/** Resolves with how long all of them have to wait. */
const ask = async (
  query: SavedQuery,
  { queryHealth, log, signal }: Listening,
  { at, refusedUntil }: { at: ListensAt; refusedUntil: Map<string, number> },
): Promise<number> => {
  const { queryId } = query;
  try {
    demandRest(at);
    const remark = await at.read(query);
    const state = remark?.isPoor ? 'degraded' : 'ok';
    queryHealth(queryId, state, { ...(remark && { reason: remark }), answered: true });
    return 0;
  } catch (error) {
    if (signal.aborted) return 0;
    const reason = reasonOf(error);
    log.warn({ queryId, reason: reason.words }, 'a saved query is in trouble');
    if (error instanceof PermanentError) {
      refusedUntil.set(queryId, Date.now() + refusedMs);
      queryHealth(queryId, 'failed', { reason: [reason, otherQueries] });
      return 0;
    }
    queryHealth(queryId, 'degraded', { reason });
    return error instanceof RateLimited ? error.afterMs : 0;
  }
};

const otherQueries: Reason = {
  words: 'The other queries go on; change this one, or it is tried again in half an hour.',
  why: { code: 'other-queries-go-on' },
};

/** Throws while what the network still allows is kept for answers and mentions. */
export const demandRest = (at: Pick<ListensAt, 'restMs'>): void => {
  const restMs = at.restMs();
  if (restMs === 0) return;
  const until = new Date(Date.now() + restMs).toISOString().slice(11, 16);
  throw new RateLimited(
    `The network allows few more requests for now; they are kept for answers and mentions. Nothing is lost; listening goes on at ${until} UTC.`,
    restMs,
    { why: { code: 'listening-waits', with: { at: new Date(Date.now() + restMs).toISOString() } } },
  );
};

/** As what a query found; what cannot be read was not said to us, and is left where it is. */
export const asFound = (heard: readonly Heard[], { queryId }: SavedQuery): Heard[] =>
  heard.flatMap((one) =>
    one.type === 'message' ? [{ ...one, heard: { as: 'listening' as const, queries: [queryId] } }] : [],
  );
