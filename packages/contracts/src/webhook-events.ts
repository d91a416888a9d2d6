import { z } from 'zod';
import { instant, uuid } from './primitives.js';

/** What an endpoint of an outgoing webhook can ask to be told of. */
export const webhookEventTypes = [
  'message.received',
  'answer.sent',
  'answer.failed',
  'thread.assigned',
  'thread.closed',
  'thread.reopened',
  'thread.snoozed',
  'person.merged',
  'person.merge_undone',
  'person.erased',
  'promise.made',
  'promise.kept',
  'promise.broken',
  'post.grave',
] as const;
export type WebhookEventType = (typeof webhookEventTypes)[number];

const inThread = { threadId: uuid, topicId: uuid.nullable(), accountGroupId: uuid };
const ofMessage = { ...inThread, messageId: uuid, channel: z.string(), accountId: uuid.nullable() };
const byAgent = { ...inThread, byAgentId: uuid.nullable() };
const ofPromise = { ...inThread, promiseId: uuid, dueAt: instant, ownerAgentId: uuid };
/** `formerThreadIds` are threads that are no more, and where what was in them is now stands in `threadIds`. */
const ofPersons = { changeId: uuid, threadIds: z.array(uuid), formerThreadIds: z.array(uuid) };

const event = <Type extends WebhookEventType | 'webhook.test', Data extends z.ZodRawShape>(
  type: Type,
  data: Data,
) => z.object({ v: z.literal(1), type: z.literal(type), timestamp: instant, data: z.object(data) });

/**
 * The body of a webhook. It holds ids and states, never words, names, addresses or secrets: whoever may know more asks the API. Fields may be added
 * under one `v`; none is taken away or changes its meaning.
 */
export const webhookEvent = z.discriminatedUnion('type', [
  event('message.received', { ...ofMessage, audience: z.enum(['private', 'public']), sentAt: instant }),
  event('answer.sent', { ...ofMessage, deliveryId: uuid }),
  event('answer.failed', {
    ...ofMessage,
    deliveryId: uuid,
    /** It left, and came back. */
    bounced: z.boolean(),
    code: z.string().nullable(),
  }),
  event('thread.assigned', { ...byAgent, agentId: uuid.nullable() }),
  event('thread.closed', byAgent),
  event('thread.reopened', byAgent),
  event('thread.snoozed', { ...byAgent, until: instant }),
  event('person.merged', ofPersons),
  event('person.merge_undone', ofPersons),
  event('person.erased', { threadIds: z.array(uuid) }),
  event('promise.made', ofPromise),
  event('promise.kept', ofPromise),
  event('promise.broken', ofPromise),
  event('post.grave', { stormId: uuid, accountGroupId: uuid, messageIds: z.array(uuid) }),
  /** Sent when an admin tries the endpoint. */
  event('webhook.test', {}),
]);
export type WebhookEvent = z.infer<typeof webhookEvent>;
