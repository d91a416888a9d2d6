import type { SendInput } from '@filo/contracts';
import { linked, type Linked } from './linked.js';
import { formAccount, formPost, mail, testWorker, type TestWorker } from './test-worker.js';

let worker: TestWorker;
let people: Linked;
beforeEach(async () => {
  worker = await testWorker();
  people = linked(worker);
}, 60_000);
afterEach(() => worker.close());

const follow = async (): Promise<void> => {
  while (await worker.parts.evidence.once());
};
const sent = async (): Promise<SendInput[]> =>
  (await worker.rows<{ payload: SendInput }>('select payload from outbox order by id')).map(
    (row) => row.payload,
  );
const changes = (): Promise<{ kind: string; grade: string; evidence: object; actor: string }[]> =>
  worker.rows('select kind, grade, evidence, actor from link_change order by number');
const askOwners = () =>
  worker.rows(`update account set settings = '{"confirmAddress": true}' where id = $1`, [formAccount]);

describe('a form sent with the address of somebody else', () => {
  const forged = (minute: number) =>
    formPost('owner@example.org', minute, {
      author: { kind: 'mail', key: 'owner@example.org', name: 'Mallory Forger' },
      subject: 'forged subject',
      text: 'forged text http://bad.example',
      newText: 'forged text http://bad.example',
      facts: { name: 'Mallory Forger' },
    });

  it('gets the owner one mail in 24 hours without a word of the sender, and merges and changes nothing', async () => {
    await askOwners();
    await worker.take(
      mail('owner@example.org', 1, {
        authorProof: { verdict: 'proven', reason: 'dkim' },
        text: 'old secret',
      }),
    );
    const before = await worker.rows('select * from link');
    for (const minute of [2, 3, 4]) await worker.take(forged(minute));
    await follow();
    const mails = await sent();
    expect(mails).toMatchObject([
      { automatic: true, recipient: { key: 'owner@example.org' }, visibleTo: [{ key: 'owner@example.org' }] },
    ]);
    for (const word of ['forged', 'Mallory', 'Forger', 'bad.example', 'old secret'])
      expect(JSON.stringify(mails)).not.toContain(word);
    expect(await worker.rows('select * from link')).toEqual(before);
    expect(await changes()).toEqual([]);
    const [word] = await worker.rows(`select proof from message where subject = 'forged subject' limit 1`);
    expect(word).toEqual({ proof: 'claimed' });
  });

  it('makes us write to nobody unless the form asks for it', async () => {
    await worker.take(forged(1));
    await follow();
    expect(await sent()).toEqual([]);
  });

  it('asks no more once the owner has confirmed, nor whoever is blocked, shared, dead or ours', async () => {
    await askOwners();
    await worker.take(forged(1));
    await follow();
    await worker.rows(`update proof_request set used_at = now(), asked_at = now() - interval '2 days'`);
    await worker.take(forged(2));
    await follow();
    expect(await sent()).toHaveLength(1);
    for (const [n, state] of [
      'blocked = true',
      'shared = true',
      'bouncing_since = now()',
      'ours = true',
    ].entries()) {
      const key = `someone${n}@example.org`;
      await worker.rows(`insert into identity (id, kind, key) values (gen_random_uuid(), 'mail', $1)`, [key]);
      await worker.rows(`update identity set ${state} where key = $1`, [key]);
      await worker.take(formPost(key, 3));
    }
    await follow();
    expect(await sent()).toHaveLength(1);
  });
});

describe('a signed token of the company’s site', () => {
  const user = `form:${formAccount}:user-7`;
  const post = (minute: number, over: object = {}) =>
    formPost('ann@example.org', minute, {
      author: { kind: 'site', key: 'user-7', name: 'Ann' },
      authorProof: { verdict: 'proven', reason: 'token signed by the site' },
      replyTo: { kind: 'mail', key: 'ann@example.org' },
      vouched: [{ identity: { kind: 'mail', key: 'ann@example.org' }, evidence: 'site-token' }],
      ...over,
    });

  it('links the user of the site and the mail address that it names, proven, once', async () => {
    await worker.take(mail('ann@example.org', 1));
    await worker.take(post(2), post(3));
    await worker.take(post(4));
    await follow();
    expect(await people.person(user)).toBe(await people.person('ann@example.org'));
    expect(await changes()).toEqual([
      {
        kind: 'merge',
        grade: 'proven',
        evidence: { type: 'site-token', accountId: formAccount },
        actor: 'site token',
      },
    ]);
  });

  it('links an address that never wrote, before its first mail comes', async () => {
    await worker.take(post(1));
    await follow();
    await worker.take(mail('ann@example.org', 2));
    expect(await people.person(user)).toBe(await people.person('ann@example.org'));
  });

  it('links nobody by an address that several share, nor by a message that is not proven', async () => {
    await worker.take(mail('ann@example.org', 1));
    await worker.take(post(2, { authorProof: { verdict: 'claimed', reason: 'typed' } }));
    await follow();
    expect(await changes()).toEqual([]);
    await worker.rows(`update identity set shared = true where key = 'ann@example.org'`);
    await worker.take(post(3));
    await follow();
    expect(await changes()).toEqual([]);
    expect(await worker.rows('select * from evidence_waiting')).toEqual([]);
  });

  it('links nobody by an address that says itself that several write from it, unless an agent knows better', async () => {
    const vouched = [
      { identity: { kind: 'mail', key: 'info@example.org' }, evidence: 'site-token' as const },
    ];
    await worker.take(mail('info@example.org', 1));
    await worker.take(post(2, { vouched }));
    await follow();
    expect(await changes()).toEqual([]);
    await worker.rows(`update identity set shared_by = 'agent' where key = 'info@example.org'`);
    await worker.take(post(3, { vouched }));
    await follow();
    expect(await people.person(user)).toBe(await people.person('info@example.org'));
  });

  it('does not say again what an agent has taken back', async () => {
    await worker.take(mail('ann@example.org', 1));
    await worker.take(post(2));
    await follow();
    const [made] = await worker.rows<{ id: string }>('select id from link_change');
    await people.undo({ id: made!.id, kind: 'merge', personIds: [], gone: [] });
    await worker.take(post(3));
    await follow();
    expect(await people.person(user)).not.toBe(await people.person('ann@example.org'));
  });

  it.each(['an undo', 'a split'])(
    'leaves apart whom %s took apart, whichever form says it again',
    async (by) => {
      await worker.take(mail('ann@example.org', 1));
      await worker.take(post(2));
      await follow();
      const [made] = await worker.rows<{ id: string }>('select id from link_change');
      if (by === 'a split') await people.split(user);
      else await people.undo({ id: made!.id, kind: 'merge', personIds: [], gone: [] });
      await worker.rows(
        `insert into account (id, channel, address, account_group_id) select gen_random_uuid(), channel, 'orders', account_group_id
       from account where id = $1`,
        [formAccount],
      );
      const [orders] = await worker.rows<{ id: string }>(`select id from account where address = 'orders'`);
      await worker.take(post(3), post(4, { accountId: orders!.id }));
      await follow();
      expect(await people.person(user)).not.toBe(await people.person('ann@example.org'));
      expect(await worker.rows('select id from evidence_waiting')).toEqual([]);
    },
  );
});

it('keeps evidence that could not be followed, and lets others pass', async () => {
  await askOwners();
  await worker.take(formPost('first@example.org', 1));
  const [first] = await worker.rows<{ id: string }>('select id from evidence_waiting');
  await worker.rows(`update evidence_waiting set kind = 'join', identity_id = gen_random_uuid(),
    other_identity_id = gen_random_uuid(), evidence = '{"type": "site-token"}'`);
  await worker.take(formPost('second@example.org', 2));
  await follow();
  expect((await sent()).map(({ recipient }) => recipient.key)).toEqual(['second@example.org']);
  expect(await worker.rows('select id, due_at > now() as later from evidence_waiting')).toEqual([
    { id: first!.id, later: true },
  ]);
});
