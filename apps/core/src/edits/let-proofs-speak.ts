import { readStoredMessage } from '../automatic-mail/read-stored-message.js';
import { encodeArray } from '../database/encode-array.js';
import type { Queryable } from '../database/queryable.js';
import type { MessageRow } from '../ingest/batch-rows.js';
import type { Claimed } from '../ingest/intake.js';
import type { OwnIds } from '../ingest/own-ids.js';
import { planStored, writePlaces } from '../ingest/place-stored.js';
import { readBatchFacts } from '../ingest/read-batch-facts.js';
import { isOnlyTheLine } from '../invitations/invitation-code.js';
import { askToRoute } from '../routing/ask-to-route.js';
import { recountTopics } from '../topics/recount-topics.js';
import { moveWords } from '../topics/twins/move-words.js';

interface Proof {
  messageId: string;
  accountGroupId: string;
  anchorIdentityId: string;
  topicId: string | null;
  text: string;
  words: string;
  /** Null once nobody knows any more what the line was. */
  line: { code: string; address: string } | null;
}

/**
 * A proof of which its author made more than the line is a word of theirs from now on: it gets its topic as if it had just come, and waits there for
 * an answer. Resolves with the messages as they were placed. The caller holds the threads and changed the words; the identities are locked late,
 * for the few messages of this kind, and who collides by that runs again.
 */
export const letProofsSpeak = async (
  db: Queryable,
  changedIds: readonly string[],
  ids: OwnIds,
): Promise<MessageRow[]> => {
  const proofs = (await db.query(finding, [encodeArray('uuid', changedIds)])) as Proof[];
  const speaking = proofs.filter(
    ({ words, line }) => line === null || !isOnlyTheLine(words, line.code, line.address),
  );
  if (speaking.length === 0) return [];
  const claimed: Claimed[] = [];
  for (const proof of speaking) claimed.push(await asHuman(db, proof));
  const plan = planStored(claimed, await readBatchFacts(db, claimed, ids));
  const placed = plan.rows.messages.filter((row) => row.topic_id !== null);
  await writePlaces(db, plan);
  await db.query(placing, [
    encodeArray('uuid', placed.map(({ id }) => id)), // prettier-ignore
    encodeArray('uuid', placed.map((row) => row.topic_id)), // prettier-ignore
  ]);
  await recount(db, speaking, placed);
  await askToRoute(
    db,
    plan.rows.topics.map(({ id }) => id),
  );
  return placed;
};

const asHuman = async (
  db: Queryable,
  { messageId, accountGroupId, text, words }: Proof,
): Promise<Claimed> => {
  const stored = await readStoredMessage(db, { accountGroupIds: [accountGroupId] }, messageId);
  return { ...stored, event: { ...stored.event, class: 'human', text, newText: words } };
};

/** Both the topics where they stood and those where they stand now. */
const recount = async (
  db: Queryable,
  before: readonly Proof[],
  placed: readonly MessageRow[],
): Promise<void> => {
  const moved = await moveWords(
    db,
    before.map(({ anchorIdentityId }) => anchorIdentityId),
  );
  const topicIds = [...before.map(({ topicId }) => topicId), ...placed.map((row) => row.topic_id)];
  await recountTopics(db, {
    ...moved,
    topicIds: [...moved.topicIds, ...topicIds.filter((id) => id !== null)],
  });
};

const finding = `
select m.id as "messageId", m.account_group_id as "accountGroupId", m.anchor_identity_id as "anchorIdentityId", m.topic_id as "topicId", m.text,
  m.new_text as words, (
    select json_build_object('code', p.code, 'address', i.key) from proof_request p join identity i on i.id = p.identity_id
    where p.code_message_id = m.id order by p.id desc limit 1) as line
from message m where m.id = any($1::uuid[]) and m.class = 'proof' order by m.id`;

/** What they say now they said just now: nothing that was closed or answered before has answered it. */
const placing = `
update message m set class = 'human', topic_id = r.topic_id, ingested_at = clock_timestamp()
from unnest($1::uuid[], $2::uuid[]) r(id, topic_id) where m.id = r.id`;
