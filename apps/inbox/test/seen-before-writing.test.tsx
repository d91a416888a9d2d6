import type { SessionView, ThreadDetail } from '@filo/contracts/http';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { applyLiveEvent } from '../src/data/live/apply-live-event';
import { Composer } from '../src/features/composer/composer';
import { ThreadPane } from '../src/features/thread/thread-pane';
import { listenForKeys } from '../src/keys/listen-for-keys';
import { draftOf, openDrafts } from '../src/state/drafts/draft-store';
import { FixtureApi } from './fixture/fixture-api';
import { fixtureFetch } from './fixture/fixture-fetch';
import { makeWorld } from './fixture/make-world';

/** A thread whose version is told late, as it was before its newest message; its messages come once they are let. */
function openOnSlowLine({ messages }: { messages?: Promise<void> } = {}) {
  const api = new FixtureApi(makeWorld(4));
  const thread = [...api.world.threads.values()].find(({ name }) => name.startsWith('Amara'))!;
  const answer = api.answer.bind(api);
  api.answer = (request) => {
    const told = answer(request);
    if (request.path !== `/threads/${thread.id}`) return told;
    const detail = told as ThreadDetail;
    return { ...detail, version: detail.version - 1 };
  };
  const { fetch, asked } = fixtureFetch(api);
  globalThis.fetch = async (input, init) => {
    if (String(input).includes(`/threads/${thread.id}/messages`)) await messages;
    return fetch(input, init);
  };
  const { me } = api.world;
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  const session: SessionView = { agent: me, organisation: { name: 'Filo & Co.' } };
  client.setQueryData(['session'], session);
  openDrafts(me.id);
  api.listen((event) => act(() => applyLiveEvent(client, me.id, event)));
  const stop = listenForKeys();
  render(
    <QueryClientProvider client={client}>
      <ThreadPane
        threadId={thread.id}
        topicId={null}
        onTopic={() => undefined}
        onPerson={() => undefined}
        composer={<Composer key={thread.id} threadId={thread.id} topicId={null} />}
      />
    </QueryClientProvider>,
  );
  const sends = () => asked.filter((one) => one.startsWith('POST') && one.endsWith('/replies')).length;
  return { api, thread, sends, stop };
}

const user = userEvent.setup({ delay: null });
const write = async (text: string) =>
  user.type(await screen.findByRole('textbox', { name: /^Reply by email to / }), text);
const send = () => user.keyboard('{Control>}{Enter}{/Control}');
const guard = () => screen.queryByText(/since you started writing$/);

test('what stood on the page before the first word is no news, however late the thread is read beside it', async () => {
  const { api, thread, sends, stop } = openOnSlowLine();
  await screen.findByText('See the table of my bank.');
  await write('It is on its way.');
  await send();
  await waitFor(() => expect(api.world.outbox).toHaveLength(1));
  expect(guard()).toBeNull();
  expect(sends()).toBe(2);
  await waitFor(() => expect(draftOf(thread.id, 'reply')).toBeUndefined());
  stop();
});

test('what came after the first word is shown all the same, and what reads otherwise by now', async () => {
  const { api, thread, stop } = openOnSlowLine();
  await screen.findByText('See the table of my bank.');
  await write('It is on its way.');
  const newest = thread.messages.findLast(({ direction }) => direction === 'inbound')!;
  newest.text = newest.newText = 'I never got it.';
  await send();
  await waitFor(() => expect(guard()).toBeTruthy());
  expect(api.world.outbox).toHaveLength(0);
  stop();
});

test('what comes onto the page only after the first word, as it was when the thread was opened, is no news', async () => {
  let come = (): void => undefined;
  const { api, thread, stop } = openOnSlowLine({ messages: new Promise((resolve) => (come = resolve)) });
  await write('It is on its way.');
  act(come);
  await screen.findByText('See the table of my bank.');
  await waitFor(() => expect(draftOf(thread.id, 'reply')?.baseAt).toBeTruthy());
  expect(guard()).toBeNull();
  await send();
  await waitFor(() => expect(api.world.outbox).toHaveLength(1));
  stop();
});

test('what comes after that is news at once', async () => {
  let come = (): void => undefined;
  const { api, thread, stop } = openOnSlowLine({ messages: new Promise((resolve) => (come = resolve)) });
  await write('It is on its way.');
  act(come);
  await screen.findByText('See the table of my bank.');
  api.receive(thread.id, 'Never mind, the refund came.');
  await waitFor(() => expect(guard()).toBeTruthy());
  await send();
  await waitFor(() => expect(draftOf(thread.id, 'reply')?.text).toBe('It is on its way.'));
  expect(api.world.outbox).toHaveLength(0);
  stop();
});
