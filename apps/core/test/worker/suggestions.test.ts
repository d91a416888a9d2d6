import type { MessageReceivedInput } from '@filo/contracts';
import { v7 as uuidv7 } from 'uuid';
import { FindSuggestions } from '../../src/suggestions/finding/find-suggestions.js';
import { formPost, log, mail, testWorker, type TestWorker } from './test-worker.js';

let worker: TestWorker;
let finding: FindSuggestions;

beforeAll(async () => {
  worker = await testWorker();
  finding = new FindSuggestions({ dataSource: worker.dataSource, log, clocksApartMs: 0 });
}, 120_000);
afterAll(() => worker.close());

/** Takes these in and looks at them; addresses are made unlike those of other tests by `of`. */
const take = async (...events: MessageReceivedInput[]): Promise<void> => {
  await worker.take(...events);
  await lookAtAll();
};

const lookAtAll = async (): Promise<void> => {
  for (;;) if ((await finding.once()).messages === 0) return;
};

const from = (
  address: string,
  name: string,
  over: Partial<MessageReceivedInput> = {},
): MessageReceivedInput => mail(address, 0, { author: { kind: 'mail', key: address, name }, ...over });

interface Kept {
  id: string;
  state: string;
  confidence: number;
  codes: string[];
  counter: string[];
  later: boolean;
}

const between = async (one: string, other: string): Promise<Kept | undefined> =>
  (
    await worker.rows<Kept>(
      `select s.id, s.state, s.confidence, s.later_until is not null as later,
         array(select e ->> 'code' from jsonb_array_elements(s.evidence) e order by 1) as codes,
         array(select e ->> 'code' from jsonb_array_elements(s.counter_evidence) e order by 1) as counter
       from suggestion s join identity a on a.id = s.a_identity_id join identity b on b.id = s.b_identity_id
       where (a.key, b.key) in (($1, $2), ($2, $1))`,
      [one, other],
    )
  )[0];

const persons = async (): Promise<number> => {
  const [row] = await worker.rows<{ n: number }>(
    'select count(distinct person_id)::int as n from link where withdrawn_at is null',
  );
  return row!.n;
};

const unique = (): string => uuidv7().slice(-12);

describe('suggestions', () => {
  it('bring together who gives one phone under one name, and join nobody', async () => {
    const [one, other] = [`${unique()}@gmail.com`, `${unique()}@gmx.de`];
    await take(
      from(one, 'Anna Bianchi', { signatureText: 'Anna Bianchi\nTel. +39 347 1234567' }),
      from(other, 'Annie Bianchi', { signatureText: 'mob. 0039 347/1234567' }),
    );
    expect(await between(one, other)).toMatchObject({
      state: 'open',
      codes: ['same-name', 'same-phone'],
      counter: [],
    });
    expect((await between(one, other))!.confidence).toBeGreaterThan(0.9);
    const links = await worker.rows(
      `select person_id from link l join identity i on i.id = l.identity_id where i.key in ($1, $2)`,
      [one, other],
    );
    expect(new Set(links.map(({ person_id: id }) => id)).size).toBe(2);
  });

  it('leave a family apart that shares a phone and a surname', async () => {
    const [one, other] = [`${unique()}@gmail.com`, `${unique()}@gmx.de`];
    const signatureText = 'Tel. +39 347 7654321';
    await take(from(one, 'Anna Conti', { signatureText }), from(other, 'Bruno Conti', { signatureText }));
    expect(await between(one, other)).toBeUndefined();
  });

  it.each<[string, string, Partial<MessageReceivedInput>, Partial<MessageReceivedInput>]>([
    ['same-order', 'one order', { newText: 'My order A-71234 is late' }, { subject: 'Order #A71234' }],
    [
      'same-fact',
      'one customer number',
      { facts: { 'Customer no': 'K-9911' } },
      { facts: { 'Customer no': 'K 9911' } },
    ],
  ])('find %s', async (code, _, first, second) => {
    const [one, other] = [`${unique()}@gmail.com`, `${unique()}@gmx.de`];
    await take(
      formPost(one, 0, { author: { kind: 'mail', key: one, name: 'Carla Serra' }, ...first }),
      formPost(other, 1, { author: { kind: 'mail', key: other, name: 'Carla Serra' }, ...second }),
    );
    expect((await between(one, other))?.codes).toContain(code);
  });

  it('find who names an account or an address of the other, whichever came first', async () => {
    const handle = `dora_${unique()}`;
    const [one, other] = [`${unique()}@gmail.com`, `${unique()}@gmx.de`];
    const post = from(handle, 'Dora M.', {
      channel: 'x',
      author: { kind: 'x', key: unique(), name: 'Dora Marini', handle },
    });
    await take(from(one, 'Dora Marini', { signatureText: `Dora\nhttps://x.com/${handle}` }), post);
    expect(
      await worker.rows(`select from suggestion s where s.evidence @> '[{"code": "named-handle"}]'`),
    ).toHaveLength(1);
    await take(from(other, 'Dora Marini'), from(one, 'Dora Marini', { signatureText: `Dora\n${other}` }));
    expect((await between(one, other))?.codes).toContain('named-address');
  });

  it('find who quotes what another was told, but not who quotes their own thread', async () => {
    const [one, other] = [`${unique()}@gmail.com`, `${unique()}@gmx.de`];
    const text =
      'the green parrot of my late aunt has eaten the manual of the heater that you sold us in spring';
    await take(from(one, 'Elio Greco', { newText: text, text, threadingId: `${one}-1` }));
    await take(
      from(one, 'Elio Greco', { newText: 'Any news?', quotedText: text, inReplyTo: [`${one}-1`] }),
      from(other, 'Elio Greco', { newText: 'I write from here now.', quotedText: `> ${text}` }),
    );
    expect((await between(one, other))?.codes).toContain('quoted-text');
  });

  it('bring nobody together by words that the same person said in public, quoted or answered', async () => {
    const said = (n: number) =>
      `the red kettle number ${n} of my late uncle has eaten the manual of the heater that you sold us in spring`;
    const post = (key: string, text: string, over: Partial<MessageReceivedInput> = {}) =>
      from(key, 'Elia Greco', {
        ...{ channel: 'x', author: { kind: 'x', key, name: 'Elia Greco', handle: key } },
        ...{ audience: 'public', text, newText: text, participants: [], threadingId: `post-${key}`, ...over },
      });
    const [loud, quoting, answering] = [unique(), unique(), unique()];
    await take(post(loud, said(1)));
    await take(post(quoting, 'Look at this', { quotedText: said(1) }));
    await take(post(answering, 'Mine too', { inReplyTo: [`post-${loud}`] }));
    expect((await between(loud, quoting))?.codes ?? []).not.toContain('quoted-text');
    expect((await between(loud, answering))?.codes ?? []).not.toContain('quoted-text');
    // Told in private by mail, and said in public by another address of the same person, before or since.
    const [mailed, other] = [`${unique()}@gmail.com`, `${unique()}@gmx.de`];
    await take(from(mailed, 'Elia Greco', { text: said(2), newText: said(2) }));
    await worker.rows(
      `update link set person_id = (select l.person_id from link l join identity i on i.id = l.identity_id where i.key = $1 and l.withdrawn_at is null)
       where identity_id = (select id from identity where key = $2)`,
      [mailed, loud],
    );
    await take(post(loud, said(2), { threadingId: `post-${loud}-2` }));
    await take(from(other, 'Elia Greco', { newText: 'I write from here.', quotedText: `> ${said(2)}` }));
    expect((await between(mailed, other))?.codes ?? []).not.toContain('quoted-text');
    // What only followers can read was not said to everybody.
    const marks = [{ code: 'followers-only', text: 'Followers alone can read it.' }];
    const [shy, curious] = [unique(), `${unique()}@gmx.de`];
    await take(post(shy, said(3), { marks }));
    await take(from(curious, 'Elia Greco', { newText: 'I write from here.', quotedText: `> ${said(3)}` }));
    expect((await between(shy, curious))?.codes).toContain('quoted-text');
  });

  it('stay rejected until there is evidence that was not known', async () => {
    const [one, other] = [`${unique()}@gmail.com`, `${unique()}@gmx.de`];
    const signatureText = 'Tel. +39 348 1112223';
    await take(from(one, 'Fabio Leone', { signatureText }), from(other, 'Fabio Leone', { signatureText }));
    const { id } = (await between(one, other))!;
    await worker.rows(
      `update suggestion s set state = 'rejected', decided_on = array(
         select e ->> 'code' || ':' || (e ->> 'key') from jsonb_array_elements(evidence) e) where id = $1`,
      [id],
    );
    await take(
      // Another spelling brings them together once more, and says nothing new.
      from(one, 'F. Leone', { signatureText, sortAt: '2026-01-06T09:00:00.000Z' }),
      from(other, 'F. Leone', { signatureText, sortAt: '2026-01-06T09:00:00.000Z' }),
    );
    expect(await between(one, other)).toMatchObject({ id, state: 'rejected' });
    const newText = 'It is about my order 558812.';
    await take(from(one, 'Fabio Leone', { newText }), from(other, 'Fabio Leone', { newText }));
    expect(await between(one, other)).toMatchObject({ id, state: 'open' });
  });

  it('are the same whichever way the messages are cut into batches, and when they are read again', async () => {
    const [one, other] = [`${unique()}@gmail.com`, `${unique()}@gmx.de`];
    const signatureText = 'Tel. +39 349 1112224';
    await take(from(one, 'Gina Villa', { signatureText }));
    await take(from(other, 'Gina Villa', { signatureText }));
    const before = await between(one, other);
    await worker.rows(`update match_place set message_id = '00000000-0000-0000-0000-000000000000'`);
    await lookAtAll();
    expect(await between(one, other)).toEqual(before);
    expect(before?.codes).toEqual(['same-name', 'same-phone']);
  });

  it('wait while ingest has its hands full', async () => {
    const [one, other] = [`${unique()}@gmail.com`, `${unique()}@gmx.de`];
    const signatureText = 'Tel. +39 342 1112227';
    await worker.take(
      from(one, 'Ivo Parisi', { signatureText }),
      from(other, 'Ivo Parisi', { signatureText }),
    );
    const stop = new AbortController();
    const busy = () => {
      stop.abort();
      return true;
    };
    const { dataSource } = worker;
    await new FindSuggestions({ dataSource, log, clocksApartMs: 0, busy }).run(stop.signal);
    expect(await between(one, other)).toBeUndefined();
    await lookAtAll();
    expect((await between(one, other))?.state).toBe('open');
  });

  it('pass over no message that a slow transaction commits late', async () => {
    const [one, other] = [`${unique()}@gmail.com`, `${unique()}@gmx.de`];
    const signatureText = 'Tel. +39 343 1112228';
    const slow = worker.dataSource.createQueryRunner();
    await slow.startTransaction();
    await slow.query('select 1');
    await take(from(one, 'Leo Grasso', { signatureText }), from(other, 'Leo Grasso', { signatureText }));
    // Its own messages would have lower ids than these.
    expect(await between(one, other)).toBeUndefined();
    await slow.rollbackTransaction();
    await slow.release();
    await lookAtAll();
    expect((await between(one, other))?.state).toBe('open');
  });

  it('are made by one worker at a time', async () => {
    const before = await persons();
    const [one, other] = [`${unique()}@gmail.com`, `${unique()}@gmx.de`];
    const signatureText = 'Tel. +39 340 1112225';
    await worker.take(
      from(one, 'Hugo Galli', { signatureText }),
      from(other, 'Hugo Galli', { signatureText }),
    );
    const looks = await Promise.all([finding.once(), finding.once(), finding.once()]);
    expect(looks.filter(({ messages }) => messages > 0)).toHaveLength(1);
    expect((await between(one, other))?.state).toBe('open');
    expect(await persons()).toBe(before + 2);
  });
});

describe('a shared address', () => {
  const sharedBy = async (key: string): Promise<unknown> =>
    (await worker.rows(`select shared, shared_by from identity where key = $1`, [key]))[0];

  it('is known by what it is called', async () => {
    const [one, other] = [`info@${unique()}.example`, `${unique()}@gmx.de`];
    const signatureText = 'Tel. +39 341 1112226';
    await take(from(one, 'Ida Rossi', { signatureText }), from(other, 'Ida Rossi', { signatureText }));
    expect(await sharedBy(one)).toEqual({ shared: true, shared_by: 'learnt' });
    expect(await between(one, other)).toBeUndefined();
  });

  it('is learnt when two people take turns to write from it, unless an agent knows better', async () => {
    const [turns, told, married] = [1, 2, 3].map(() => `${unique()}@gmail.com`) as [string, string, string];
    await take(from(told, 'Karl Weber'));
    await worker.rows(`update identity set shared_by = 'agent' where key = $1`, [told]);
    const at = (address: string, name: string, minutes: number) =>
      mail(address, minutes, { author: { kind: 'mail', key: address, name } });
    for (const address of [turns, told])
      await take(at(address, 'Karl Weber', 1), at(address, 'Lena Weber', 2), at(address, 'Karl Weber', 3));
    await take(at(married, 'Mara Weber', 1), at(married, 'Mara Weber', 2));
    await take(at(married, 'Mara Fischer', 3), at(married, 'Mara Fischer', 4));
    expect(await sharedBy(turns)).toEqual({ shared: true, shared_by: 'learnt' });
    expect(await sharedBy(told)).toEqual({ shared: false, shared_by: 'agent' });
    expect(await sharedBy(married)).toEqual({ shared: false, shared_by: null });
  });
});
