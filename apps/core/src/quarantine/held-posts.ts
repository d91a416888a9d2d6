import type { MessageDeleted } from '@filo/contracts';
import type { DeletedPost } from '../deletions/on-bus/note-on-bus.js';
import { mayStandIn, standInFor } from '../deletions/stand-in.js';
import type { Queryable } from '../database/queryable.js';
import { firstName, joinFirstName } from '../ingest/first-name.js';
import { recordLive } from '../live/record-live.js';
import { isOlder, isRemovable } from '../retention/due-messages.js';

/** What others said in public is somebody's post wherever it lies; core says so of what it keeps itself, and a connector of what it could not read. */
const isHeld = `q.state in ('waiting', 'replaying') and q.envelope ->> 'post' is not null`;

/** Of an account, and of removed ones that it looks after, where everybody can read it; as `public-messages` tells of messages, each as its own server calls it; of whom nobody knows counts as an author of their own. `$1`: the account, `$2`: since when, `$3`: behind which id. */
export const heldPosts = `
select q.id, coalesce(q.envelope ->> 'toldAs', q.external_id) as external_id,
  coalesce(q.envelope -> 'author' ->> 'key', q.envelope ->> 'toldAs', q.external_id) as author from quarantine q
where ${isHeld} and q.sort_at >= $2 and q.id > $3 and (q.account_id = $1 or q.envelope ->> 'post' = 'everybody' and exists (
  select from account gone where gone.id = q.account_id and gone.state = 'removed'
    and gone.channel = (select channel from account where id = $1) and ${standInFor('gone')} = $1))`;

/** What is let go of here leaves no word: the row tells that it was here, and housekeeping takes the bytes. */
const letGo = `state = 'discarded', envelope = q.envelope - 'content' - 'subject'`;

/**
 * Posts that their author deleted go from quarantine as well, on the word of whoever heard them; resolves with them. A deletion that comes again changes
 * nothing. As at ingest these rows are locked after the threads.
 */
export const discardDeleted = (db: Queryable, deletions: readonly MessageDeleted[]): Promise<Discarded[]> =>
  discard(db, discardingDeleted, [JSON.stringify(deletions)]);

/** The same of what is older than its channel is kept; resolves with how many there were. */
export const discardOld = async (
  db: Queryable,
  { channel, groupId }: { channel: string; groupId: string },
): Promise<number> => (await discard(db, discardingOld, [channel, groupId])).length;

/** And of what accounts heard that were removed with their words: what came in since their messages were erased, too. */
export const discardErased = async (db: Queryable): Promise<number> =>
  (await discard(db, discardingErased, [])).length;

const discard = async (db: Queryable, which: string, of: string[]): Promise<Discarded[]> => {
  const gone = (await db.query(which, of)) as Discarded[];
  await tell(db, gone);
  return gone;
};

interface Discarded extends DeletedPost {
  groupId: string;
}

const tell = (db: Queryable, gone: readonly Discarded[]): Promise<void> =>
  recordLive(
    db,
    [...new Set(gone.map(({ groupId }) => groupId))].map((accountGroupId) => ({
      accountGroupId,
      kind: 'quarantine',
      data: {},
    })),
  );

/** Discards the rows `q` of `due`, each locked before it changes, in the order in which whoever stores them locks them. */
const discarding = (due: string): string => `
with due as materialized (
  select q.id ${due} order by q.channel, q.external_id, q.account_group_id for update of q
), gone as (
  update quarantine q set ${letGo} from due where q.id = due.id returning q.account_group_id, q.channel, q.external_id, q.raw_sha256)
select account_group_id as "groupId", channel, external_id as "externalId", array_remove(array[raw_sha256], null) as blobs from gone`;

const discardingDeleted = discarding(`
  from json_to_recordset($1) as r(channel text, "accountId" uuid, "externalId" text)
  ${joinFirstName('r.channel', 'r."externalId"')}
  join quarantine q on q.channel = r.channel and q.external_id = ${firstName('r."externalId"')}
  where ${isHeld} and (q.account_id = r."accountId" or q.envelope ->> 'post' = 'everybody' and exists (
    select from account gone join account mine on mine.id = r."accountId" where gone.id = q.account_id and ${mayStandIn('mine', 'gone')}))`);

const discardingOld = discarding(`
  from retention r join quarantine q on q.channel = r.channel and q.account_group_id = r.account_group_id
  where r.channel = $1 and r.account_group_id = $2 and q.state = 'waiting' and ${isOlder('q', 'r.days')}`);

const discardingErased = discarding(`
  from account gone join quarantine q on q.account_id = gone.id
  where gone.state = 'removed' and gone.erase_words_at <= now() and q.state = 'waiting' and ${isRemovable('q')}`);
