import type { MessageReceived } from '@filo/contracts';
import type { DataSource } from 'typeorm';
import { askToAcknowledge } from '../acknowledging/ask-to-acknowledge.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { lockSaid } from '../deliveries/lock-said.js';
import { lookAtCodesAgain } from '../invitations/look-at-codes-again.js';
import { asHeardTogether } from '../listening/heard-as.js';
import { noteHeard } from '../listening/note-heard.js';
import { raiseListened, saidAfterAll } from '../listening/raise-listened.js';
import { asOurs, isAtNetwork } from './as-ours.js';
import { bringUpToDate } from './bring-up-to-date.js';
import { claimLedger } from './claim-ledger.js';
import { copiesOfOurs } from './copies-of-ours.js';
import { ledgerKey, type AccountFacts, type Claimed, type CommittedEvent, type Told } from './intake.js';
import type { MessageRow } from './batch-rows.js';
import { arrivalRow } from './message-row.js';
import { namePosts } from './name-posts.js';
import { noteAvatars } from './note-avatars.js';
import { noteHandles } from './note-handles.js';
import type { OwnIds } from './own-ids.js';
import { planBatch } from './planning/plan-batch.js';
import { readBatchFacts } from './read-batch-facts.js';
import { releaseQuarantined } from '../quarantine/release-quarantined.js';
import { sortOut } from './sort-out.js';
import { writeArrivals } from './write-arrivals.js';
import { renameKeys } from '../people/rename-keys.js';
import { severityWordsOf, type SeverityWords } from '../severity/severity-words-of.js';
import { settleWeighed } from '../severity/settle-weighed.js';
import { weighBatch } from '../severity/weigh-batch.js';
import { writeRows } from './write-rows.js';

/**
 * Merges a batch of messages into the threads of their authors: one transaction, a fixed number of statements, whatever the
 * size of the batch.
 *
 * Correct under any order, any lanes and any number of workers, because every transaction takes its locks in the same
 * order: ledger keys, identities that get a name or a first person, new identities, threads, storms, each sorted. What a
 * decision rests on is read after the lock that protects it. When two transactions collide all the same, the loser is run
 * again from the start. A message that its account group has already adds an arrival and nothing else.
 */
export class StoreMessages {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ids: OwnIds,
    private readonly words: SeverityWords = severityWordsOf([]),
  ) {}

  /** Resolves after the commit. What comes from a blocked address is not stored but named, with who blocked it. */
  async run(
    events: readonly MessageReceived[],
    accounts: ReadonlyMap<string, AccountFacts>,
  ): Promise<StoredMessages> {
    if (events.length === 0) return { committed: [], blocked: new Map() };
    await renameKeys(this.dataSource, events);
    return inTransaction(this.dataSource, async (db) => {
      const told = await asOurs(db, events, accounts);
      await lockSaid(db, told.filter(isSaidByUs));
      const named = await namePosts(db, told);
      return this.#store(db, asHeardTogether(named, accounts), accounts);
    });
  }

  async #store(
    db: Queryable,
    events: readonly Told[],
    accounts: ReadonlyMap<string, AccountFacts>,
  ): Promise<StoredMessages> {
    const copies = await copiesOfOurs(db, events, this.ids);
    const ledger = await claimLedger(db, events, copies);
    const { claimed, repeated, outcomes, blocked } = await sortOut(db, events, {
      ledger,
      accounts,
      copies,
    });
    const rows = claimed.length > 0 ? await this.#merge(db, claimed) : [];
    await lookAtCodesAgain(db, repeated);
    if (repeated.length > 0) await writeArrivals(db, repeated);
    await noteHeard(db, { claimed, repeated });
    await raiseListened(db, await saidAfterAll(db, repeated, accounts), { ids: this.ids });
    const released = claimed.filter(
      ({ event, copyOf }) => copyOf !== undefined || ledger.mine.get(ledgerKey(event))?.released,
    );
    const asTold = [...claimed, ...repeated].flatMap(({ event, messageId }) => {
      const { toldAs: externalId, accountId } = event;
      if (externalId === undefined) return [];
      return [{ messageId, event: { ...event, externalId }, account: accounts.get(accountId)! }];
    });
    if (released.length + asTold.length > 0) await releaseQuarantined(db, [...released, ...asTold]);
    await weighBatch(db, { rows, claimed, repeated, accounts }, this.words);
    await settleWeighed(db, rows);
    return { committed: outcomes, blocked: blockedAs(events, blocked) };
  }

  async #merge(db: Queryable, claimed: readonly Claimed[]): Promise<MessageRow[]> {
    const facts = await readBatchFacts(db, claimed, this.ids);
    const plan = planBatch(claimed, facts);
    plan.rows.arrivals = claimed.map(({ event, messageId }) => arrivalRow(event, messageId));
    await writeRows(db, plan.rows);
    const heard = claimed.map(({ event }) => event);
    await noteAvatars(db, heard, facts.identities);
    await noteHandles(db, heard, facts.identities);
    await bringUpToDate(db, plan);
    await askToAcknowledge(db, plan.rows.messages);
    return plan.rows.messages;
  }
}

const isSaidByUs = (event: MessageReceived): boolean => event.direction === 'outbound' && isAtNetwork(event);

interface StoredMessages {
  /** What became of each event that was welcome, in order. */
  committed: CommittedEvent[];
  /** By event id. */
  blocked: ReadonlyMap<string, BlockedMessage>;
}

export interface BlockedMessage {
  /** Who blocked the author. */
  by: string;
  /** Under which it waits: the same wherever it was told. */
  externalId: string;
}

const blockedAs = (
  events: readonly Told[],
  blocked: ReadonlyMap<string, string>,
): Map<string, BlockedMessage> =>
  new Map(
    events.flatMap(({ eventId, externalId }) => {
      const by = blocked.get(eventId);
      return by === undefined ? [] : [[eventId, { by, externalId }] as const];
    }),
  );
