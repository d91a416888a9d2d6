import type { MessageReceived } from '@filo/contracts';
import type { TopicFacts } from '../topics/place-message.js';
import type { AnsweredMessage, PlacingFound } from '../topics/read-placing-facts.js';
import type { AnswerIndex } from './find-answered.js';

type Spoken = Pick<MessageReceived, 'sortAt' | 'history' | 'class' | 'direction'>;

/** What placing knows: read from the database once, then kept in step with what the batch itself decides. */
export class PlacingMemory implements AnswerIndex {
  readonly byDelivery: Map<string, AnsweredMessage>;
  readonly byMessage: Map<string, AnsweredMessage>;
  readonly byThreadingId = new Map<string, AnsweredMessage[]>();
  readonly #topics = new Map<string, TopicFacts>();
  readonly #topicsOf = new Map<string, TopicFacts[]>();

  constructor(found: PlacingFound) {
    for (const [personId, topics] of found.topicsOf)
      this.#topicsOf.set(
        personId,
        topics.map((topic) => this.#same(topic)),
      );
    const answered = found.answered.map((message) => ({
      ...message,
      topic: message.topic && this.#same(message.topic),
    }));
    this.byMessage = new Map(answered.map((message) => [message.id, message]));
    this.byDelivery = new Map(
      [...found.deliveries].flatMap(([deliveryId, messageId]) => {
        const message = this.byMessage.get(messageId);
        return message ? [[deliveryId, message] as const] : [];
      }),
    );
    for (const message of answered) this.#index(message);
  }

  topicsOf(personId: string): readonly TopicFacts[] {
    return this.#topicsOf.get(personId) ?? [];
  }

  join(topicId: string, event: Spoken): TopicFacts {
    const topic = this.#topics.get(topicId)!;
    if (event.class !== 'human') return topic;
    const at = Date.parse(event.sortAt);
    topic.lastAt = Math.max(topic.lastAt, at);
    topic.openedAt = Math.min(topic.openedAt, at);
    if (event.history) return topic;
    topic.historyOnly = false;
    if (event.direction === 'inbound') topic.state = 'open';
    else if (topic.state === 'open') topic.state = 'waiting';
    return topic;
  }

  open(
    personId: string,
    event: Spoken,
    made: Pick<TopicFacts, 'id' | 'subjectKey' | 'accountGroupId' | 'assigneeId'>,
  ): TopicFacts {
    const at = Date.parse(event.sortAt);
    const topic: TopicFacts = {
      ...made,
      state: event.history ? 'closed' : event.direction === 'inbound' ? 'open' : 'waiting',
      openedAt: at,
      lastAt: at,
      closedAt: event.history ? at : null,
      historyOnly: event.history,
    };
    this.#topics.set(topic.id, topic);
    this.#topicsOf.set(personId, [...this.topicsOf(personId), topic]);
    return topic;
  }

  /** A later message of the batch may answer this one. */
  remember(message: AnsweredMessage): void {
    this.byMessage.set(message.id, message);
    this.#index(message);
  }

  #same(topic: TopicFacts): TopicFacts {
    const known = this.#topics.get(topic.id) ?? topic;
    this.#topics.set(topic.id, known);
    return known;
  }

  #index(message: AnsweredMessage): void {
    const names = new Set([message.threadingId, ...(message.alsoCalled ?? [])]);
    for (const name of names)
      if (name !== null) this.byThreadingId.set(name, [...(this.byThreadingId.get(name) ?? []), message]);
  }
}
