import type { MessageReceived } from '@filo/contracts';
import { newId } from '../database/new-id.js';
import type { LiveChange } from '../live/record-live.js';
import { identityKey, type KnownIdentity } from '../people/resolve-identities.js';
import { normaliseSubject } from '../topics/normalise-subject.js';
import { placeMessage, type Placement, type TopicFacts } from '../topics/place-message.js';
import type { AnsweredMessage } from '../topics/read-placing-facts.js';
import { anchorOf } from './anchor-of.js';
import { noRows, type BatchRows } from './batch-rows.js';
import { findAnswered } from './find-answered.js';
import type { Claimed } from './intake.js';
import { attachmentRows, messageRow } from './message-row.js';
import { newestNames } from './newest-name.js';
import type { OwnIds } from './own-ids.js';
import { bindReports, type BoundReports } from './bind-reports.js';
import type { PlacingMemory } from './placing-memory.js';

export interface BatchFacts {
  identities: ReadonlyMap<string, KnownIdentity>;
  /** Person by identity id; grows by the persons that the batch makes. */
  people: Map<string, string>;
  /** Persons of those whom the batch only names, by identity id. */
  named: ReadonlyMap<string, string>;
  memory: PlacingMemory;
  ids: OwnIds;
  now: Date;
}

export interface BatchPlan {
  rows: BatchRows;
  /** Persons in whose threads somebody said something. */
  spoken: Set<string>;
  reports: BoundReports[];
  live: LiveChange[];
}

/** Decides everything about a batch of new messages, oldest first, from facts read before. Touches no database. */
export const planBatch = (claimed: readonly Claimed[], facts: BatchFacts): BatchPlan => {
  const plan: BatchPlan = { rows: noRows(), spoken: new Set(), reports: [], live: [] };
  const bySortAt = claimed
    .map((one) => ({ one, at: Date.parse(one.event.sortAt) }))
    .sort((a, b) => a.at - b.at || (a.one.event.externalId < b.one.event.externalId ? -1 : 1))
    .map(({ one }) => one);
  for (const one of bySortAt) planMessage(plan, facts, notLaterThan(facts.now, one));
  plan.rows.names = newestNames(
    bySortAt.map(({ event }) => event),
    facts.identities,
  );
  return plan;
};

/** No clock of others may put a message into our future. */
const notLaterThan = (now: Date, one: Claimed): Claimed =>
  Date.parse(one.event.sortAt) <= now.getTime()
    ? one
    : { ...one, event: { ...one.event, sortAt: now.toISOString() } };

const planMessage = (plan: BatchPlan, facts: BatchFacts, one: Claimed): void => {
  const { event, messageId, account } = one;
  const author = facts.identities.get(identityKey(event.author))!;
  const replyTo = facts.identities.get(identityKey(event.replyTo))!;
  const anchor = anchorOf(event, facts.identities, (personId) =>
    findAnswered(event, facts.memory, { ids: facts.ids, personId }),
  );
  const human = event.class === 'human';
  const personId = facts.people.get(anchor.id) ?? (human ? makePerson(plan, facts, anchor, one) : undefined);
  const answered = findAnswered(event, facts.memory, { ids: facts.ids, personId });
  const placement = personId === undefined ? undefined : place(facts, one, { personId, answered });
  const topic =
    personId === undefined ? undefined : takeTopic(plan, facts, one, { personId, anchor, placement });
  const bound = bindReports(one, answered, facts);
  if (bound) plan.reports.push(bound);

  plan.rows.messages.push(
    messageRow(one, {
      anchorIdentityId: anchor.id,
      authorIdentityId: author.id,
      replyIdentityId: replyTo.id,
      topicId: topic?.id ?? null,
      answersMessageId: answered[0]?.id ?? null,
      marks: bound?.marks ?? [],
    }),
  );
  if (placement && topic) planActions(plan, messageId, { placement, topic });
  planParticipants(plan, facts, one, answered[0]);
  planBelongings(plan, one, author);
  if (human && personId !== undefined) plan.spoken.add(personId);
  plan.live.push({
    accountGroupId: account.accountGroupId,
    kind: 'message',
    data: { threadId: personId ?? null, messageId, change: 'added' },
  });
  facts.memory.remember({
    id: messageId,
    threadingId: event.threadingId ?? null,
    anchorIdentityId: anchor.id,
    personId: personId ?? null,
    direction: event.direction,
    sortAt: Date.parse(event.sortAt),
    topic,
  });
};

/** The first human word makes the person; our own addresses are never persons. */
const makePerson = (
  plan: BatchPlan,
  facts: BatchFacts,
  anchor: KnownIdentity,
  one: Claimed,
): string | undefined => {
  if (anchor.ours) return undefined;
  const personId = newId();
  plan.rows.persons.push({ id: personId });
  plan.rows.links.push({
    id: newId(),
    identity_id: anchor.id,
    person_id: personId,
    evidence: {
      type: one.event.direction === 'inbound' ? 'first-word' : 'our-first-word',
      messageId: one.messageId,
    },
    // No better than the message that it rests on: the address is theirs by what they say until something proves it.
    grade: one.event.authorProof.verdict === 'proven' ? 'proven' : 'claimed',
    actor: 'ingest',
  });
  facts.people.set(anchor.id, personId);
  return personId;
};

const place = (
  facts: BatchFacts,
  { event, account }: Claimed,
  own: { personId: string; answered: readonly AnsweredMessage[] },
): Placement | undefined =>
  placeMessage({
    sortAt: Date.parse(event.sortAt),
    history: event.history,
    human: event.class === 'human',
    subjectKey: normaliseSubject(event.subject),
    accountGroupId: account.accountGroupId,
    answered: own.answered.flatMap((message) =>
      message.personId === own.personId && message.topic ? [message.topic] : [],
    ),
    topics: facts.memory.topicsOf(own.personId),
    onePerSubject: account.onePerSubject,
  });

const takeTopic = (
  plan: BatchPlan,
  facts: BatchFacts,
  { event, account }: Claimed,
  own: { personId: string; anchor: KnownIdentity; placement: Placement | undefined },
): TopicFacts | undefined => {
  const { placement } = own;
  if (!placement) return undefined;
  if (placement.topicId !== undefined) return facts.memory.join(placement.topicId, event);
  const subjectKey = normaliseSubject(event.subject);
  const topic = facts.memory.open(own.personId, event, {
    id: newId(),
    subjectKey,
    accountGroupId: account.accountGroupId,
    assigneeId: placement.assigneeId,
  });
  plan.rows.topics.push({
    id: topic.id,
    anchor_identity_id: own.anchor.id,
    subject: event.subject ?? null,
    subject_key: subjectKey,
    assignee_id: placement.assigneeId,
    account_id: account.id,
    account_group_id: account.accountGroupId,
    opened_at: event.sortAt,
    last_at: event.sortAt,
    state: 'closed',
    continues_topic_id: placement.continuesTopicId,
  });
  return topic;
};

/** The choice of topic is written once; a rebuild replays it and never decides anew. */
const planActions = (
  plan: BatchPlan,
  messageId: string,
  { placement, topic }: { placement: Placement; topic: TopicFacts },
): void => {
  const action = { topic_id: topic.id, message_id: messageId, rule: placement.rule };
  plan.rows.actions.push({ id: newId(), kind: 'placed', ...action, data: {} });
  if (placement.topicId === undefined && placement.assigneeId !== null)
    plan.rows.actions.push({
      id: newId(),
      kind: 'assign',
      ...action,
      data: { agentId: placement.assigneeId },
    });
};

/**
 * Whoever took part sees a pointer in their own thread, and is told of it; whoever is answered in their own thread and is not
 * named in the mail gets one all the same.
 */
const planParticipants = (
  plan: BatchPlan,
  facts: BatchFacts,
  { event, messageId, account }: Claimed,
  answered: AnsweredMessage | undefined,
): void => {
  const named = new Set<string>();
  for (const { identity, role } of event.participants) {
    const { id } = facts.identities.get(identityKey(identity))!;
    plan.rows.participants.push({ message_id: messageId, identity_id: id, role });
    named.add(id);
  }
  const anchorId = plan.rows.messages.at(-1)!.anchor_identity_id;
  const own = facts.people.get(anchorId);
  const elsewhere =
    answered &&
    answered.anchorIdentityId !== anchorId &&
    (answered.personId === null || answered.personId !== own);
  if (elsewhere && !named.has(answered.anchorIdentityId))
    plan.rows.participants.push({
      message_id: messageId,
      identity_id: answered.anchorIdentityId,
      role: 'mentioned',
    });
  const others = [...named].map((id) => facts.people.get(id) ?? facts.named.get(id));
  if (elsewhere) others.push(answered.personId ?? undefined);
  for (const threadId of new Set(others))
    if (threadId !== undefined && threadId !== own)
      plan.live.push({
        accountGroupId: account.accountGroupId,
        kind: 'message',
        data: { threadId, messageId, change: 'added' },
      });
};

const planBelongings = (plan: BatchPlan, one: Claimed, author: KnownIdentity): void => {
  const { event } = one;
  plan.rows.attachments.push(...attachmentRows(one));
  plan.rows.blobs.push(...blobsOf(event));
  if (event.direction === 'inbound')
    for (const [field, value] of Object.entries(event.facts))
      plan.rows.facts.push({
        id: newId(),
        identity_id: author.id,
        field,
        value,
        source: event.channel,
        actor: 'author',
        at: event.sortAt,
      });
};

/** Every blob that a message needs to be whole. */
export const blobsOf = (event: Pick<MessageReceived, 'attachments' | 'raw'>) => [
  ...(event.raw ? [event.raw] : []),
  ...event.attachments.map((attachment) => attachment.blob),
];
