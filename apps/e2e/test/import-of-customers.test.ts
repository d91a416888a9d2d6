import type { ImportView, PersonPage } from '@filo/contracts/http';
import type { Api } from '../src/api.js';
import { Filo } from '../src/filo.js';
import { holds } from '../src/holds.js';
import { messagesOf } from '../src/look-up.js';
import { mailTo } from '../src/write-to-us.js';

const rows = 2_000;
const columns = ['customer-number', 'name', 'mail', 'mail', 'fact:remark'];

/** As a spreadsheet on Windows exports it: windows-1252, semicolons, quotes, line breaks; some twice, some broken. */
const customers = (): Buffer => {
  const line = (n: number): string =>
    n % 100 === 99
      ? `K${n};Broken ${n};no address;;`
      : `K${n};Zoë Müller ${n};a${n}@list.example;b${n}@list.example;"Said ""hello"";\n${n}"`;
  const lines = Array.from({ length: rows }, (_, n) => line(n % 20 === 7 ? n - 1 : n));
  return Buffer.from(['Nr;Name;Mail;Zweite;Notiz', ...lines].join('\r\n'), 'latin1');
};
const broken = rows / 100;
const different = rows - broken - rows / 20;

describe('a list of customers', () => {
  let filo: Filo;
  let api: Api;

  beforeAll(async () => {
    filo = await Filo.start();
    api = await filo.signIn();
  }, 240_000);

  afterAll(() => filo?.remove());

  const start = async (mode: 'dry-run' | 'run'): Promise<string> => {
    const body = new FormData();
    for (const [name, value] of Object.entries({ name: 'crm', mode, columns: JSON.stringify(columns) }))
      body.set(name, value);
    body.set('file', new Blob([new Uint8Array(customers())]), 'customers.csv');
    const headers = { cookie: api.cookie };
    const answer = await fetch(`${filo.httpUrl}/api/v1/imports`, { method: 'POST', headers, body });
    expect(answer.status).toBe(201);
    return ((await answer.json()) as ImportView).id;
  };
  const now = (id: string) => api.get<ImportView>(`/imports/${id}`);
  const until = async (id: string, state: ImportView['state']): Promise<ImportView> => {
    await holds(async () => expect((await now(id)).state).toBe(state), { timeoutMs: 200_000 });
    return now(id);
  };
  const personOf = async (address: string) => {
    const { items } = await api.get<PersonPage>(`/people?q=${address}`);
    return items.find(({ identities }) => identities.some(({ key }) => key === address));
  };

  it('says in a dry run what the run then does, though its worker is killed, and mail comes in meanwhile', async () => {
    const counted = await until(await start('dry-run'), 'done');
    const id = await start('run');
    await holds(async () => expect((await now(id)).rowsDone).toBeGreaterThan(rows / 10));
    const { 'core-worker': killed } = await filo.pids();
    process.kill(killed!, 'SIGKILL');
    await holds(async () => expect((await filo.pids())['core-worker']).not.toBe(killed), {
      timeoutMs: 30_000,
    });
    const before = await now(id);
    expect(before.rowsDone).toBeLessThan(rows);
    await holds(() =>
      mailTo(filo.ports.smtp, { from: 'b1@list.example', subject: 'While it runs', text: 'Hello.' }),
    );
    await messagesOf(api, 'b1@list.example', 1);
    const done = await until(id, 'done');
    expect(done).toMatchObject({ rows, rowsDone: rows });
    expect(done.faults).toHaveLength(broken);
    expect(done.counts).toEqual({
      merges: different,
      facts: different * 3,
      newIdentities: different * 2,
      badRows: broken,
    });
    // In a dry run a row that stands there twice is counted twice: the first has made nothing.
    expect(counted.counts.badRows).toBe(broken);
    expect(counted.counts.merges).toBe(rows - broken);
    await mailTo(filo.ports.smtp, { from: 'a1@list.example', subject: 'The other address', text: 'Hello.' });
    await messagesOf(api, 'a1@list.example', 2);
    expect(await personOf('b1@list.example')).toMatchObject({ name: 'Zoë Müller 1' });
  }, 400_000);

  it('is taken back as a whole, also when the worker is killed meanwhile', async () => {
    const { items } = await api.get<{ items: ImportView[] }>('/imports');
    const { id, counts } = items.find(({ mode }) => mode === 'run')!;
    await api.request('POST', `/imports/${id}/undo`);
    await holds(async () => expect((await now(id)).takenBack).toBeGreaterThan(0));
    process.kill((await filo.pids())['core-worker']!, 'SIGKILL');
    const undone = await until(id, 'undone');
    expect(undone.takenBack).toBe(counts.merges + counts.facts);
    const [first, second] = [await personOf('a1@list.example'), await personOf('b1@list.example')];
    expect(first!.id).not.toBe(second!.id);
    expect([first!.name, second!.name]).not.toContain('Zoë Müller 1');
  }, 400_000);
});
