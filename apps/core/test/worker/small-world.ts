import { v7 as uuidv7 } from 'uuid';
import type { Reader } from '../../src/access/reader.js';
import { inTransaction } from '../../src/database/in-transaction.js';
import { WriteNote } from '../../src/notes/write-note.js';
import { partMessages } from '../../src/people/parts/part-messages.js';
import type { Changed } from '../../src/people/links/link-change.js';
import { applyTopicAction } from '../../src/topics/apply-topic-action.js';
import type { Linked } from './linked.js';
import { formPost, groupId, mail, type TestWorker } from './test-worker.js';

export const names = ['a', 'b', 'c', 'd', 'e'];
export type Step =
  | { do: 'merge' | 'split'; who: string[] }
  | { do: 'undo'; which: number }
  | { do: 'part'; who: string; which: number }
  | { do: 'write'; who: string; answers: number; ours: boolean; class: 'human' | 'out-of-office' }
  | { do: 'act'; who: string; kind: 'close' | 'reopen' | 'assign' | 'snooze' | 'wake' | 'read' | 'note' };

/** Where worlds live. */
export interface Ground {
  worker: TestWorker;
  people: Linked;
  agentId: string;
}

/** Of one world: its addresses and their parts, and whoever they are or were. */
const mine = `(select i.id from identity i left join identity whole on whole.id = i.part_of
  where coalesce(whole.key, i.key) like '%@' || $1)`;
const persons = `(select l.person_id from link l where l.identity_id in ${mine})`;

/** One small world on addresses of its own. */
export class World {
  readonly changes: Changed[] = [];
  readonly #said: string[] = [];
  #lived = 0;

  private constructor(
    private readonly on: Ground,
    private readonly domain: string,
  ) {}

  static async begin(on: Ground): Promise<World> {
    const world = new World(on, `${uuidv7().slice(-8)}.example`);
    for (const who of names) await world.write({ who, answers: 0, ours: false, class: 'human' });
    return world;
  }

  address(who: string): string {
    return `${who}@${this.domain}`;
  }

  /** What happened, other than to links. */
  get lived(): number {
    return this.#lived;
  }

  async take(step: Step): Promise<void> {
    if (step.do === 'write') return this.write(step);
    if (step.do === 'act') return this.act(step.who, step.kind);
    if (step.do === 'part') return this.part(step);
    if (step.do === 'undo') {
      const [change] = this.changes.splice(step.which % Math.max(this.changes.length, 1), 1);
      if (change) await this.on.people.undo(change);
      return;
    }
    const addresses = step.who.map((who) => this.address(who));
    if (step.do === 'merge') this.remember(await this.on.people.merge(...addresses));
    else {
      const person = await this.on.people.person(addresses[0]!);
      const members = await this.partition();
      const leaving = step.who.filter((who) => members.get(who) === person);
      const all = [...members.values()].filter((one) => one === person).length;
      if (leaving.length < all)
        this.remember(await this.on.people.split(...leaving.map((who) => this.address(who))));
    }
  }

  async partition(): Promise<Map<string, string>> {
    const rows = await this.on.worker.rows<{ who: string; person_id: string }>(
      `select case when i.part_of is null then split_part(i.key, '@', 1) else i.key end as who, l.person_id
       from identity i join link l on l.identity_id = i.id and l.withdrawn_at is null where i.id in ${mine} order by 1`,
      [this.domain],
    );
    return new Map(rows.map((row) => [row.who, row.person_id]));
  }

  /** Everything that is computed, but for versions, which only tell that something moved. */
  async projections() {
    const asked = [this.domain];
    return {
      threads: await this.on.worker.rows(
        `select t.person_id, t.name from thread t where t.person_id in ${persons} and exists (
           select from link l where l.person_id = t.person_id and l.withdrawn_at is null) order by 1`,
        asked,
      ),
      rows: await this.on.worker.rows(
        `select to_jsonb(r) - 'moved' as row from thread_row r where person_id in ${persons} order by person_id, account_group_id`,
        asked,
      ),
      topics: await this.on.worker.rows(
        `select * from topic where anchor_identity_id in ${mine} order by id`,
        asked,
      ),
      placed: await this.on.worker.rows(
        `select id, topic_id from message where anchor_identity_id in ${mine} order by id`,
        asked,
      ),
    };
  }

  /** Nothing that is computed is left as it was. */
  async scramble(): Promise<void> {
    await this.on.worker.dataSource.query(`delete from thread_row where person_id in ${persons}`, [
      this.domain,
    ]);
    await this.on.worker.dataSource.query(`update thread set name = 'lost' where person_id in ${persons}`, [
      this.domain,
    ]);
    await this.on.worker.dataSource.query(
      `update message set topic_id = (select t.id from topic t where t.anchor_identity_id in ${mine} order by t.id desc limit 1)
       where anchor_identity_id in ${mine} and topic_id is not null`,
      [this.domain],
    );
    await this.on.worker.dataSource.query(
      `update topic set state = 'snoozed', opened_at = now(), last_at = now(), waiting_since = now(), in_at = null,
         in_seen_at = now(), out_at = now(), agent_at = null, close_at = null, reopen_at = now(), closed_at = now(),
         assignee_id = null, snooze_at = null, wake_at = now(), channels = '{}' where anchor_identity_id in ${mine}`,
      [this.domain],
    );
  }

  private remember(change: Changed | undefined): void {
    if (change) this.changes.push(change);
  }

  private async write(step: Omit<Extract<Step, { do: 'write' }>, 'do'>): Promise<void> {
    const minutes = ++this.#lived;
    const threadingId = `${minutes}@${this.domain}`;
    const answered = this.#said[step.answers];
    const over = { threadingId, class: step.class, subject: `Matter ${step.answers % 3}` };
    const about = { ...over, ...(answered && { inReplyTo: [answered] }) };
    const address = this.address(step.who);
    const to = [{ identity: { kind: 'mail', key: address }, role: 'to' as const }];
    await this.on.worker.take(
      step.ours
        ? mail('support@example.com', minutes, { ...about, direction: 'outbound', participants: to })
        : (minutes % 2 ? mail : formPost)(address, minutes, about),
    );
    this.#said.push(threadingId);
  }

  private async part({ who, which }: Extract<Step, { do: 'part' }>): Promise<void> {
    const address = this.address(who);
    await this.on.worker.dataSource.query('update identity set shared = true where key = $1', [address]);
    const said = await this.on.worker.rows<{ id: string }>(
      `select m.id from message m join identity i on i.id = m.anchor_identity_id
       where i.key = $1 and m.direction = 'inbound' and m.class = 'human' order by m.id`,
      [address],
    );
    // Whoever wrote the only word takes all there is to write a note about.
    if (said.length < 2) return;
    this.#lived++;
    const split = {
      personId: await this.on.people.person(address),
      messageIds: [said[which % said.length]!.id],
      evidence: { type: 'agent' },
      grade: 'claimed' as const,
      actor: { name: 'test' },
    };
    this.remember(await inTransaction(this.on.worker.dataSource, (db) => partMessages(db, split)));
  }

  private async act(who: string, kind: Extract<Step, { do: 'act' }>['kind']): Promise<void> {
    this.#lived++;
    const personId = await this.on.people.person(this.address(who));
    const groups = [groupId];
    if (kind === 'note') {
      const reader = { agentId: this.on.agentId, accountGroupIds: groups } as unknown as Reader;
      const note = { text: `note ${this.#lived}` };
      await new WriteNote(this.on.worker.dataSource).run(reader, {
        personId,
        note,
        idempotencyKey: undefined,
      });
      return;
    }
    const action =
      kind === 'assign'
        ? { kind, agentId: this.on.agentId }
        : kind === 'snooze'
          ? { kind, until: null }
          : { kind };
    await this.on.worker.dataSource.transaction((db) =>
      applyTopicAction(db, { personId, accountGroupIds: groups, agentId: this.on.agentId, action }),
    );
  }
}
