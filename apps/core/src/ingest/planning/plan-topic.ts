import { newId } from '../../database/new-id.js';
import { isListened } from '../../listening/heard-as.js';
import type { KnownIdentity } from '../../people/resolve-identities.js';
import { normaliseSubject } from '../../topics/normalise-subject.js';
import { placeMessage, type Placement, type TopicFacts } from '../../topics/place-message.js';
import type { AnsweredMessage } from '../../topics/read-placing-facts.js';
import type { Claimed } from '../intake.js';
import type { BatchFacts, BatchPlan, Planning } from './batch-plan.js';

/** Whose thread the message goes to, and what of its account group it answers. */
interface Own {
  personId: string;
  anchor: KnownIdentity;
  answered: readonly AnsweredMessage[];
}

/** Chooses the topic of a message in its thread, an old one or a new one; some messages have none. */
export const planTopic = (planning: Planning, one: Claimed, own: Own): TopicFacts | undefined => {
  // What was only found waits for nobody.
  if (isListened(one.event)) return undefined;
  const placement = place(planning.facts, one, own);
  if (!placement) return undefined;
  const topic = takeTopic(planning, one, { ...own, placement });
  planActions(planning.plan, one.messageId, { placement, topic });
  return topic;
};

const place = (facts: BatchFacts, { event, account }: Claimed, own: Own): Placement | undefined =>
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
  { plan, facts }: Planning,
  { event, account }: Claimed,
  { personId, anchor, placement }: Own & { placement: Placement },
): TopicFacts => {
  if (placement.topicId !== undefined) return facts.memory.join(placement.topicId, event);
  const subjectKey = normaliseSubject(event.subject);
  const topic = facts.memory.open(personId, event, {
    id: newId(),
    subjectKey,
    accountGroupId: account.accountGroupId,
    assigneeId: placement.assigneeId,
  });
  plan.rows.topics.push({
    id: topic.id,
    anchor_identity_id: anchor.id,
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
