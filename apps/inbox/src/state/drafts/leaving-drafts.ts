/**
 * Sends that are under way, by the keys of their drafts: meanwhile none of them is saved, since a save that came after the send would be one of
 * words that were sent.
 */
const leaving = new Set<string>();

export const isLeaving = (key: string): boolean => leaving.has(key);

type Flush = (key: string) => Promise<void>;
let flush: Flush | undefined;

/** What brings a draft to the server before it is sent, once that part of the page has come. */
export function offerFlush(run: Flush | undefined): void {
  flush = run;
}

/** Saves a draft as it is, so that it can be given back if its send is held back. Without a server the send itself will say so. */
export const flushDraft = (key: string): Promise<void> =>
  flush?.(key).catch(() => undefined) ?? Promise.resolve();

/** Sends a draft while nothing else touches it on the server. */
export async function whileLeaving<Value>(key: string, send: () => Promise<Value>): Promise<Value> {
  leaving.add(key);
  try {
    return await send();
  } finally {
    leaving.delete(key);
  }
}
