import type { MessageReceived } from '@filo/contracts';
import { ledgerKey, type AccountFacts } from '../ingest/intake.js';

/** Nobody said it to us: a saved query found it. */
export const isListened = ({ heard, direction, audience }: MessageReceived): boolean =>
  heard?.as === 'listening' && direction === 'inbound' && audience === 'public';

/**
 * A post that one batch tells of as found and as said to us was said to us, whichever word of it comes first; so is each account
 * group's own word of it.
 */
export const asHeardTogether = <Event extends MessageReceived>(
  events: readonly Event[],
  accounts: ReadonlyMap<string, AccountFacts>,
): readonly Event[] => {
  if (!events.some(isListened)) return events;
  const keyOf = (event: MessageReceived) =>
    `${ledgerKey(event)}\u0000${accounts.get(event.accountId)!.accountGroupId}`;
  const said = new Set(events.filter((event) => !isListened(event)).map(keyOf));
  return events.map((event) =>
    isListened(event) && said.has(keyOf(event))
      ? { ...event, heard: { ...event.heard!, as: 'mention' } }
      : event,
  );
};
