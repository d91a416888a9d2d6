import type { AccountView, PersonDetail } from '@filo/contracts/http';
import { eventually } from '@filo/testing';
import { createServer, type AddressInfo } from 'node:net';
import { ApiProblem, type Api } from '../src/api.js';
import { Filo } from '../src/filo.js';
import { Guestbook } from '../src/guestbook.js';

let filo: Filo;
let api: Api;
let url: string;
const guestbook = new Guestbook();

beforeAll(async () => {
  url = await guestbook.open();
  filo = await Filo.start({ env: { FILO_MORE_CONNECTORS: 'sample' } });
  api = await filo.signIn();
}, 200_000);
afterAll(async () => {
  await filo.remove();
  await guestbook.close();
});

const lobby = (token: string) => ({
  channel: 'sample',
  address: 'lobby',
  name: 'Lobby book',
  settings: { url },
  secrets: { token },
});
const make = (token: string) => api.request<AccountView>('POST', '/accounts', lobby(token));
const change = (id: string, body: object) => api.request<AccountView>('PATCH', `/accounts/${id}`, body);
const refusal = async (work: Promise<unknown>): Promise<ApiProblem> =>
  work.then(
    () => {
      throw new Error('it was not refused');
    },
    (error: unknown) => {
      if (error instanceof ApiProblem) return error;
      throw error;
    },
  );
/** What listens on this machine and is meant for nobody else; it counts who connects. */
const somethingWithin = async () => {
  let visits = 0;
  const server = createServer((socket) => {
    visits += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `https://127.0.0.1:${port}/ada.png`, visits: () => visits, close: () => server.close() };
};
const healthOf = async (id: string) => (await api.get<AccountView>(`/accounts/${id}`)).health.state;

it('a channel that Filo does not know gets an account, is heard and answered, paused and removed', async () => {
  const wrong = await eventually(async () => {
    const refused = await refusal(make('a guess'));
    // The connector is known when it has first said that it lives.
    return refused.problem.code !== 'invalid-request' && refused;
  });
  expect(wrong).toMatchObject({ status: 422, problem: { code: 'account-test-failed' } });
  const account = await make(guestbook.token);
  expect(account).toMatchObject({ channel: 'sample', name: 'Lobby book', secretsSet: ['token'] });
  expect(JSON.stringify(account)).not.toContain(guestbook.token);
  await eventually(async () => (await healthOf(account.id)) === 'ok', { timeoutMs: 30_000 });

  const within = await somethingWithin();
  guestbook.write({ id: 'ada', name: 'Ada', picture: within.url }, 'Is anybody at the desk?');
  const thread = await eventually(
    async () => (await api.threads()).items.find(({ person }) => person.name === 'Ada'),
    { timeoutMs: 20_000 },
  );
  const [heard] = await api.everyMessage(thread.id);
  expect(heard).toMatchObject({ channel: 'sample', direction: 'inbound', text: 'Is anybody at the desk?' });
  // A picture at an address of the machine itself: named by the channel, and never asked for.
  const sourceOf = async () => (await api.get<PersonDetail>(`/people/${thread.id}`)).photoSource;
  expect(await sourceOf()).toBe('sample');
  const photo = await fetch(`${filo.httpUrl}/api/v1/people/${thread.id}/photo`, {
    headers: { cookie: api.cookie },
  });
  expect([photo.status, await sourceOf(), within.visits()]).toEqual([404, null, 0]);
  within.close();
  await api.reply(thread.id, { text: 'We are back at nine.' });
  await eventually(() => guestbook.entries.some(({ text, key }) => key && text === 'We are back at nine.'), {
    timeoutMs: 20_000,
  });

  const elsewhere = { settings: { url: 'http://127.0.0.1:1/' } };
  expect((await refusal(change(account.id, elsewhere))).problem.errors).toEqual([
    { path: 'secrets.token', message: 'Needed again' },
  ]);
  const { token } = guestbook;
  expect((await refusal(change(account.id, { ...elsewhere, secrets: { token } }))).status).toBe(422);
  expect(await change(account.id, { state: 'paused' })).toMatchObject({ state: 'paused', settings: { url } });
  await api.request('DELETE', `/accounts/${account.id}`);
  expect((await api.accounts()).items.map(({ channel }) => channel)).toEqual(['email']);
}, 120_000);

it('a channel that nobody speaks is refused with those that are spoken', async () => {
  // A connector is known once it was heard, which may be a few seconds after the start.
  await eventually(
    async () => {
      const refused = await refusal(api.request('POST', '/accounts', { ...lobby('x'), channel: 'pigeon' }));
      expect(refused.status).toBe(400);
      expect(refused.problem.detail).toContain('speaks pigeon');
      return ['email', 'sample', 'webform'].every((spoken) => refused.problem.detail.includes(spoken));
    },
    { timeoutMs: 30_000 },
  );
});
