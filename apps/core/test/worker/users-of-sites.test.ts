import { UsersOfSites1766400000000 } from '../../src/database/migrations/1766400000000-users-of-sites.js';
import { linked, type Linked } from './linked.js';
import { formAccount, formPost, groupId, testWorker, type TestWorker } from './test-worker.js';

const otherForm = '01900000-0000-7000-8000-000000000003';
let worker: TestWorker;
let people: Linked;
beforeEach(async () => {
  worker = await testWorker();
  people = linked(worker);
  await worker.rows(
    `insert into account (id, channel, address, account_group_id, sealed_secrets) values ($1, 'webform', 'orders', $2, 'x')`,
    [otherForm, groupId],
  );
}, 60_000);
afterEach(() => worker.close());

/** A post of a site's user, proven by a token. */
const post = (key: string, minute: number, accountId = formAccount) =>
  formPost('unused@example.org', minute, {
    accountId,
    author: { kind: 'site', key, name: 'Ann' },
    authorProof: { verdict: 'proven', reason: 'token signed by the site' },
    replyTo: { kind: 'site', key },
  });

it('takes user 17 of two forms for two people, also as a connector of the former release names them', async () => {
  await worker.take(post('17', 1), post('17', 2, otherForm), post(`form:${formAccount}:17`, 3));
  const [one, other] = await Promise.all(
    [formAccount, otherForm].map((form) => people.person(`form:${form}:17`)),
  );
  expect(one).not.toBe(other);
  expect(await worker.rows(`select key, handle from identity where kind = 'site' order by key`)).toEqual(
    [formAccount, otherForm].map((form) => ({ key: `form:${form}:17`, handle: '17' })),
  );
});

describe('the upgrade', () => {
  const asBefore = `update identity set key = regexp_replace(key, '^form:[^:]*:', ''), handle = null where kind = 'site'`;
  const upgrade = async (): Promise<void> => {
    await worker.rows('alter table import drop column site_space');
    const runner = worker.dataSource.createQueryRunner();
    await new UsersOfSites1766400000000().up(runner);
    await runner.release();
  };
  const keys = async () =>
    (await worker.rows<{ key: string }>(`select key from identity where kind = 'site' order by key`)).map(
      ({ key }) => key,
    );

  it('gives back the person of whoever wrote through one form alone, and nobody’s to whoever wrote through several', async () => {
    await worker.take(post('one', 1), post('two', 2, otherForm));
    const [one, two] = [
      await people.person(`form:${formAccount}:one`),
      await people.person(`form:${otherForm}:two`),
    ];
    await worker.rows(asBefore);
    await worker.take(post(`form:${formAccount}:both`, 3), post(`form:${otherForm}:both`, 4, otherForm));
    await worker.rows(`update message m set author_identity_id = a.id, anchor_identity_id = a.id
      from identity a, identity b where a.key like 'form:%2:both' and b.key like 'form:%3:both' and m.author_identity_id = b.id`);
    await worker.rows(
      `delete from link where identity_id in (select id from identity where key like 'form:%3:both')`,
    );
    await worker.rows(`delete from identity where key like 'form:%3:both'`);
    await worker.rows(asBefore);
    expect(await keys()).toEqual(['both', 'one', 'two']);
    const both = await people.person('both');

    await upgrade();
    expect(await keys()).toEqual(['both', `form:${formAccount}:one`, `form:${otherForm}:two`]);
    await worker.take(
      post('one', 11),
      post('two', 12, otherForm),
      post('both', 13),
      post('both', 14, otherForm),
    );
    expect(await people.person(`form:${formAccount}:one`)).toBe(one);
    expect(await people.person(`form:${otherForm}:two`)).toBe(two);
    expect(await people.person('both')).toBe(both);
    const after = [formAccount, otherForm].map((form) => people.person(`form:${form}:both`));
    expect(new Set([both, ...(await Promise.all(after))]).size).toBe(3);
  });

  it('takes whoever never wrote for a user of the only form with a secret, where there is one', async () => {
    const listed = `insert into identity (id, kind, key) values (gen_random_uuid(), 'site', 'listed')`;
    await worker.rows(listed);
    await worker.rows(`update account set sealed_secrets = 'y' where id = $1`, [formAccount]);
    await upgrade();
    expect(await keys()).toEqual(['listed']);
    await worker.rows(`update account set sealed_secrets = null where id = $1`, [formAccount]);
    await upgrade();
    expect(await keys()).toEqual([`form:${otherForm}:listed`]);
  });
});
