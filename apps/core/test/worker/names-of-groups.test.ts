import type { MessageReceivedInput } from '@filo/contracts';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { GroupsOfFormerNames1766100100000 } from '../../src/database/migrations/1766100100000-groups-of-former-names.js';
import { knownName } from '../../src/people-pages/known-name.js';
import { isBetterName, type SaidName } from '../../src/people/said-names.js';
import { groupId, mail, mailAccount, testWorker, type TestWorker } from './test-worker.js';

let worker: TestWorker;
const places = [
  { group: groupId, account: mailAccount },
  ...[1, 2].map(() => ({ group: uuidv7(), account: uuidv7() })),
];
const [open, closed] = places as [(typeof places)[0], (typeof places)[0]];

beforeAll(async () => {
  worker = await testWorker();
  for (const { group, account } of places.slice(1)) {
    await worker.rows(`insert into account_group (id, name) values ($1::uuid, ($1::uuid)::text)`, [group]);
    await worker.rows(
      `insert into account (id, channel, address, account_group_id) values ($1::uuid, 'email', ($1::uuid)::text || '@us.example', $2)`,
      [account, group],
    );
  }
});
afterAll(() => worker.close());

const anyone = () => `${uuidv7().slice(-12)}@names.example`;
const knownTo = async (address: string, groups: readonly string[]): Promise<string | null> => {
  const [row] = await worker.rows<{ name: string | null }>(
    `select ${knownName('i', '$2')} as name from identity i where i.key = $1`,
    [address, groups],
  );
  return row!.name;
};

interface Told {
  name: string;
  minutes: number;
  /** Where a copy arrived, and whether it proves the author. */
  copies: { place: number; proven: boolean }[];
}

const told: fc.Arbitrary<Told> = fc.record({
  name: fc.constantFrom('Ada', 'Bea', 'Zoë', 'zoe'),
  minutes: fc.nat(3),
  copies: fc.array(fc.record({ place: fc.nat(2), proven: fc.boolean() }), { minLength: 1, maxLength: 2 }),
});

const copiesOf = (address: string, { name, minutes, copies }: Told): MessageReceivedInput[] => {
  const first = mail(address, minutes, { author: { kind: 'mail', key: address, name } });
  return copies.map(({ place, proven }) => ({
    ...first,
    eventId: uuidv7(),
    accountId: places[place]!.account,
    authorProof: proven ? { verdict: 'proven', reason: 'dkim' } : { verdict: 'claimed', reason: 'none' },
  }));
};

/** A mail is a message in each group: one copy proves it for all who see that. */
const bestIn = (all: readonly Told[], seen: readonly number[]): string | null =>
  all
    .filter(({ copies }) => copies.some(({ place }) => seen.includes(place)))
    .map(({ name, minutes, copies }): SaidName => ({
      name,
      at: minutes,
      proven: copies.some(({ place, proven }) => proven && seen.includes(place)),
    }))
    .reduce<SaidName | null>((best, next) => (best && !isBetterName(next, best) ? best : next), null)?.name ??
  null;

const views = [[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]];

describe('the name of an address', () => {
  it('is for every reader the best that was said in the groups of that reader, in any order of arrival', async () => {
    let differed = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(told, fc.nat(99)), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 4 }),
        async (all, size) => {
          const address = anyone();
          const arriving = [...all].sort(([, a], [, b]) => a - b).flatMap(([one]) => copiesOf(address, one));
          for (let n = 0; n < arriving.length; n += size) await worker.take(...arriving.slice(n, n + size));
          const known = await Promise.all(
            views.map((seen) =>
              knownTo(
                address,
                seen.map((n) => places[n]!.group),
              ),
            ),
          );
          expect(known).toEqual(
            views.map((seen) =>
              bestIn(
                all.map(([one]) => one),
                seen,
              ),
            ),
          );
          if (new Set(known).size > 1) differed++;
        },
      ),
      { numRuns: 150 },
    );
    expect(differed).toBeGreaterThan(50);
  }, 120_000);

  it('is known in the group alone in which others named it', async () => {
    const address = anyone();
    const naming = (account: string, name?: string) =>
      mail(anyone(), 1, {
        accountId: account,
        participants: [{ identity: { kind: 'mail', key: address, ...(name && { name }) }, role: 'cc' }],
      });
    await worker.take(naming(closed.account, 'Secret Name'), naming(open.account));
    expect(await knownTo(address, [open.group])).toBeNull();
    await worker.take(naming(open.account, 'Open Name'));
    expect(await knownTo(address, [open.group])).toBe('Open Name');
    expect(await knownTo(address, [closed.group])).toBe('Secret Name');
    await worker.take(mail(address, 2, { author: { kind: 'mail', key: address, name: 'Own Name' } }));
    expect(await knownTo(address, [open.group])).toBe('Own Name');
    expect(await knownTo(address, [closed.group])).toBe('Secret Name');
  });

  it('costs no row where all is said in one group', async () => {
    const address = anyone();
    const count = async () => (await worker.rows('select count(*)::int as n from identity_name'))[0]!['n'];
    const before = await count();
    await worker.take(mail(address, 1), mail(address, 2));
    await worker.take(mail(address, 3));
    expect(await count()).toBe(before);
  });
});

it('finds the groups of names that were said before groups were told apart, and tells no other of them', async () => {
  const [own, given, torn] = [anyone(), anyone(), anyone()];
  const cc = (key: string, name?: string) => ({
    identity: { kind: 'mail', key, ...(name && { name }) },
    role: 'cc' as const,
  });
  await worker.take(
    mail(own, 1, { accountId: open.account, author: { kind: 'mail', key: own, name: 'Early' } }),
    mail(own, 2, { accountId: closed.account, author: { kind: 'mail', key: own, name: 'Late' } }),
    mail(anyone(), 3, {
      accountId: closed.account,
      participants: [cc(given, 'Given'), cc(torn, 'Torn')],
    }),
    mail(anyone(), 4, { accountId: open.account, participants: [cc(torn)] }),
  );
  await worker.rows('update identity set name_group_id = null');
  await worker.rows('delete from identity_name');
  const runner = worker.dataSource.createQueryRunner();
  await new GroupsOfFormerNames1766100100000().up(runner);
  await runner.release();
  const all = places.map(({ group }) => group);
  for (const [address, name] of [
    [own, 'Late'],
    [given, 'Given'],
    [torn, 'Torn'],
  ] as const) {
    expect(await knownTo(address, [open.group])).toBeNull();
    expect(await knownTo(address, [closed.group])).toBe(address === torn ? null : name);
    expect(await knownTo(address, all)).toBe(name);
  }
});
