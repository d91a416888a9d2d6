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

interface Line {
  messages?: Promise<void>;
  /** So long that its oldest part is not on the page. */
  isLong?: boolean;
}

/** A thread whose version is told late, as it was before its newest message; its messages come once they are let. */
function openOnSlowLine({ messages, isLong = false }: Line = {}) {
  const api = new FixtureApi(makeWorld(4));
  const thread = [...api.world.threads.values()].find(({ name }) => name.startsWith('Amara'))!;
  if (!isLong) thread.messages.splice(0, thread.messages.length - 20);
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

test('an older message that reads otherwise by now is asked about, though the newest one was seen', async () => {
  const { api, thread, sends, stop } = openOnSlowLine();
  await screen.findByText('See the table of my bank.');
  await write('It is on its way.');
  const oldest = thread.messages.find(({ direction }) => direction === 'inbound')!;
  expect(oldest).not.toBe(thread.messages.findLast(({ direction }) => direction === 'inbound'));
  oldest.text = oldest.newText = 'I want my money back.';
  await send();
  await waitFor(() => expect(guard()).toBeTruthy());
  expect(sends()).toBe(1);
  expect(api.world.outbox).toHaveLength(0);
  stop();
});

test('older messages of somebody who was merged meanwhile are asked about', async () => {
  const { api, thread, sends, stop } = openOnSlowLine();
  await screen.findByText('See the table of my bank.');
  await write('It is on its way.');
  const [first] = thread.messages;
  thread.messages.unshift({ ...first!, id: crypto.randomUUID(), text: 'Of old.', newText: 'Of old.' });
  await send();
  await waitFor(() => expect(guard()).toBeTruthy());
  expect(sends()).toBe(1);
  expect(api.world.outbox).toHaveLength(0);
  stop();
});

test('so is a long thread: what moved may stand in the part that was never on the page', async () => {
  const { api, thread, sends, stop } = openOnSlowLine({ isLong: true });
  expect(thread.messages.length).toBeGreaterThan(50);
  await screen.findByText('See the table of my bank.');
  await write('It is on its way.');
  await send();
  await waitFor(() => expect(guard()).toBeTruthy());
  expect(sends()).toBe(1);
  expect(api.world.outbox).toHaveLength(0);
  stop();
});

test('so is whoever was merged and said nothing yet', async () => {
  const { api, thread, sends, stop } = openOnSlowLine();
  await screen.findByText('See the table of my bank.');
  await write('It is on its way.');
  thread.identities.push({ ...thread.identities[0]!, id: crypto.randomUUID() });
  await send();
  await waitFor(() => expect(guard()).toBeTruthy());
  expect(sends()).toBe(1);
  expect(api.world.outbox).toHaveLength(0);
  stop();
});

test('so is a message that is gone from the thread', async () => {
  const { api, thread, sends, stop } = openOnSlowLine();
  await screen.findByText('See the table of my bank.');
  await write('It is on its way.');
  thread.messages.shift();
  await send();
  await waitFor(() => expect(guard()).toBeTruthy());
  expect(sends()).toBe(1);
  expect(api.world.outbox).toHaveLength(0);
  stop();
});

test('a refusal that names no message is no leave to send, and is told all the same', async () => {
  const { api, thread, sends, stop } = openOnSlowLine();
  await screen.findByText('See the table of my bank.');
  await write('It is on its way.');
  // None that is named is for this reader to see.
  thread.messages.filter = (): never[] => [];
  await send();
  await waitFor(() => expect(guard()).toBeTruthy());
  expect(sends()).toBe(1);
  await user.click(screen.getByRole('button', { name: 'Send anyway' }));
  await waitFor(() => expect(api.world.outbox).toHaveLength(1));
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
