import { newId } from '../../database/new-id.js';
import { isListened } from '../../listening/heard-as.js';
import { identityKey, type KnownIdentity } from '../../people/resolve-identities.js';
import { anchorOf } from '../anchor-of.js';
import { noRows } from '../batch-rows.js';
import { bindReports } from '../bind-reports.js';
import { blobsOf } from '../blobs-of.js';
import { findAnswered } from '../find-answered.js';
import type { Claimed } from '../intake.js';
import { attachmentRows, messageRow } from '../message-row.js';
import { newestNames } from '../newest-name.js';
import { answeredAt } from '../parts-answered.js';
import { usedNames } from '../used-names.js';
import type { BatchFacts, BatchPlan, Planning } from './batch-plan.js';
import { messageAdded } from './message-added.js';
import { planEvidence } from './plan-evidence.js';
import { planParticipants } from './plan-participants.js';
import { planPerson } from './plan-person.js';
import { planTopic } from './plan-topic.js';

/** Decides everything about a batch of new messages, oldest first, from facts read before. Touches no database. */
export const planBatch = (claimed: readonly Claimed[], facts: BatchFacts): BatchPlan => {
  const plan: BatchPlan = { rows: noRows(), spoken: new Map(), reports: [], live: [] };
  const bySortAt = claimed
    .map((one) => ({ one, at: Date.parse(one.event.sortAt) }))
    .sort((a, b) => a.at - b.at || inOrder(a.one, b.one))
    .map(({ one }) => one);
  for (const one of bySortAt) planMessage({ plan, facts }, notLaterThan(facts.now, one));
  plan.rows.names = newestNames(bySortAt, facts.identities);
  plan.rows.usedNames = usedNames(bySortAt, facts.identities);
  return plan;
};

/** A mail before its copies in other account groups. */
const inOrder = (a: Claimed, b: Claimed): number =>
  a.event.externalId === b.event.externalId
    ? Number(a.copyOf !== undefined) - Number(b.copyOf !== undefined)
    : a.event.externalId < b.event.externalId
      ? -1
      : 1;

/** No clock of others may put a message into our future. */
const notLaterThan = (now: Date, one: Claimed): Claimed =>
  Date.parse(one.event.sortAt) <= now.getTime()
    ? one
    : { ...one, event: { ...one.event, sortAt: now.toISOString() } };

const planMessage = (planning: Planning, one: Claimed): void => {
  const { plan, facts } = planning;
  const { event, messageId } = one;
  const author = facts.identities.get(identityKey(event.author))!;
  const replyTo = facts.identities.get(identityKey(event.replyTo))!;
  const anchor = besideCopies(facts, one, author) ?? partOf(facts, one, author) ?? anchorIn(facts, one);
  rememberAnchor(facts, one, { anchor, author });
  // What was only found is nobody's word to us: it makes no person.
  const human = event.class === 'human' && !isListened(event);
  const personId = facts.people.get(anchor.id) ?? (human ? planPerson(planning, anchor, one) : undefined);
  const found = findAnswered(event, facts.memory, { ids: facts.ids, personId });
  // What nobody of this account group sees is not answered as far as they are told.
  const answered = found.filter((message) => message.accountGroupId === one.account.accountGroupId);
  const topic = personId === undefined ? undefined : planTopic(planning, one, { personId, anchor, answered });
  const bound = bindReports(one, found, facts);
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
  planParticipants(planning, one, answered[0]);
  planBelongings(plan, one, author);
  planEvidence(planning, one, author);
  if (human) noteSpoken(plan, personId, one);
  plan.live.push(messageAdded(one, personId ?? null));
  facts.memory.remember({
    id: messageId,
    ...{ threadingId: event.threadingId ?? null, alsoCalled: one.alsoCalled ?? null },
    anchorIdentityId: anchor.id,
    accountGroupId: one.account.accountGroupId,
    personId: personId ?? null,
    direction: event.direction,
    sortAt: Date.parse(event.sortAt),
    topic,
  });
};

const noteSpoken = ({ spoken }: BatchPlan, personId: string | undefined, { account }: Claimed): void => {
  if (personId === undefined) return;
  spoken.set(personId, (spoken.get(personId) ?? new Set()).add(account.accountGroupId));
};

/**
 * The same letter has one author, wherever it came. What is another's word here, or our own, stands where it would without the copy:
 * a mail from one group to the other, or of a form mailer that one of them alone knows.
 */
const besideCopies = (
  { anchors, identities }: BatchFacts,
  { event, messageId, copyOf }: Claimed,
  author: KnownIdentity,
): KnownIdentity | undefined => {
  const first = anchors.get(copyOf ?? messageId);
  if (event.direction !== 'inbound' || !first?.of.includes(author.id)) return undefined;
  const id = first.anchorId;
  if (id === author.id) return author;
  return [...identities.values()].find((identity) => identity.id === id) ?? { ...author, id };
};

/** What is told to copies that are planned later. */
const rememberAnchor = (
  { anchors }: BatchFacts,
  { event, messageId, copyOf }: Claimed,
  { anchor, author }: { anchor: KnownIdentity; author: KnownIdentity },
): void => {
  const firstId = copyOf ?? messageId;
  if (event.direction === 'inbound' && !anchors.has(firstId))
    anchors.set(firstId, { anchorId: anchor.id, of: [anchor.id, author.id] });
};

const anchorIn = (facts: BatchFacts, { event }: Claimed): KnownIdentity =>
  anchorOf(event, facts.identities, (personId) =>
    findAnswered(event, facts.memory, { ids: facts.ids, personId }),
  );

/** Whoever answers from a shared address what stands with a part of it is that part. */
const partOf = (facts: BatchFacts, { event }: Claimed, author: KnownIdentity): KnownIdentity | undefined => {
  if (facts.parts.size === 0) return undefined;
  const id = answeredAt(event, facts);
  const follows = id !== undefined && facts.parts.get(id) === author.id && facts.people.has(id);
  return follows ? { ...author, id } : undefined;
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
        claimed: event.authorProof.verdict !== 'proven',
        account_group_id: one.account.accountGroupId,
      });
};
