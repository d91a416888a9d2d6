import type { MessageReceived } from '@filo/contracts';
import type { Queryable } from '../database/queryable.js';
import { claimCopies, copyKey, type ClaimedCopy, type CopyKey } from './claim-copies.js';
import type { Holder, LedgerClaims } from './claim-ledger.js';
import { ledgerKey, type AccountFacts, type Claimed, type CommittedEvent, type Told } from './intake.js';

export interface SortedOut {
  /** New, each in its account group. */
  claimed: Claimed[];
  /** Another copy of what its account group has. */
  repeated: { event: Told; messageId: string }[];
  outcomes: CommittedEvent[];
  /** Who blocked the author, by event id. */
  blocked: Map<string, string>;
}

export interface Ours {
  ledger: LedgerClaims;
  accounts: ReadonlyMap<string, AccountFacts>;
  /** Messages that we sent ourselves, by the ledger key of what is a copy of them. */
  copies: ReadonlyMap<string, Holder>;
}

/**
 * New, blocked, or seen before: by the ledger, earlier in this very batch, or as a copy of what we sent ourselves. What
 * another account group has already is new to this one.
 */
export const sortOut = async (db: Queryable, events: readonly Told[], ours: Ours): Promise<SortedOut> => {
  const sorted: SortedOut = { claimed: [], repeated: [], outcomes: [], blocked: new Map() };
  const welcome = events.filter((event) => {
    const by = ours.ledger.blocked.get(ledgerKey(event));
    if (by !== undefined) sorted.blocked.set(event.eventId, by);
    return by === undefined;
  });
  const holders = holdersOf(welcome, ours);
  const copies = await claimCopies(db, copiesAmong(welcome, holders, ours));
  const stored = new Set<string>();
  for (const event of welcome) {
    const account = ours.accounts.get(event.accountId)!;
    const { messageId, fresh, copyOf } = messageOf(event, { account, holders, copies });
    const isNew = messageId !== undefined && fresh && !stored.has(messageId);
    if (isNew) {
      stored.add(messageId);
      sorted.claimed.push({ messageId, event, account, ...(copyOf !== undefined && { copyOf }) });
    } else if (messageId !== undefined) sorted.repeated.push({ event, messageId });
    sorted.outcomes.push({
      eventId: event.eventId,
      outcome: isNew ? 'stored' : 'known',
      ...(messageId !== undefined && { messageId }),
    });
  }
  return withNames(sorted);
};

/** An answer to a message of this batch may name it as another server does that tells of it here, too. */
const withNames = (sorted: SortedOut): SortedOut => {
  const calls = new Map<string, string[]>();
  for (const { messageId, event } of [...sorted.claimed, ...sorted.repeated]) {
    const names = [event.threadingId, event.sameAs].filter((name) => name !== undefined);
    if (event.sameAs !== undefined) calls.set(messageId, [...(calls.get(messageId) ?? []), ...names]);
  }
  if (calls.size === 0) return sorted;
  const claimed = sorted.claimed.map((one) => ({ ...one, alsoCalled: calls.get(one.messageId) ?? [] }));
  return { ...sorted, claimed };
};

type Held = Holder & { fresh: boolean };

/** The first message under each ledger key: stored before, or claimed for the event of this batch that comes first. */
const holdersOf = (events: readonly MessageReceived[], { ledger, accounts, copies }: Ours) => {
  const holders = new Map<string, Held>();
  for (const event of events) {
    const key = ledgerKey(event);
    if (holders.has(key)) continue;
    const mine = ledger.mine.get(key);
    const { accountGroupId } = accounts.get(event.accountId)!;
    const known = copies.get(key) ?? ledger.known.get(key);
    if (known) holders.set(key, { ...known, fresh: false });
    else if (mine) holders.set(key, { ...mine, accountGroupId, fresh: true });
  }
  return holders;
};

const keyOf = ({ channel, externalId }: MessageReceived, { accountGroupId }: AccountFacts): CopyKey => ({
  channel,
  externalId,
  accountGroupId,
});

const copiesAmong = (
  events: readonly MessageReceived[],
  holders: ReadonlyMap<string, Held>,
  { accounts }: Ours,
): CopyKey[] =>
  events.flatMap((event) => {
    const key = keyOf(event, accounts.get(event.accountId)!);
    const holder = holders.get(ledgerKey(event));
    return holder && holder.accountGroupId !== key.accountGroupId ? [key] : [];
  });

/** What an event is in its account group. */
const messageOf = (
  event: MessageReceived,
  found: {
    account: AccountFacts;
    holders: ReadonlyMap<string, Held>;
    copies: ReadonlyMap<string, ClaimedCopy>;
  },
): { messageId: string | undefined; fresh: boolean; copyOf?: string } => {
  const holder = found.holders.get(ledgerKey(event));
  if (!holder) return { messageId: undefined, fresh: false };
  const { messageId: firstId, accountGroupId } = holder;
  if (accountGroupId === found.account.accountGroupId) return holder;
  return { ...found.copies.get(copyKey(keyOf(event, found.account)))!, copyOf: firstId };
};
