import type { MessageReceivedInput } from '@filo/contracts';
import { v7 as uuidv7 } from 'uuid';
import type { Reader } from '../../src/access/reader.js';
import { inTransaction } from '../../src/database/in-transaction.js';
import { WriteNote } from '../../src/notes/write-note.js';
import { FindPerson } from '../../src/people-pages/find-person.js';
import type { Changed } from '../../src/people/links/link-change.js';
import { partMessages } from '../../src/people/parts/part-messages.js';
import { CountThreads } from '../../src/thread-pages/count-threads.js';
import { ListMessages } from '../../src/thread-pages/list-messages.js';
import { ListThreads } from '../../src/thread-pages/list-threads.js';
import { ShowThread } from '../../src/thread-pages/show-thread.js';
import { applyTopicAction } from '../../src/topics/apply-topic-action.js';
import type { Linked } from './linked.js';
import { mail, type TestWorker } from './test-worker.js';

export type Group = 'theirs' | 'ours';

export type GroupStep =
  | { do: 'write'; who: string; to: Group[]; answers: number; together: boolean; class: 'human' | 'list' }
  | { do: 'late'; which: number; to: Group; history: boolean }
  | { do: 'answer'; who: string; from: Group }
  | { do: 'act'; who: string; in: Group; kind: 'close' | 'reopen' | 'read' | 'unread' | 'assign' | 'note' }
  | { do: 'merge' | 'split'; who: string[] }
  | { do: 'undo'; which: number }
  | { do: 'part'; who: string; which: number };

export const writers = ['a', 'b', 'c'];

interface Letter {
  event: MessageReceivedInput;
  reached: Set<Group>;
}

/**
 * A desk of two account groups, ours and theirs, with people who write to either or to both. A desk of ours alone lives through
 * the same and never hears of what is theirs.
 */
export class Desk {
  readonly ids = { ours: [uuidv7(), uuidv7()], theirs: [uuidv7(), uuidv7()] } as const;
  readonly domain = `${uuidv7().slice(-8)}.example`;
  readonly letters: Letter[] = [];
  readonly #changes: (Changed | undefined)[] = [];
  #minutes = 0;

  private constructor(
    private readonly worker: TestWorker,
    private readonly people: Linked,
    private readonly on: { agentId: string; alone: boolean },
  ) {}

  static async open(
    worker: TestWorker,
    people: Linked,
    on: { agentId: string; alone: boolean },
  ): Promise<Desk> {
    const desk = new Desk(worker, people, on);
    for (const [name, [groupId, accountId]] of Object.entries(desk.ids)) {
      await worker.rows('insert into account_group (id, name) values ($1, $2)', [
        groupId,
        `${name} ${groupId}`,
      ]);
      await worker.rows(
        `insert into account (id, channel, address, account_group_id) values ($1, 'email', $2, $3)`,
        [accountId, `${name}@desk.${desk.domain}`, groupId],
      );
      await worker.rows(`insert into identity (id, kind, key, ours) values ($1, 'mail', $2, true)`, [
        uuidv7(),
        `${name}@desk.${desk.domain}`,
      ]);
    }
    for (const who of writers)
      await desk.take({ do: 'write', who, to: ['ours'], answers: 0, together: true, class: 'human' });
    return desk;
  }

  reader(...groups: Group[]): Reader {
    return {
      agentId: this.on.agentId,
      accountGroupIds: groups.map((group) => this.ids[group][0]),
    } as unknown as Reader;
  }

  address(who: string): string {
    return `${who}@${this.domain}`;
  }

  async take(step: GroupStep): Promise<void> {
    switch (step.do) {
      case 'write':
        return this.write(step);
      case 'late': {
        const letter = this.letters[step.which % this.letters.length]!;
        return this.arrive(letter, [step.to], { together: true, history: step.history });
      }
      case 'answer':
        return this.answer(step);
      case 'act':
        return this.act(step);
      case 'part':
        return this.part(step);
      default:
        return this.link(step);
    }
  }

  private isDeaf(group: Group): boolean {
    return this.on.alone && group === 'theirs';
  }

  private async write(step: Extract<GroupStep, { do: 'write' }>): Promise<void> {
    const n = ++this.#minutes;
    const answered = this.letters[step.answers % Math.max(this.letters.length, 1)];
    const event = mail(this.address(step.who), n, {
      ...{ externalId: `${n} ${this.domain}`, threadingId: `${n}@${this.domain}`, text: `letter ${n}` },
      ...{ newText: `letter ${n}`, subject: `Matter ${step.answers % 3}`, class: step.class },
      ...(answered && step.answers % 2 === 0 && { inReplyTo: [answered.event.threadingId!] }),
      facts: { city: `City ${n % 2}` },
    });
    const letter = { event, reached: new Set<Group>() };
    this.letters.push(letter);
    await this.arrive(letter, step.to, { together: step.together, history: false });
  }

  private async arrive(
    { event, reached }: Letter,
    to: readonly Group[],
    how: { together: boolean; history: boolean },
  ): Promise<void> {
    const events = to
      .filter((group) => !this.isDeaf(group))
      .map((group) => ({
        ...event,
        eventId: uuidv7(),
        accountId: this.ids[group][1],
        history: how.history,
      }));
    if (how.together) await this.worker.take(...events);
    else await Promise.all(events.map((one) => this.worker.take(one)));
    for (const group of to) reached.add(group);
  }

  /** By our own mail program: what we sent is found in the Sent folder. */
  private async answer({ who, from }: Extract<GroupStep, { do: 'answer' }>): Promise<void> {
    const n = ++this.#minutes;
    if (this.isDeaf(from)) return;
    const last = this.letters.findLast(
      ({ event, reached }) => reached.has(from) && event.author.key === this.address(who),
    );
    await this.worker.take(
      mail(`${from}@desk.${this.domain}`, n, {
        ...{
          externalId: `${n} ${this.domain}`,
          threadingId: `${n}@desk.${this.domain}`,
          text: `answer ${n}`,
        },
        ...{ newText: `answer ${n}`, direction: 'outbound', accountId: this.ids[from][1] },
        ...(last && { inReplyTo: [last.event.threadingId!] }),
        participants: [{ identity: { kind: 'mail', key: this.address(who) }, role: 'to' }],
      }),
    );
  }

  private async act(step: Extract<GroupStep, { do: 'act' }>): Promise<void> {
    if (this.isDeaf(step.in)) return;
    const personId = await this.people.person(this.address(step.who));
    const reader = this.reader(step.in);
    const { kind } = step;
    const [known] = await this.worker.rows(
      'select from thread_row where person_id = $1 and account_group_id = $2',
      [personId, reader.accountGroupIds[0]],
    );
    if (!known) return;
    if (kind === 'note') {
      const request = {
        personId,
        note: { text: `note in ${step.in} ${this.#minutes}` },
        idempotencyKey: undefined,
      };
      await new WriteNote(this.worker.dataSource).run(reader, request);
      return;
    }
    const { agentId, accountGroupIds } = reader;
    const action = kind === 'assign' ? { kind, agentId } : { kind };
    await this.worker.dataSource.transaction((db) =>
      applyTopicAction(db, { personId, accountGroupIds, agentId, action }),
    );
  }

  private async part({ who, which }: Extract<GroupStep, { do: 'part' }>): Promise<void> {
    const address = this.address(who);
    await this.worker.rows('update identity set shared = true where key = $1', [address]);
    const said = await this.worker.rows<{ id: string }>(
      `select m.id from message m join identity i on i.id = m.anchor_identity_id
       where i.key = $1 and m.direction = 'inbound' and m.class = 'human' and m.account_group_id = $2 order by m.sort_at`,
      [address, this.ids.ours[0]],
    );
    if (said.length < 2) return;
    const split = {
      ...{ personId: await this.people.person(address), messageIds: [said[which % said.length]!.id] },
      ...{ evidence: { type: 'agent' }, grade: 'claimed' as const, actor: { name: 'test' } },
    };
    this.#changes.push(await inTransaction(this.worker.dataSource, (db) => partMessages(db, split)));
  }

  private async link(step: Extract<GroupStep, { do: 'merge' | 'split' | 'undo' }>): Promise<void> {
    if (step.do === 'undo') {
      const [change] = this.#changes.splice(step.which % Math.max(this.#changes.length, 1), 1);
      if (change) await this.people.undo(change);
      return;
    }
    const addresses = step.who.map((who) => this.address(who));
    if (step.do === 'merge') {
      this.#changes.push(await this.people.merge(...addresses));
      return;
    }
    const [first] = addresses;
    const person = await this.people.person(first!);
    const [{ members }] = (await this.worker.rows<{ members: number }>(
      'select count(*)::int as members from link where person_id = $1 and withdrawn_at is null',
      [person],
    )) as [{ members: number }];
    if (members > 1) this.#changes.push(await this.people.split(first!));
  }

  /** Everything that a reader of these groups is shown, with ids told apart by their order alone. */
  async seen(...groups: Group[]): Promise<unknown> {
    const { dataSource } = this.worker;
    const reader = this.reader(...groups);
    const findPerson = new FindPerson(dataSource);
    const views = ['all', 'waiting', 'unassigned', 'mine', 'closed'] as const;
    const list = (view: (typeof views)[number]) =>
      new ListThreads(dataSource).run(reader, { view, limit: 50 } as never);
    const lists = await Promise.all(views.map(list));
    const [all] = lists.map((one) => JSON.parse(one) as { items: { id: string }[] });
    const threads = await Promise.all(
      all!.items.map(async ({ id }) => [
        (await new ShowThread(dataSource, findPerson).run(reader, id)).json,
        await new ListMessages(dataSource, findPerson).run(reader, id, { limit: 100 } as never),
      ]),
    );
    const counts = await new CountThreads(dataSource).run(reader);
    return this.normal({ lists: lists.map(parse), threads: threads.map((each) => each.map(parse)), counts });
  }

  /** The version of each thread in the list, as a reader is told it. */
  async versions(...groups: Group[]): Promise<Map<string, number>> {
    const list = await new ListThreads(this.worker.dataSource).run(this.reader(...groups), {
      ...{ view: 'all', limit: 50 },
    } as never);
    const { items } = JSON.parse(list) as { items: { id: string; version: number }[] };
    return new Map(items.map(({ id, version }) => [id, version]));
  }

  /** How often an account group was told of what, until now. */
  events(group: Group): Promise<object[]> {
    return this.worker.rows(
      `select told.change ->> 'kind' as kind, told.change -> 'data' ->> 'change' as change,
         told.change -> 'data' ->> 'relinked' as relinked, count(*)::int as times
       from live_waiting w cross join jsonb_array_elements(w.changes) told(change)
       where told.change ->> 'accountGroupId' = $1 group by 1, 2, 3 order by 1, 2, 3`,
      [this.ids[group][0]],
    );
  }

  private normal(seen: object): unknown {
    const names = new Map<string, string>();
    const text = JSON.stringify(seen, (key, value: unknown) => (key === 'version' ? undefined : value))
      .replaceAll(this.domain, 'domain')
      // When something was done or taken in is the clock of the test.
      .replaceAll(/"20(?!26-01)[^"]*Z"/g, '"now"')
      .replaceAll(/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g, (id) => {
        names.set(id, names.get(id) ?? `id ${names.size}`);
        return names.get(id)!;
      });
    return JSON.parse(text);
  }
}

const parse = (json: string): unknown => JSON.parse(json);
