import type { MessageReceivedInput } from '@filo/contracts';
import { aMessage } from '@filo/testing';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import type { Reader } from '../../src/access/reader.js';
import { ProofOfFormerNames1765700100000 } from '../../src/database/migrations/1765700100000-proof-of-former-names.js';
import { WriteFacts } from '../../src/facts/write-facts.js';
import { RebuildProjections } from '../../src/rebuild/rebuild-projections.js';
import { FindSuggestions } from '../../src/suggestions/finding/find-suggestions.js';
import { linked } from './linked.js';
import { formPost, groupId, log, mail, testWorker, type TestWorker } from './test-worker.js';

let worker: TestWorker;
beforeAll(async () => (worker = await testWorker()));
afterAll(() => worker.close());

const anyone = () => `${uuidv7().slice(-12)}@names.example`;
const proven = (address: string, minutes: number, name: string) =>
  mail(address, minutes, { author: { kind: 'mail', key: address, name } });
const claimed = (address: string, minutes: number, name: string) =>
  formPost(address, minutes, { author: { kind: 'mail', key: address, name }, facts: { name, phone: name } });
/** One message as a copy without a signature and as one with it. */
const copies = (address: string, minutes: number, name: string) => {
  const signed = proven(address, minutes, name);
  const bare = { ...signed, authorProof: { verdict: 'claimed' as const, reason: 'none' } };
  return [bare, { ...signed, eventId: uuidv7() }];
};

const personOf = async (address: string) =>
  (
    await worker.rows<{ person_id: string; name: string }>(
      `select t.person_id, t.name from identity i join link l on l.identity_id = i.id and l.withdrawn_at is null
       join thread t using (person_id) where i.key = $1`,
      [address],
    )
  )[0]!;
const nameOf = async (address: string) => (await personOf(address)).name;

describe('what a person is called', () => {
  it('is not changed by a claimed word, and is by a proven one, whichever comes first', async () => {
    const address = anyone();
    await worker.take(claimed(address, 5, 'Mallory'));
    expect(await nameOf(address)).toBe('Mallory');
    await worker.take(proven(address, 1, 'Olivia Owner'));
    expect(await nameOf(address)).toBe('Olivia Owner');
    await worker.take(claimed(address, 9, 'Mallory'), claimed(address, 10, 'Zoe'));
    expect(await nameOf(address)).toBe('Olivia Owner');
    await worker.take(proven(address, 2, 'Olivia Married'));
    expect(await nameOf(address)).toBe('Olivia Married');
  });

  it('is the oldest claimed name of an address that was only ever claimed: a stranger renames nobody', async () => {
    const address = anyone();
    await worker.take(claimed(address, 1, 'First'), claimed(address, 2, 'Second'));
    await worker.take(claimed(address, 0, 'Older'));
    expect(await nameOf(address)).toBe('Older');
    await worker.take(claimed(address, 3, 'Mallory'));
    expect(await nameOf(address)).toBe('Older');
  });

  it.each([
    ['newest proven', proven, 'Later'],
    ['oldest claimed', claimed, 'Earlier'],
  ] as const)('is the %s name of several addresses that became one person', async (_, said, expected) => {
    const [first, second] = [anyone(), anyone()];
    await worker.take(said(first, 1, 'Earlier'), said(second, 2, 'Later'));
    await linked(worker).merge(first, second);
    expect(await nameOf(first)).toBe(expected);
  });

  it('is the name an agent typed, before every list and every name of their own, until the agent clears it', async () => {
    const address = anyone();
    await worker.take(claimed(address, 1, 'Mallory'));
    const { person_id: personId } = await personOf(address);
    const reader = { agentId: await worker.agent(), accountGroupIds: [groupId] } as unknown as Reader;
    const type = (name: string) =>
      new WriteFacts(worker.dataSource).run(reader, personId, { facts: { name } });
    const list = (name: string) =>
      worker.rows(
        `insert into fact (id, identity_id, field, value, source, actor, at)
         select gen_random_uuid(), id, 'name', $2, 'import:list', 'import:list', clock_timestamp() from identity where key = $1`,
        [address, name],
      );
    await list('From the list');
    await worker.take(proven(address, 2, 'Olivia Owner'), claimed(address, 3, 'Mallory'));
    expect(await nameOf(address)).toBe('From the list');
    // What is only claimed so far is not said yet.
    await type('Mallory');
    await list('From the next list');
    await worker.take(proven(address, 4, 'Olivia Owner'));
    expect(await nameOf(address)).toBe('Mallory');
    await type('');
    expect(await nameOf(address)).toBe('Olivia Owner');
    await list('From the last list');
    await worker.take(proven(address, 5, 'Olivia Owner'));
    expect(await nameOf(address)).toBe('From the last list');
  });

  it('is proven by the copy of a mail that proves it', async () => {
    const address = anyone();
    const [bare, signed] = copies(address, 1, 'Olivia Owner');
    await worker.take(bare!, claimed(address, 0, 'Mallory'));
    expect(await nameOf(address)).toBe('Mallory');
    await worker.take(signed!);
    expect(await nameOf(address)).toBe('Olivia Owner');
  });

  it('ends the same and is rebuilt the same, in any order of arrival', async () => {
    const said = fc.record({
      minutes: fc.nat(3),
      name: fc.constantFrom('Ada', 'Bea', 'Zoë', 'zoe'),
      how: fc.constantFrom('proven', 'claimed', 'copies'),
    });
    const messages = (address: string, told: { minutes: number; name: string; how: string }[]) =>
      told.flatMap(({ minutes, name, how }): MessageReceivedInput[] => {
        if (how === 'copies') return copies(address, minutes, name);
        return [(how === 'proven' ? proven : claimed)(address, minutes, name)];
      });
    const ends = async (address: string) => {
      const [identity] = await worker.rows('select name, name_at, name_proven from identity where key = $1', [
        address,
      ]);
      return { ...identity, thread: await nameOf(address) } as Record<string, unknown>;
    };
    let outdone = 0;
    await fc.assert(
      fc.asyncProperty(
        fc
          .array(said, { minLength: 2, maxLength: 6 })
          .chain((told) =>
            fc.tuple(fc.constant(told), fc.array(fc.nat(99), { minLength: 12, maxLength: 12 })),
          ),
        fc.integer({ min: 1, max: 3 }),
        async ([told, order], size) => {
          const [one, other] = [anyone(), anyone()];
          await worker.take(...messages(one, told));
          const shuffled = messages(other, told)
            .map((message, n) => ({ message, place: order[n]! }))
            .sort((a, b) => a.place - b.place)
            .map(({ message }) => message);
          for (let n = 0; n < shuffled.length; n += size) await worker.take(...shuffled.slice(n, n + size));
          const now = await ends(one);
          expect(await ends(other)).toEqual(now);
          if (told.some(({ how }) => how === 'claimed') && now['name_proven']) outdone++;
        },
      ),
      { numRuns: 60 },
    );
    expect(outdone).toBeGreaterThan(10);
    const names = () => worker.rows('select person_id, name from thread order by 1');
    const before = await names();
    await worker.rows(`update thread set name = 'lost'`);
    await new RebuildProjections(worker.dataSource).run();
    expect(await names()).toEqual(before);
  }, 120_000);
});

describe('what else is said in the name of somebody', () => {
  it('shows until something is known, and outdoes nothing that is', async () => {
    const address = anyone();
    const facts = () =>
      worker.rows(
        `select distinct on (f.field) f.value, f.claimed from fact f join identity i on i.id = f.identity_id
         where i.key = $1 and f.field = 'phone' order by f.field, f.claimed, f.at desc, f.id desc`,
        [address],
      );
    await worker.take(claimed(address, 1, '+39 1'));
    expect(await facts()).toEqual([{ value: '+39 1', claimed: true }]);
    const signedIn = { authorProof: { verdict: 'proven' as const, reason: 'site-token' } };
    await worker.take(formPost(address, 2, { ...signedIn, facts: { phone: '+39 2' } }));
    await worker.take(claimed(address, 3, '+39 3'));
    expect(await facts()).toEqual([{ value: '+39 2', claimed: false }]);
  });

  it('makes no shared address of one whose owner is proven', async () => {
    const [owned, family] = [anyone(), anyone()];
    const turns = ['Max Power', 'Eva Green', 'Max Power', 'Tom Jones', 'Eva Green'];
    await worker.take(...turns.map((name, n) => claimed(owned, n, name)));
    await worker.take(proven(owned, 2, 'Olivia Owner'));
    await worker.take(...turns.map((name, n) => claimed(owned, n, name)));
    await worker.take(...turns.map((name, n) => proven(family, n, name)));
    const finding = new FindSuggestions({ dataSource: worker.dataSource, log, clocksApartMs: 0 });
    while ((await finding.once()).messages > 0);
    expect(
      await worker.rows('select key, shared from identity where key = any($1) order by shared', [
        [owned, family],
      ]),
    ).toEqual([
      { key: owned, shared: false },
      { key: family, shared: true },
    ]);
  });
});

it('finds the proof of names and facts that were said before proof was kept', async () => {
  const address = anyone();
  await worker.take(
    claimed(address, 1, 'Mallory'),
    proven(address, 2, 'Olivia Owner'),
    claimed(anyone(), 1, 'Zoe'),
  );
  const kept = async () => ({
    names: await worker.rows('select key, name_proven from identity order by key'),
    facts: await worker.rows('select id, claimed from fact order by id'),
  });
  const before = await kept();
  await worker.rows('update identity set name_proven = false');
  await worker.rows('update fact set claimed = false');
  const runner = worker.dataSource.createQueryRunner();
  await new ProofOfFormerNames1765700100000().up(runner);
  await runner.release();
  expect(await kept()).toEqual(before);
  expect(before.names.filter((row) => row['name_proven'])).not.toHaveLength(0);
});

describe('a handle', () => {
  const begun = Date.now() - 3_600_000;
  const said = (
    key: string,
    minutes: number,
    author: { handle?: string; handleLapsed?: true },
    over: Partial<MessageReceivedInput> = {},
  ) => {
    const whole = { kind: 'bluesky', key, ...author };
    const at = new Date(begun + minutes * 60_000).toISOString();
    return aMessage({
      ...{ channel: 'bluesky', externalId: uuidv7(), author: whole, replyTo: { kind: 'bluesky', key } },
      ...{ authorProof: { verdict: 'proven' as const, reason: 'bluesky-repository' }, sortAt: at },
      ...{ audience: 'public' as const, participants: [], subject: undefined, ...over },
    });
  };
  const handleOf = async (key: string) =>
    (await worker.rows<{ handle: string | null }>('select handle from identity where key = $1', [key]))[0]!
      .handle;
  const known = async () => {
    const key = `did:plc:${uuidv7()}`;
    await worker.take(said(key, 0, { handle: 'ada.example' }));
    await worker.rows('update identity set created_at = $2 where key = $1', [key, new Date(begun)]);
    return key;
  };

  it('that leads nowhere any more is taken away, and comes back once it leads there again', async () => {
    const key = await known();
    await worker.take(said(key, 1, {}));
    expect(await handleOf(key)).toBe('ada.example');
    await worker.take(said(key, 2, { handleLapsed: true }));
    expect(await handleOf(key)).toBeNull();
    await worker.take(said(key, 3, { handle: 'ada.example' }));
    expect(await handleOf(key)).toBe('ada.example');
  });

  it('goes by the newest word of it, in whatever order they come, and by no word that is not proven', async () => {
    const key = await known();
    await worker.take(said(key, 5, { handle: 'ada.new.example' }));
    await worker.take(said(key, 4, { handleLapsed: true }));
    expect(await handleOf(key)).toBe('ada.new.example');
    const authorProof = { verdict: 'claimed' as const, reason: 'none' };
    await worker.take(said(key, 6, { handleLapsed: true }, { authorProof }));
    expect(await handleOf(key)).toBe('ada.new.example');
    await worker.take(said(key, 8, { handleLapsed: true }), said(key, 7, { handle: 'ada.example' }));
    expect(await handleOf(key)).toBeNull();
    await worker.take(said(key, 6, { handle: 'ada.example' }));
    expect(await handleOf(key)).toBeNull();
  });
});
