import type { Logger } from '@filo/service';
import type { DataSource } from 'typeorm';
import { inTransaction } from '../../database/in-transaction.js';
import type { Queryable } from '../../database/queryable.js';
import { suggestionsChanged } from '../suggestions-changed.js';
import { recordLive } from '../../live/record-live.js';
import { untilAborted } from '../../worker/until-aborted.js';
import { keepTokens } from './keep-tokens.js';
import { learnShared } from './learn-shared.js';
import { readNewMessages } from './read-messages.js';
import { readPairs } from './read-pairs.js';
import { storePairs } from './store-pairs.js';

const batchMax = 500;
const idleMs = 2000;
/** Over a backlog it rests for four times as long as it worked: ingest comes first. */
const restFactor = 4;

/** What one look at new messages came to. */
export interface Looked {
  messages: number;
  pairs: number;
  stored: number;
}

/**
 * Reads new messages beside ingest, keeps what their authors show of themselves, and suggests who may be one person. It holds
 * up nothing and joins nobody. One worker at a time does it; the place up to which messages are read moves in the transaction
 * that stores what came of them, so that a crash reads them again and changes nothing by that.
 */
export class FindSuggestions {
  constructor(
    private readonly parts: {
      dataSource: DataSource;
      log: Logger;
      /** How far the clocks of our machines may be apart: ids are made by them. */
      clocksApartMs?: number;
      /** Ingest has its hands full: suggestions can wait. */
      busy?: () => boolean;
    },
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      if (this.parts.busy?.()) {
        await untilAborted(idleMs, signal);
        continue;
      }
      const started = performance.now();
      const { messages, stored } = await this.once();
      const tookMs = performance.now() - started;
      if (stored > 0) this.parts.log.info({ messages, stored }, 'suggestions stored');
      await untilAborted(messages < batchMax ? idleMs : tookMs * restFactor, signal);
    }
  }

  /** Reads the next batch; without messages there is nothing new, or another worker is at it. */
  once(): Promise<Looked> {
    return inTransaction(this.parts.dataSource, (db) => this.#look(db));
  }

  async #look(db: Queryable): Promise<Looked> {
    await db.query('insert into match_place default values on conflict do nothing');
    const [place] = (await db.query(taking, [this.parts.clocksApartMs ?? 2000])) as {
      after: string;
      before: Date;
    }[];
    if (!place) return { messages: 0, pairs: 0, stored: 0 };
    const { messages, read, last } = await readNewMessages(db, {
      after: place.after,
      before: idAt(place.before),
      limit: batchMax,
    });
    if (read === 0) return { messages: 0, pairs: 0, stored: 0 };
    await learnShared(db, messages);
    const pairs = await readPairs(db, await keepTokens(db, messages));
    const stored = await storePairs(db, pairs);
    if (stored > 0) await recordLive(db, [suggestionsChanged]);
    await db.query('update match_place set message_id = $1', [last]);
    return { messages: read, pairs: pairs.length, stored };
  }
}

/** The first id that could be made at an instant: ids of messages are UUIDv7, and sort by the time they were made in. */
const idAt = (instant: Date): string => {
  const time = instant.getTime().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`;
};

/**
 * Only up to where no transaction is open that may still commit: a message gets its id in its transaction, so that none with a
 * lower id can come later.
 */
const taking = `
select p.message_id as after, least(clock_timestamp(), (
  select min(a.xact_start) from pg_stat_activity a
  where a.datname = current_database() and a.pid <> pg_backend_pid() and a.backend_type = 'client backend'))
  - $1::int * interval '1 millisecond' as before
from match_place p for update of p skip locked`;
