import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { applyLiveEvent } from '../src/data/live/apply-live-event';
import type { SessionView } from '@filo/contracts/http';
import { Composer } from '../src/features/composer/composer';
import { ThreadPane } from '../src/features/thread/thread-pane';
import { listenForKeys } from '../src/keys/listen-for-keys';
import { useAnnouncement } from '../src/state/announcer';
import { draftOf, openDrafts } from '../src/state/drafts/draft-store';
import { useUploads } from '../src/state/drafts/uploads';
import { useMarked } from '../src/state/marked-messages';
import { FixtureApi } from './fixture/fixture-api';
import { FixtureProblem } from './fixture/fixture-problem';
import { fixtureFetch } from './fixture/fixture-fetch';
import { makeWorld } from './fixture/make-world';

const { jest } = import.meta;

/** A thread of the fixture on the screen, with keys and live events. */
function openThread(name: RegExp, set: (api: FixtureApi) => void = () => undefined) {
  const api = new FixtureApi(makeWorld(4));
  set(api);
  const { fetch, asked } = fixtureFetch(api);
  globalThis.fetch = fetch;
  const thread = [...api.world.threads.values()].find((one) => name.test(one.name));
  if (!thread) throw new Error(`Nobody is called ${String(name)}`);
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
  return { api, asked, thread, client, stop };
}

const replyField = () => screen.findByRole('textbox', { name: /^Reply by email to / });
let errors: jest.SpiedFunction<typeof console.error>;

beforeEach(() => {
  errors = jest.spyOn(console, 'error');
});
afterEach(() => {
  // React tells of doubled keys and lost updates here.
  expect(errors.mock.calls.filter(([text]) => /same key|not wrapped/.test(String(text)))).toEqual([]);
  errors.mockRestore();
});

test('what was done is said by its code, in the language of the page', async () => {
  openThread(/^Amara/, ({ world }) => {
    const amara = [...world.threads.values()].find(({ name }) => /^Amara/.test(name))!;
    const [first] = amara.actions;
    const why = [{ code: 'action-snoozed-until-reply' }];
    amara.actions = [{ ...first!, text: 'As the server says it', why }];
  });
  await screen.findByText('Snoozed until they reply');
  expect(screen.queryByText('As the server says it')).toBeNull();
});

test('what somebody else or a rule does with a thread stands in it while it is looked at', async () => {
  const { api, thread } = openThread(/^Amara/);
  await screen.findByRole('list', { name: 'Messages' });
  const why = [{ code: 'action-routed-turn', with: { name: 'Priya Nair' } }];
  const done = { id: 'routed', kind: 'assign', topicId: null, actor: null, at: new Date().toISOString() };
  thread.actions.push({ ...done, text: 'As the server says it', why });
  const priya = api.world.agents.find(({ name }) => name === 'Priya Nair')!;
  for (const topic of thread.topics) topic.assignee = { id: priya.id, name: priya.name };
  api.answer({
    ...{ method: 'POST', path: `/threads/${thread.id}/actions`, body: { kind: 'unread' } },
    ...{ query: new URLSearchParams(), headers: {} },
  });
  await screen.findByText('Assigned to Priya Nair, whose turn it was');
});

test('both channels stand on one line of time, and what is unproven says so', async () => {
  const { stop } = openThread(/Amara/);
  const timeline = await screen.findByRole('list', { name: 'Messages' });
  await waitFor(() => expect(within(timeline).getAllByRole('article').length).toBeGreaterThan(10));
  expect(within(timeline).getAllByText('Web form')).toHaveLength(1);
  expect(within(timeline).getAllByText('unverified: typed into a form')).toHaveLength(1);
  expect(within(timeline).getByText(/came back/).textContent).toContain('550 5.1.1 no such user here');
  stop();
});

test('a message that comes while a reply is written is shown before the reply can leave', async () => {
  const { api, asked, thread, stop } = openThread(/Amara/);
  const user = userEvent.setup({ delay: null });
  await screen.findByText('See the table of my bank.');
  await user.type(await replyField(), 'It is on its way.');
  api.receive(thread.id, 'Never mind, the refund came.');
  const guard = await screen.findByText('1 new message since you started writing');
  expect(guard).toBeTruthy();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(asked.filter((one) => one.startsWith('POST') && one.endsWith('/replies'))).toHaveLength(1),
  );
  expect(draftOf(thread.id, 'reply')?.text).toBe('It is on its way.');
  expect(api.world.outbox).toHaveLength(0);
  await user.click(screen.getByRole('button', { name: 'Send anyway' }));
  await waitFor(() => expect(api.world.outbox).toHaveLength(1));
  await waitFor(() => expect(draftOf(thread.id, 'reply')).toBeUndefined());
  stop();
});

test('a refusal is told in the words of the server alone, and the reply stays where it is', async () => {
  const { api, thread, stop } = openThread(/Amara/);
  const user = userEvent.setup({ delay: null });
  await user.type(await replyField(), 'Here it is.');
  const answer = api.answer.bind(api);
  const detail = 'Nothing was sent: the attachment is not there. Upload it again.';
  api.answer = (request) => {
    if (request.path.endsWith('/replies')) throw new FixtureProblem(422, 'unknown-reference', detail);
    return answer(request);
  };
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(screen.getByRole('alert').textContent).toBe(detail));
  expect(draftOf(thread.id, 'reply')?.text).toBe('Here it is.');
  stop();
});

test('a reply waits for its files, also when it is sent by keys', async () => {
  const { asked, thread, stop } = openThread(/Amara/);
  const user = userEvent.setup({ delay: null });
  await user.type(await replyField(), 'See the paper.');
  const file = new File(['x'], 'paper.pdf', { type: 'application/pdf' });
  const upload = { id: 1, threadId: thread.id, file, picture: null, share: 0.5, problem: null };
  act(() => useUploads.setState({ uploads: [upload] }));
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(useAnnouncement.getState().text).toBe('Not sent yet: files are on their way.'));
  expect(asked.filter((one) => one.endsWith('/replies'))).toEqual([]);
  act(() => useUploads.setState({ uploads: [] }));
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(draftOf(thread.id, 'reply')).toBeUndefined());
  stop();
});

/** Replies go by Bluesky, which takes 300 characters. */
function replyByBluesky(api: FixtureApi) {
  const answer = api.answer.bind(api);
  api.answer = (request) => {
    const answered = answer(request);
    return request.path.endsWith('/reply-options')
      ? { ...(answered as object), channel: 'bluesky', limits: 'graphemes max=300' }
      : answered;
  };
}

test('a reply longer than its channel takes does not leave, in whatever way it is sent', async () => {
  const { api, asked, thread, stop } = openThread(/Amara/, replyByBluesky);
  const user = userEvent.setup({ delay: null });
  const posted = () => asked.filter((one) => one.endsWith('/replies')).length;
  const field = await screen.findByRole('textbox', { name: /^Reply by Bluesky to / });
  await user.click(field);
  await user.paste('a'.repeat(301));
  await screen.findByText('1 character too many; 300 are the most here.');
  expect(screen.getByText('The text is too long')).toBeTruthy();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await user.keyboard('{Control>}{Shift>}{Enter}{/Shift}{/Control}');
  expect(posted()).toBe(0);
  api.receive(thread.id, 'Are you there?');
  await user.click(await screen.findByRole('button', { name: 'Send anyway' }));
  expect(posted()).toBe(0);
  expect(draftOf(thread.id, 'reply')?.text).toHaveLength(301);

  await user.click(field);
  await user.keyboard('{Backspace}');
  await user.click(screen.getByRole('button', { name: 'Send anyway' }));
  await waitFor(() => expect(draftOf(thread.id, 'reply')).toBeUndefined());
  expect(posted()).toBe(1);
  stop();
});

test('a note goes to the team and never into the outbox', async () => {
  const { api, thread, stop } = openThread(/Amara/);
  const user = userEvent.setup({ delay: null });
  await screen.findByText('See the table of my bank.');
  await user.keyboard('n');
  await user.type(
    await screen.findByRole('textbox', { name: 'Text of the note, for your team only' }),
    'Ask the bank.',
  );
  await user.click(screen.getByRole('button', { name: /Add note/ }));
  await waitFor(() =>
    expect(thread.messages.at(-1)).toMatchObject({ direction: 'note', text: 'Ask the bank.' }),
  );
  expect(api.world.outbox).toHaveLength(0);
  stop();
});

test('someone in copy is offered with a warning and becomes a recipient only by a click', async () => {
  const { thread, stop } = openThread(/Amara/);
  const user = userEvent.setup({ delay: null });
  const offer = await screen.findByRole('button', { name: /Add Cc bank@example.net never wrote to us/ });
  expect(draftOf(thread.id, 'reply')?.cc ?? []).toEqual([]);
  await user.click(offer);
  expect(draftOf(thread.id, 'reply')?.cc).toEqual(['bank@example.net']);
  stop();
});

test('what they wrote is marked by key or pointer, ours is not, and the way on stands below', async () => {
  const { thread, stop } = openThread(/Amara/);
  const user = userEvent.setup({ delay: null });
  const last = await screen.findByText('See the table of my bank.');
  last.closest('article')?.focus();
  await user.keyboard('x');
  const bar = await screen.findByRole('region', { name: 'Marked messages' });
  expect(within(bar).getByText('1 message marked')).toBeTruthy();
  const ours = screen.getByText(/The bank confirms the second charge/).closest('article');
  ours?.focus();
  await user.keyboard('x');
  expect(within(bar).getByText('1 message marked')).toBeTruthy();
  expect(useMarked.getState()).toMatchObject({ threadId: thread.id, messages: { length: 1 } });
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('region', { name: 'Marked messages' })).toBeNull();
  stop();
});

test('an answer names the message that is shown as answered, whatever comes before it leaves', async () => {
  const bodies: { answersMessageId?: string }[] = [];
  const { stop } = openThread(/Amara/, (api) => {
    const answer = api.answer.bind(api);
    api.answer = (request) => {
      if (request.path.endsWith('/replies')) bodies.push(request.body as never);
      return answer(request);
    };
  });
  const user = userEvent.setup({ delay: null });
  const last = await screen.findByText('See the table of my bank.');
  await user.type(await replyField(), 'We look into it.');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(bodies).toHaveLength(1));
  expect(bodies[0]!.answersMessageId).toBe(last.closest('article')!.dataset['messageId']);
  stop();
});

test('r on a message that has the focus answers that one, says so, and the newest can be answered instead', async () => {
  const bodies: unknown[] = [];
  const { thread, stop } = openThread(/Amara/, (api) => {
    const answer = api.answer.bind(api);
    api.answer = (request) => {
      if (request.path.endsWith('/replies')) bodies.push(request.body);
      return answer(request);
    };
  });
  const user = userEvent.setup({ delay: null });
  await screen.findByText('See the table of my bank.');
  await replyField();
  const [earlier] = document.querySelectorAll<HTMLElement>('article[data-answerable]');
  earlier!.focus();
  await user.keyboard('r');
  expect(await screen.findByText(/^answering an earlier/)).toBeTruthy();
  const answersMessageId = earlier!.dataset['messageId'];
  expect(draftOf(thread.id, 'reply')).toMatchObject({ answersMessageId });
  await user.type(await replyField(), 'We look into it.');
  await user.click(screen.getByRole('button', { name: 'The newest instead' }));
  await waitFor(() => expect(screen.queryByText(/^answering an earlier/)).toBeNull());
  expect(draftOf(thread.id, 'reply')).toMatchObject({ answersMessageId: null, text: 'We look into it.' });
  earlier!.focus();
  await user.click(within(earlier!).getByRole('button', { name: 'Reply here' }));
  await screen.findByText(/^answering an earlier/);
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(bodies).toMatchObject([{ answersMessageId, text: 'We look into it.' }]));
  stop();
});

test('on a phone the composer is folded until somebody comes to write, and unfolded where words wait', async () => {
  const { thread } = openThread(/^Amara/);
  const composer = await screen.findByRole('region', { name: 'Write a reply' });
  const folded = () => composer.dataset['folded'];
  expect(folded()).toBe('true');
  const field = await replyField();
  act(() => field.focus());
  expect(folded()).toBeUndefined();
  act(() => field.blur());
  expect(folded()).toBeUndefined();
  expect(draftOf(thread.id, 'reply')?.text ?? '').toBe('');
});
