import { applyTopicAction } from '../../src/topics/apply-topic-action.js';
import { v7 as uuidv7 } from 'uuid';
import type { MessageReceivedInput } from '@filo/contracts';
import type { Changed } from '../../src/people/links/link-change.js';
import { linked, type Linked } from './linked.js';
import { formPost, groupId, mail, testWorker, type TestWorker } from './test-worker.js';

let worker: TestWorker;
let people: Linked;
let agentId: string;
const chatAccount = uuidv7();
beforeAll(async () => {
  worker = await testWorker();
  people = linked(worker);
  agentId = await worker.agent();
  await worker.dataSource.query(
    `insert into account (id, channel, address, account_group_id) values ($1, 'chat', 'desk', $2)`,
    [chatAccount, groupId],
  );
});
afterAll(() => worker.close());

const chat = (key: string, minutes: number, over: Partial<MessageReceivedInput> = {}): MessageReceivedInput =>
  mail(key, minutes, {
    channel: 'chat',
    accountId: chatAccount,
    author: { kind: 'chat', key, name: key },
    arrival: { via: 'api' },
    participants: [],
    ...over,
  });

/** The same human being by mail, by form (of another address) and by chat. */
const channels = { email: mail, webform: formPost, chat } as const;
type Channel = keyof typeof channels;
const three = Object.keys(channels) as Channel[];
const orders: Channel[][] = [
  ['email', 'webform', 'chat'],
  ['chat', 'webform', 'email'],
  ['webform', 'chat', 'email'],
];

/** Three persons with 50 messages each; the texts say which is which. */
class World {
  constructor(private readonly domain: string) {}

  address(channel: Channel): string {
    return channel === 'chat' ? `chat-${this.domain}` : `${channel}@${this.domain}`;
  }

  said(channel: Channel, minutes: number, over: Partial<MessageReceivedInput> = {}): MessageReceivedInput {
    const text = `${channel} ${minutes}`;
    return channels[channel](this.address(channel), minutes, {
      ...{ text, newText: text, subject: `Order by ${channel}` },
      ...{ threadingId: `${text} ${this.domain}`, externalId: `${text} ${this.domain}` },
      ...over,
    });
  }

  async begin(): Promise<void> {
    for (const [n, channel] of three.entries())
      await worker.take(
        ...Array.from({ length: 50 }, (_, each) =>
          this.said(channel, each * 10 + n, {
            participants: [{ identity: { kind: 'mail', key: `friend-of-${this.domain}` }, role: 'cc' }],
            ...(each % 7 === 3 && { facts: { name: `${channel} named ${each}`, city: `City ${each}` } }),
          }),
        ),
      );
    await this.act('webform', 'close');
    await this.act('chat', 'close');
    await this.act('email', 'read');
    await worker.take(this.ours('email', 600));
  }

  /** What comes and is done while they are one, or would be. */
  async goOn(): Promise<void> {
    await worker.take(
      // They go on with the order that they made by mail: as one person they join its topic, else they begin one.
      this.said('chat', 700, { subject: 'Order by email' }),
      this.said('webform', 710, { subject: 'Order by email' }),
      this.said('email', 720, { inReplyTo: [`email 490 ${this.domain}`] }),
      this.ours('chat', 730),
      this.said('email', 740, { subject: 'Something new' }),
    );
  }

  ours(channel: Channel, minutes: number): MessageReceivedInput {
    const text = `to ${channel} ${minutes}`;
    const identity = { kind: channel === 'chat' ? 'chat' : 'mail', key: this.address(channel) };
    return mail('support@example.com', minutes, {
      ...{ direction: 'outbound', text, newText: text, externalId: `${text} ${this.domain}` },
      participants: [{ identity, role: 'to' }],
    });
  }

  async act(channel: Channel, kind: 'close' | 'read'): Promise<void> {
    const personId = await people.person(this.address(channel));
    await worker.dataSource.transaction((db) =>
      applyTopicAction(db, { personId, accountGroupIds: [groupId], agentId, action: { kind } }),
    );
  }

  /** Threads by who wrote, with everything but ids and versions. */
  async threads() {
    const rows = await worker.rows<{ who: string; said: string[] }>(
      `select array_to_string(array_agg(distinct i.key order by i.key), ' ') as who, t.name,
         (select array_agg(m.text order by m.sort_at, m.text) from link l
           join message m on m.anchor_identity_id = l.identity_id where l.person_id = t.person_id and l.withdrawn_at is null) as said,
         (select array_agg(distinct p.role || ' ' || o.key order by p.role || ' ' || o.key) from link l
           join message m on m.anchor_identity_id = l.identity_id join participant p on p.message_id = m.id
           join identity o on o.id = p.identity_id where l.person_id = t.person_id and l.withdrawn_at is null) as participants,
         (select array_agg(f.field || ' ' || f.value order by f.field, f.value) from link l
           join fact f on f.identity_id = l.identity_id where l.person_id = t.person_id and l.withdrawn_at is null) as facts,
         (select json_agg(json_build_array(r.state, r.waiting_since, r.unread, r.preview, r.last_at, r.channels, r.undelivered)
           order by r.account_group_id) from thread_row r where r.person_id = t.person_id) as rows
       from identity i join link own on own.identity_id = i.id and own.withdrawn_at is null
         join thread t on t.person_id = own.person_id
       where i.key like '%' || $1 and i.key not like 'friend%' group by t.person_id, t.name order by 1`,
      [this.domain],
    );
    return JSON.parse(JSON.stringify(rows).replaceAll(this.domain, 'domain')) as unknown[];
  }

  /** Topics by who speaks in them; a twin is told apart by nothing but where it comes from. */
  async topics() {
    const rows = await worker.rows(
      `select i.key as who, t.subject, t.state, t.twin_of is not null as twin, g.email as assignee,
         array_agg(m.text order by m.sort_at, m.text) as said
       from topic t join identity i on i.id = t.anchor_identity_id join message m on m.topic_id = t.id
         left join agent g on g.id = t.assignee_id
       where i.key like '%' || $1 group by t.id, i.key, g.email order by i.key, min(m.sort_at), t.subject`,
      [this.domain],
    );
    return JSON.parse(JSON.stringify(rows).replaceAll(this.domain, 'domain')) as {
      twin: boolean;
      said: string[];
    }[];
  }

  /** The three are one, by three merges of which each could be the last. */
  async merge(): Promise<Map<Channel, Changed>> {
    const merges = new Map<Channel, Changed>();
    for (const [channel, other] of [
      ['email', 'webform'],
      ['webform', 'chat'],
      ['chat', 'email'],
    ] as const)
      merges.set(channel, await people.merge(this.address(channel), this.address(other)));
    return merges;
  }
}

it.each(orders)(
  'is as if three persons had never been merged when the merges are undone in the order %s, %s, %s',
  async (...order) => {
    const [merged, never] = [new World(`${order.join('')}.example`), new World(`${order.join('')}.never`)];
    for (const world of [merged, never]) await world.begin();
    expect(await merged.threads()).toEqual(await never.threads());
    expect(await never.threads()).toHaveLength(3);

    const merges = await merged.merge();
    expect(await merged.threads()).toHaveLength(1);
    for (const world of [merged, never]) await world.goOn();
    for (const [n, channel] of order.entries()) {
      await people.undo(merges.get(channel)!);
      expect(await merged.threads()).toHaveLength([1, 2, 3][n]!);
    }

    expect(await merged.threads()).toEqual(await never.threads());
    const [topics, theirs] = [await merged.topics(), await never.topics()];
    // The words that spoke under the subject of another go on in a twin of that topic, where alone they had opened one.
    expect(topics.filter(({ twin }) => twin).map(({ said }) => said)).toEqual([
      ['chat 700', 'to chat 730'],
      ['webform 710'],
    ]);
    const plain = (all: typeof topics) => all.map(({ twin: _, ...topic }) => topic);
    expect(plain(topics)).toEqual(plain(theirs));
  },
  60_000,
);
