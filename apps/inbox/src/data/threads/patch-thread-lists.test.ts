import type { ThreadPage } from '@filo/contracts/http';
import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query';
import { rowsOf, type ThreadListData } from './patch-row';
import { dropFromThreadLists } from './patch-thread-lists';

const page = (...ids: string[]) =>
  ({ items: ids.map((id) => ({ id })), next: null }) as unknown as ThreadPage;
const settled = () => new Promise((resolve) => setTimeout(resolve));

test('a list that was being read when a person was merged away does not bring the row back', async () => {
  const client = new QueryClient();
  const queryKey = ['thread-lists', 'all'];
  const answers: ((page: ThreadPage) => void)[] = [];
  const observer = new InfiniteQueryObserver(client, {
    queryKey,
    queryFn: () => new Promise<ThreadPage>((answer) => answers.push(answer)),
    initialPageParam: undefined,
    getNextPageParam: () => undefined,
  });
  const stop = observer.subscribe(() => undefined);
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
