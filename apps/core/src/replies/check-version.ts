import type { Reader } from '../access/reader.js';
import { shownOnceTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import type { ShowMessages } from '../thread-pages/show-messages.js';
import { readVersion } from '../threads/version-of.js';

/** New messages that a refusal shows. */
const shownMax = 20;

/** The version that `If-Match` names: `"12"`, `W/"12"` or `12`. Throws when it is missing or something else. */
export const readIfMatch = (header: string | undefined): number => {
  if (header === undefined || header.trim() === '') {
    throw new DomainError(
      'precondition-required',
      'Nothing was sent: If-Match must name the version of the thread that you read, as `version` and the ETag of the thread say it.',
    );
  }
  const version = /^(?:W\/)?"?(\d{1,15})"?$/.exec(header.trim())?.[1];
  if (version === undefined) {
    throw new DomainError(
      'precondition-unreadable',
      'Nothing was sent: If-Match must hold one thread version such as "12". Read the thread again and send what it says.',
    );
  }
  return Number(version);
};

/** The send guard: refuses when the thread moved on since the composer looked, and shows what is new. The caller holds the lock. */
export const checkVersion = async (
  db: Queryable,
  shown: ShowMessages,
  who: { reader: Reader; personId: string; seen: number },
): Promise<void> => {
  const version = (await readVersion(db, who.personId, who.reader.accountGroupIds)) ?? 0;
  if (version === who.seen) return;
  const ids = await newestWords(db, who, Math.min(Math.max(version - who.seen, 1), shownMax));
  const newMessages = await shown.run(who.reader, ids, db);
  throw new DomainError(
    'thread-changed',
    `Nothing was sent: ${newMessages.length === 1 ? 'a message has' : 'messages have'} come into this thread since you began. Read what is new, then send again.`,
    { version, newMessages },
  );
};

const newestWords = async (
  db: Queryable,
  who: { reader: Reader; personId: string },
  count: number,
): Promise<string[]> => {
  const rows = (await db.query(
    `select m.id from link l
     cross join lateral (
       select m.id, m.ingested_at from message m
       where m.anchor_identity_id = l.identity_id and m.class = 'human' and m.direction <> 'note'
         and ${shownOnceTo('m', '$2')}
       order by m.sort_at desc, m.id desc limit ${shownMax * 2}) m
     where l.person_id = $1 and l.withdrawn_at is null
     order by m.ingested_at desc, m.id desc limit $3`,
    [who.personId, who.reader.accountGroupIds, count],
  )) as { id: string }[];
  return rows.map((row) => row.id);
};
