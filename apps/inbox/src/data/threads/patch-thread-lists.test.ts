import type { ThreadPage, ThreadRow } from '@filo/contracts/http';
import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query';
import { rowsOf, type ThreadListData } from './patch-row';
import { dropFromThreadLists, patchThreadLists } from './patch-thread-lists';

const page = (...ids: string[]) =>
  ({ items: ids.map((id) => ({ id })), next: null }) as unknown as ThreadPage;
const settled = () => new Promise((resolve) => setTimeout(resolve));

const queryKey = ['thread-lists', 'all'];
const reading = () => {
  const client = new QueryClient();
  const answers: ((page: ThreadPage) => void)[] = [];
  const observer = new InfiniteQueryObserver(client, {
    queryKey,
    queryFn: () => new Promise<ThreadPage>((answer) => answers.push(answer)),
    initialPageParam: undefined,
    getNextPageParam: () => undefined,
  });
  const stop = observer.subscribe(() => undefined);
  const shown = () => rowsOf(client.getQueryData<ThreadListData>(queryKey)).map(({ id }) => id);
  return { client, answers, observer, stop, shown };
};
const row = (id: string) =>
  ({ id, version: 2, state: 'open', waitingSince: null, lastAt: '2026-11-27T10:00:00Z' }) as ThreadRow;

test.each(['the first time', 'again'])(
  'a row that comes while its list is read %s is shown, though that was read before it',
  async (time) => {
    const { client, answers, observer, stop, shown } = reading();
    if (time === 'again') {
      answers[0]!(page());
      await settled();
      void observer.refetch();
      await settled();
    }
    patchThreadLists(client, row('new'), 'me');
    answers.at(-1)!(page());
    await settled();
    expect(shown()).toEqual(['new']);
    stop();
    client.clear();
  },
);

test('a row that comes while its list is read does not bring back who was merged away meanwhile', async () => {
  const { client, answers, stop, shown } = reading();
  patchThreadLists(client, row('gone'), 'me');
  dropFromThreadLists(client, 'gone');
  await settled();
  answers.at(-1)!(page());
  await settled();
  expect(shown()).toEqual([]);
  stop();
  client.clear();
});

test('a list that was being read when a person was merged away does not bring the row back', async () => {
  const { client, answers, observer, stop } = reading();
  answers[0]!(page('kept', 'gone'));
  await settled();
  void observer.refetch();
  await settled();
  dropFromThreadLists(client, 'gone');
  await settled();
  expect(answers).toHaveLength(3);
  // Read before the merge, answered after it.
  answers[1]!(page('kept', 'gone'));
  answers[2]!(page('kept'));
  await settled();
  const shown = rowsOf(client.getQueryData<ThreadListData>(queryKey)).map(({ id }) => id);
  expect(shown).toEqual(['kept']);
  stop();
  client.clear();
});
