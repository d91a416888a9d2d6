import type { Reader } from '../../access/reader.js';
import type { Queryable } from '../../database/queryable.js';
import { pinnedReply, type PreparedReply } from '../../replies/prepare-reply.js';
import { readVersion } from '../../threads/version-of.js';
import { gone, uploadsOf } from '../standing-draft.js';
import type { ScheduleWanted } from './schedule-reply.js';
import { seenWords } from './seen-words.js';

/** Writes down when an answer leaves and what its author saw; it hangs on the identity in whose thread it answers. The caller holds the thread's lock. */
export const writeSchedule = async (
  db: Queryable,
  reader: Reader,
  { id, personId, schedule, prepared }: ScheduleWanted & { id: string; prepared: PreparedReply },
): Promise<void> => {
  const { content, reply, device, seq, sendAt } = schedule;
  // Whoever answers a post that was only found moves the thread by that.
  const version = (await readVersion(db, personId, reader.accountGroupIds)) ?? schedule.seen;
  const seen = await seenWords(db, { personId, reader });
  const [written] = (await db.query(writing, [
    ...[reader.agentId, id, prepared.answered.anchorIdentityId, device, seq],
    // When it comes back it answers what it was to answer, not what came since.
    ...[
      JSON.stringify({ ...content, answersMessageId: prepared.answered.id }),
      uploadsOf(content),
      JSON.stringify(pinnedReply(reply, prepared)),
      sendAt,
    ],
    ...[version, seen.identityIds, seen.ids, prepared.account.id, prepared.answered.audience === 'public'],
  ])) as [{ count: number }];
  if (written.count === 0) throw gone({ state: 'sent' });
};

const writing = `
with written as (
  insert into draft as d (agent_id, id, anchor_identity_id, mode, state, device, seq, content, upload_ids, reply, send_at, seen, seen_identity_ids, seen_ids, account_id, in_public)
  values ($1, $2, $3, 'reply', 'scheduled', $4, $5, $6::jsonb, $7::uuid[], $8::jsonb, $9::timestamptz, $10, $11::uuid[], $12::uuid[], $13, $14)
  on conflict (agent_id, id) do update set state = 'scheduled', anchor_identity_id = $3, device = $4, seq = $5, content = $6::jsonb, upload_ids = $7::uuid[],
    reply = $8::jsonb, send_at = $9::timestamptz, seen = $10, seen_identity_ids = $11::uuid[], seen_ids = $12::uuid[], account_id = $13, in_public = $14,
    tried_at = null, notice = null, revision = d.revision + 1, changed_at = clock_timestamp()
  where d.state in ('open', 'scheduled') and d.mode = 'reply' returning 1)
select count(*)::int as count from written`;
