import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import type { Reader } from '../../src/access/reader.js';
import { inTransaction } from '../../src/database/in-transaction.js';
import { WriteNote } from '../../src/notes/write-note.js';
import type { Changed } from '../../src/people/links/link-change.js';
import { partMessages } from '../../src/people/parts/part-messages.js';
import { RebuildProjections } from '../../src/rebuild/rebuild-projections.js';
import { applyTopicAction } from '../../src/topics/apply-topic-action.js';
import { linked, type Linked } from './linked.js';
import { formPost, groupId, mail, testWorker, type TestWorker } from './test-worker.js';

let worker: TestWorker;
let people: Linked;
let agentId: string;
beforeAll(async () => {
  worker = await testWorker();
  people = linked(worker);
  agentId = await worker.agent();
});
afterAll(() => worker.close());

const names = ['a', 'b', 'c', 'd', 'e'];
type Step =
  | { do: 'merge' | 'split'; who: string[] }
  | { do: 'undo'; which: number }
  | { do: 'part'; who: string; which: number }
  | { do: 'write'; who: string; answers: number; ours: boolean; class: 'human' | 'out-of-office' }
  | { do: 'act'; who: string; kind: 'close' | 'reopen' | 'assign' | 'read' | 'note' };

const name = fc.constantFrom(...names);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('merge' as const), who: several(2) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('split' as const), who: several(1) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('undo' as const), which: fc.nat(20) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      who: name,
      answers: fc.nat(20),
      ours: fc.boolean(),
      class: fc.constantFrom('human' as const, 'human' as const, 'out-of-office' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('act' as const),
      who: name,
      kind: fc.constantFrom('close', 'reopen', 'assign', 'read', 'note'),
    }),
  },
);
/** Also telling apart who writes from a shared address. */
const lifeStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: step },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('part' as const), who: name, which: fc.nat(20) }),
  },
);
function several(minLength: number) {
  return fc.uniqueArray(name, { minLength, maxLength: 3 });
}

/** Of one world: its addresses and their parts, and whoever they are or were. */
const mine = `(select i.id from identity i left join identity whole on whole.id = i.part_of
  where coalesce(whole.key, i.key) like '%@' || $1)`;
const persons = `(select l.person_id from link l where l.identity_id in ${mine})`;

/** One small world on addresses of its own. */
class World {
  readonly changes: Changed[] = [];
  readonly #said: string[] = [];
  #lived = 0;

  private constructor(private readonly domain: string) {}

  static async begin(): Promise<World> {
    const world = new World(`${uuidv7().slice(-8)}.example`);
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
      if (change) await people.undo(change);
      return;
    }
    const addresses = step.who.map((who) => this.address(who));
    if (step.do === 'merge') this.remember(await people.merge(...addresses));
    else {
      const person = await people.person(addresses[0]!);
      const members = await this.partition();
      const leaving = step.who.filter((who) => members.get(who) === person);
      const all = [...members.values()].filter((one) => one === person).length;
      if (leaving.length < all) this.remember(await people.split(...leaving.map((who) => this.address(who))));
    }
  }

  async partition(): Promise<Map<string, string>> {
    const rows = await worker.rows<{ who: string; person_id: string }>(
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
      threads: await worker.rows(
        `select t.person_id, t.name from thread t where t.person_id in ${persons} and exists (
           select from link l where l.person_id = t.person_id and l.withdrawn_at is null) order by 1`,
        asked,
      ),
      rows: await worker.rows(
        `select * from thread_row where person_id in ${persons} order by person_id, account_group_id`,
        asked,
      ),
      topics: await worker.rows(`select * from topic where anchor_identity_id in ${mine} order by id`, asked),
      placed: await worker.rows(
        `select id, topic_id from message where anchor_identity_id in ${mine} order by id`,
        asked,
      ),
    };
  }

  /** Nothing that is computed is left as it was. */
  async scramble(): Promise<void> {
    await worker.dataSource.query(`delete from thread_row where person_id in ${persons}`, [this.domain]);
    await worker.dataSource.query(`update thread set name = 'lost' where person_id in ${persons}`, [
      this.domain,
    ]);
    await worker.dataSource.query(
      `update message set topic_id = (select t.id from topic t where t.anchor_identity_id in ${mine} order by t.id desc limit 1)
       where anchor_identity_id in ${mine} and topic_id is not null`,
      [this.domain],
    );
    await worker.dataSource.query(
      `update topic set state = 'snoozed', opened_at = now(), last_at = now(), waiting_since = now(), in_at = null,
         in_seen_at = now(), out_at = now(), agent_at = null, close_at = null, reopen_at = now(), closed_at = now(),
         assignee_id = null, channels = '{}' where anchor_identity_id in ${mine}`,
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
    await worker.take(
      step.ours
        ? mail('support@example.com', minutes, { ...about, direction: 'outbound', participants: to })
        : (minutes % 2 ? mail : formPost)(address, minutes, about),
    );
    this.#said.push(threadingId);
  }

  private async part({ who, which }: Extract<Step, { do: 'part' }>): Promise<void> {
    const address = this.address(who);
    await worker.dataSource.query('update identity set shared = true where key = $1', [address]);
    const said = await worker.rows<{ id: string }>(
      `select m.id from message m join identity i on i.id = m.anchor_identity_id
       where i.key = $1 and m.direction = 'inbound' and m.class = 'human' order by m.id`,
      [address],
    );
    if (said.length === 0) return;
    this.#lived++;
    const split = {
      personId: await people.person(address),
      messageIds: [said[which % said.length]!.id],
      evidence: { type: 'agent' },
      grade: 'claimed' as const,
      actor: { name: 'test' },
    };
    this.remember(await inTransaction(worker.dataSource, (db) => partMessages(db, split)));
  }

  private async act(who: string, kind: Extract<Step, { do: 'act' }>['kind']): Promise<void> {
    this.#lived++;
    const personId = await people.person(this.address(who));
    const groups = [groupId];
    if (kind === 'note') {
      const reader = { agentId, accountGroupIds: groups } as unknown as Reader;
      const note = { text: `note ${this.#lived}` };
      await new WriteNote(worker.dataSource).run(reader, { personId, note, idempotencyKey: undefined });
      return;
    }
    const action = kind === 'assign' ? { kind, agentId } : { kind };
    await worker.dataSource.transaction((db) =>
      applyTopicAction(db, { personId, accountGroupIds: groups, agentId, action }),
    );
  }
}

/** Each answers somebody else. */
const talk: Step[] = names.map((who, n) => ({
  ...{ do: 'write', who, answers: (n + 1) % names.length, ours: false, class: 'human' },
}));

const runs = Number(process.env['FILO_PROPERTY_RUNS'] ?? 25);

it('shows the same for the same links, whatever merges, splits and undos led to them, and rebuilds it', async () => {
  let returned = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(lifeStep, { minLength: 5, maxLength: 25 }), async (steps) => {
      const world = await World.begin();
      const seen = new Map<string, unknown>();
      for (const one of steps) {
        await world.take(one);
        const where = JSON.stringify([[...(await world.partition())], world.lived]);
        const now = await world.projections();
        if (seen.has(where)) {
          expect(now).toEqual(seen.get(where));
          returned++;
        }
        seen.set(where, now);
      }
      const now = await world.projections();
      await world.scramble();
      await new RebuildProjections(worker.dataSource).run();
      expect(await world.projections()).toEqual(now);
    }),
    { numRuns: runs },
  );
  expect(returned).toBeGreaterThan(runs);
}, 300_000);

const links = step.filter(({ do: what }) => what === 'merge' || what === 'split');

it('shows the same again when merges and splits were made and all undone, whatever was said and done before', async () => {
  let twins = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 20 }),
      fc.array(links, { minLength: 1, maxLength: 4 }),
      async (steps, thereAndBack) => {
        const world = await World.begin();
        await world.take({ do: 'merge', who: names });
        for (const one of [...talk, ...steps]) await world.take(one);
        const before = await world.projections();
        const made = world.changes.length;
        for (const one of thereAndBack) await world.take(one);
        twins += (await world.projections()).topics.filter((topic) => topic['twin_of'] !== null).length;
        while (world.changes.length > made) await world.take({ do: 'undo', which: made });
        expect(await world.projections()).toEqual(before);
      },
    ),
    { numRuns: runs },
  );
  expect(twins).toBeGreaterThan(runs);
}, 300_000);

it('gives everybody back when everything is undone, in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 20 }),
      fc.array(fc.nat(20), { minLength: 30, maxLength: 30 }),
      async (steps, order) => {
        const world = await World.begin();
        const own = await world.partition();
        for (const one of steps) await world.take(one);
        for (const which of order) await world.take({ do: 'undo', which });
        expect(world.changes).toEqual([]);
        expect(await world.partition()).toEqual(own);
        const [wrong] = await worker.rows(
          `select m.id from message m join topic t on t.id = m.topic_id
           join link ml on ml.identity_id = m.anchor_identity_id and ml.withdrawn_at is null
           join link tl on tl.identity_id = t.anchor_identity_id and tl.withdrawn_at is null
           where ml.person_id <> tl.person_id limit 1`,
        );
        expect(wrong).toBeUndefined();
      },
    ),
    { numRuns: runs },
  );
}, 300_000);
