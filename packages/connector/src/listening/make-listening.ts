import type { Bucket, Bus } from '@filo/bus';
import type { ConnectedAccount } from '@filo/contracts';
import type { Logger } from '@filo/service';
import { v7 as uuidv7 } from 'uuid';
import type { OpenedAccount } from '../accounts/account-book.js';
import type { HealthBook } from '../accounts/health-book.js';
import { KvCursor } from '../accounts/kv-cursor.js';
import type { Listening } from '../channel.js';
import { findKnown } from './find-known.js';
import { listPublished } from './list-published.js';
import { makeDeliver } from './make-deliver.js';

export interface ListeningParts {
  bus: Bus;
  state: Bucket;
  health: HealthBook;
  /** Addresses of our accounts on a channel. */
  ours?: ((channel: string) => readonly string[]) | undefined;
  /** Whether what is said in private is a post, too, on a channel. */
  privatePosts?: ((channel: string) => boolean) | undefined;
  log: Logger;
}

/** Everything a channel needs for one account while it listens, holds a door or reconciles; `duty` names its health. */
export const makeListening = (
  { bus, state, health, log, ours, privatePosts }: ListeningParts,
  { account, secrets }: OpenedAccount,
  { duty, signal }: { duty: string; signal: AbortSignal },
): Listening => {
  const { accountId, channel } = account;
  const privateToo = privatePosts?.(channel) ?? false;
  const deliver = makeDeliver(bus, account, () => {
    health.cameIn(accountId);
    health.firstWord(accountId, duty);
  });
  return {
    account,
    secrets,
    deliver,
    cursor: new KvCursor(state, accountId),
    blobs: { put: (content) => bus.blobs.put(content) },
    known: (externalIds) => findKnown(bus.ask, account, externalIds),
    // Of what is private no figures are read.
    published: (since, which) => listPublished(bus.ask, accountId, { since, ...(which ?? { privateToo }) }),
    ...tellChanges(bus, account, privateToo),
    health: (told, reason, how) => {
      // A former listener's last words must not speak for its successor.
      if (!signal.aborted) health.set(accountId, duty, { state: told, reason, ...how });
    },
    queryHealth: (queryId, told, { reason, answered } = {}) => {
      if (!signal.aborted) health.query(accountId, queryId, { state: told, reason, answered });
    },
    ours: () => ours?.(channel) ?? [account.address],
    costs: (today) => {
      if (!signal.aborted) health.costs(accountId, today);
    },
    keyEnds: (at) => {
      if (!signal.aborted) health.keyEnds(accountId, at?.toISOString() ?? null);
    },
    limits: (allowed) => {
      if (!signal.aborted) health.limits(accountId, allowed);
    },
    log: log.child({ accountId, channel }),
    signal,
  };
};

/** What changed at the source of what core has. */
const tellChanges = (
  bus: Bus,
  { accountId, channel }: Pick<ConnectedAccount, 'accountId' | 'channel'>,
  privateToo: boolean,
): Pick<Listening, 'deleted' | 'edited'> => ({
  deleted: (externalId) =>
    bus.publishInbound({
      ...{ v: 1, type: 'deleted', eventId: uuidv7(), channel, accountId, externalId },
      ...(privateToo && { privateToo }),
      at: new Date().toISOString(),
    }),
  edited: (externalId, now) =>
    bus.publishInbound({
      ...{ v: 1, type: 'edited', eventId: uuidv7(), channel, accountId, externalId },
      ...now,
    }),
});
