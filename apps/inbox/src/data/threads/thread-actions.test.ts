import type { ThreadRow } from '@filo/contracts/http';
import { QueryClient } from '@tanstack/react-query';
import { dropFromThreadLists } from './patch-thread-lists';
import { rowsOf, type ThreadListData } from './patch-row';
import { ThreadActions } from './thread-actions';

const queryKey = ['thread-lists', 'all', {}] as const;
const row = (id: string, over: Partial<ThreadRow> = {}): ThreadRow =>
  ({
    id,
    version: 1,
    state: 'open',
    unread: true,
    lastAt: '2026-11-26T10:00:00Z',
    person: { name: id },
    ...over,
  }) as ThreadRow;

const loaded = (...ids: string[]) => {
  const client = new QueryClient();
  client.setQueryData<ThreadListData>(queryKey, {
    pages: [{ items: ids.map((id) => row(id)), next: null }],
    pageParams: [undefined],
  });
  const actions = new ThreadActions(client, 'agent', (id) => id);
  const shown = () =>
    rowsOf(client.getQueryData<ThreadListData>(queryKey)).map(({ id, unread }) => ({ id, unread }));
  return { client, actions, shown };
};

/** The server, which answers when it is told to. */
const server = () => {
  let answer!: (response: Response) => void;
  const asked = new Promise<void>((resolve) => {
    globalThis.fetch = () => {
      resolve();
      return new Promise((settle) => (answer = settle));
    };
  });
  return {
    asked,
    answer: (status: number, body: object) =>
      answer({
        ok: status === 200,
        headers: new Headers(),
        status,
        text: () => Promise.resolve(JSON.stringify(body)),
      } as Response),
  };
};

const former = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = former;
});

test('what the server answers is shown', async () => {
  const { actions, shown } = loaded('ada', 'grace');
  const { asked, answer } = server();
  const done = actions.run('ada', { kind: 'unread' });
  await asked;
  answer(200, { row: row('ada', { unread: false }) });
  await done;
  expect(shown()).toContainEqual({ id: 'ada', unread: false });
});

test('an answer that comes after the person was merged away does not bring the row back', async () => {
  const { client, actions, shown } = loaded('ada', 'grace');
  const { asked, answer } = server();
  const done = actions.run('ada', { kind: 'read' });
  await asked;
  dropFromThreadLists(client, 'ada');
  answer(200, { row: row('ada', { unread: false }) });
  await done;
  expect(shown()).toEqual([{ id: 'grace', unread: true }]);
});

test('nor does a refusal, since there is nothing to put back', async () => {
  const { client, actions, shown } = loaded('ada', 'grace');
  const { asked, answer } = server();
  const done = actions.run('ada', { kind: 'read' });
  await asked;
  dropFromThreadLists(client, 'ada');
  answer(404, { code: 'not-found', title: 'There is no such thread.', status: 404 });
  await expect(done).rejects.toThrow();
  expect(shown()).toEqual([{ id: 'grace', unread: true }]);
});
