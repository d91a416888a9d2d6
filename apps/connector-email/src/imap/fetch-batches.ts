import { batchesOf } from './batches.js';
import type { FetchedMail, ImapSession, ListedMail } from './imap-session.js';

export interface FetchLimits {
  mails: number;
  bytes: number;
  /** A mail above this is fetched only up to `stubBytes`. */
  rawBytesMax: number;
  stubBytes: number;
}

export const fetchLimits: FetchLimits = {
  mails: 200,
  bytes: 8 * 1024 * 1024,
  rawBytesMax: 64 * 1024 * 1024,
  stubBytes: 256 * 1024,
};

export interface FetchedBatch {
  mails: FetchedMail[];
  /** Listed, but not handed over. */
  withheld: ListedMail[];
  lastUid: number;
}

/**
 * Fetches mails in ascending batches that bound our memory, one batch ahead of the caller: while one is being delivered the
 * next is on its way. No command is sent inside the library's fetch loop.
 */
export async function* fetchBatches(
  session: ImapSession,
  uids: readonly number[],
  limits: FetchLimits = fetchLimits,
): AsyncGenerator<FetchedBatch> {
  const batches = lazyBatches(session, uids, limits);
  const next = () => batches.next();
  let ahead = next();
  for (;;) {
    const { value, done } = await ahead;
    if (done) return;
    ahead = next();
    // Read later by the loop; without this a failure would count as unhandled while the caller is busy.
    ahead.catch(() => undefined);
    yield value;
  }
}

async function* lazyBatches(
  session: ImapSession,
  uids: readonly number[],
  limits: FetchLimits,
): AsyncGenerator<FetchedBatch> {
  for (let i = 0; i < uids.length; i += limits.mails) {
    const wanted = uids.slice(i, i + limits.mails);
    const listed = (await session.list(wanted)).toSorted((a, b) => a.uid - b.uid);
    for (const batch of batchesOf(listed, limits)) yield fetchBatch(session, batch, limits);
  }
}

const fetchBatch = async (
  session: ImapSession,
  batch: readonly ListedMail[],
  limits: FetchLimits,
): Promise<FetchedBatch> => {
  const tooLarge = batch.filter((mail) => mail.bytes > limits.rawBytesMax);
  const fitting = batch.filter((mail) => mail.bytes <= limits.rawBytesMax);
  const mails = [
    ...(fitting.length > 0 ? await session.fetch(fitting) : []),
    ...(tooLarge.length > 0 ? await session.fetch(tooLarge, limits.stubBytes) : []),
  ];
  const got = new Set(mails.map((mail) => mail.uid));
  const missing = batch.filter((mail) => !got.has(mail.uid));
  const withheld = missing.length > 0 ? await session.list(missing.map((mail) => mail.uid)) : [];
  return { mails, withheld, lastUid: batch.at(-1)!.uid };
};
