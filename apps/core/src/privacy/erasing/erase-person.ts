import { inTransaction } from '../../database/in-transaction.js';
import type { Queryable } from '../../database/queryable.js';
import { recordAudit } from '../../audit/record-audit.js';
import { emptyMessages } from '../../deletions/empty-messages.js';
import { findQuotes } from '../../deletions/find-quotes.js';
import { tellChanged, type ChangedMessage } from '../../deliveries/tell-changed.js';
import { recordLive } from '../../live/record-live.js';
import { holdPeople } from '../../people/hold-people.js';
import { holdLinks } from '../../people/links/hold-links.js';
import { lockIdentities } from '../../people/links/lock-identities.js';
import { forgetPosts } from '../../severity/forget-posts.js';
import { lockThreads } from '../../threads/lock-threads.js';
import type { JobAtWork, JobParts } from '../run-privacy-jobs.js';
import { eraseKeys, eraseRows } from './erase-rows.js';
import { isHidden } from '../hidden-words.js';
import { findErased, type Found } from './find-erased.js';
import { keepHashes } from './keep-hashes.js';
import { blobsOfErased, forgetBlobs, letGoOfLists } from './let-go-of-blobs.js';
import { eraseWebhookLog, tellWebhooks } from './webhooks-of-erased.js';

/** Whom an erasure that has not begun is about: the addresses of the person when it was asked for. */
export interface AskedFor {
  identityIds: string[];
}

/** What is still to be done outside of the database, by nothing but hashes and ids. */
export interface Work {
  /** Under which exports of them may have been made. */
  persons: string[];
  hashes: string[];
  /** No row names them any more. */
  blobs: string[];
  /** On the bus they go where no event that stays names them. */
  files: string[];
  counts: { messages: number; words: number; quarantined: number; webhooks?: number };
}

export const erasedMark = {
  code: 'erased',
  text: 'Whoever wrote this was erased; their words are gone from here.',
};

/**
 * Takes a person out of the database in one transaction, with the hashes that keep it from coming back and what is still to be done elsewhere. Undefined
 * where the person is no more, or has come to have something that whoever asked did not see.
 */
export const erasePerson = (
  { dataSource }: Pick<JobParts, 'dataSource'>,
  job: JobAtWork,
): Promise<Work | undefined> =>
  inTransaction(dataSource, async (db) => {
    // Some of what names them has no index for it.
    await db.query(
      `select set_config('enable_seqscan', 'on', true), set_config('enable_hashjoin', 'on', true)`,
    );
    await holdLinks(db);
    // Whoever was silent for too long may have done it meanwhile.
    const done = await workOf(db, job.id);
    if (done !== undefined) return done;
    const found = await hold(db, job.personId);
    if (found === undefined || isAnother(found, job) || (await isHidden(db, job))) return undefined;
    const hashes = await keepHashes(db, found);
    const files = await blobsOfErased(db, found);
    const [counted] = (await db.query(counting, [found.messages])) as { words: number }[];
    await forgetWords(db, found);
    await letGoOfLists(db, found);
    await tellGone(db, job.personId);
    await eraseKeys(db, found);
    await tellWebhooks(db, found);
    await eraseRows(db, found);
    const counts = {
      ...{ messages: found.messages.length, words: counted!.words },
      quarantined: found.quarantined.length,
      webhooks: await eraseWebhookLog(db, found),
    };
    await recordAudit(db, {
      ...{ agentId: job.agentId, kind: 'person-erased', subjectId: job.personId },
      data: { messages: counts.messages },
    });
    const work = { persons: found.persons, hashes, files, blobs: await forgetBlobs(db, files), counts };
    await db.query('update privacy_job set work = $2 where id = $1', [job.id, JSON.stringify(work)]);
    return work;
  });

/** Joined or parted since it was asked for: nobody was shown what would go now. */
const isAnother = ({ identities }: Found, { work }: JobAtWork): boolean =>
  work !== null && 'identityIds' in work && work.identityIds.join() !== identities.join();

const workOf = async (db: Queryable, id: string): Promise<Work | undefined> => {
  const [row] = (await db.query(`select work from privacy_job where id = $1 and work ? 'hashes'`, [id])) as {
    work: Work;
  }[];
  return row?.work;
};

/** In the order of ingest: identities, then threads. */
const hold = async (db: Queryable, personId: string): Promise<Found | undefined> => {
  const before = (await db.query(
    'select identity_id as id from link where person_id = $1 and withdrawn_at is null',
    [personId],
  )) as { id: string }[];
  if (before.length === 0) return undefined;
  await lockIdentities(db, before.map(({ id }) => id)); // prettier-ignore
  await lockThreads(db, [personId]);
  return findErased(db, personId);
};

const counting = `select count(*)::int as words from message_words where message_id = any($1::uuid[])`;

/** Their words where they stand in what stays: quotes, forwards, the search, the reasons of severity. */
const forgetWords = async (db: Queryable, { messages, carrying }: Found): Promise<void> => {
  const quotes = (await findQuotes(db, messages, 'every-group')).filter(
    ({ messageId }) => !messages.includes(messageId),
  );
  const carried = (await db.query(placing, [carrying])) as ChangedMessage[];
  const changed = [...quotes, ...carried];
  await holdPeople(db, [...new Set(changed.map(({ anchorIdentityId }) => anchorIdentityId))]);
  const ids = [...messages, ...carrying];
  await emptyMessages(db, { ids, quotes: quotes.map(({ messageId }) => messageId) }, erasedMark);
  await db.query(`delete from attachment where message_id = any($1::uuid[])`, [carrying]);
  await tellChanged(db, changed);
  await forgetPosts(db, (await db.query(placing, [messages])) as ChangedMessage[]);
  await db.query('delete from message_words where message_id = any($1::uuid[])', [ids]);
};

const placing = `
select id as "messageId", account_group_id as "accountGroupId", anchor_identity_id as "anchorIdentityId"
from message where id = any($1::uuid[])`;

/** Whoever has the thread open looks again, and finds that it is not there. */
const tellGone = async (db: Queryable, personId: string): Promise<void> => {
  const rows = (await db.query(
    `select r.account_group_id as "accountGroupId", t.version::float8 as version
     from thread_row r join thread t on t.person_id = r.person_id where r.person_id = $1`,
    [personId],
  )) as { accountGroupId: string; version: number }[];
  await recordLive(
    db,
    rows.map(({ accountGroupId, version }) => ({
      ...{ accountGroupId, kind: 'thread' as const },
      data: { threadId: personId, version: version + 1 },
    })),
  );
};
