import type { DeliveryView, MessageView } from '@filo/contracts/http';
import { QueryClient, QueryClientProvider, skipToken, useQuery } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { sessionQuery } from '../src/data/session';
import type { MessagesData } from '../src/data/threads/patch-messages';
import { Deliveries } from '../src/features/thread/message/deliveries';
import { keepChannels } from '../src/state/known-channels';
import { useToasts } from '../src/state/toasts';
import { FixtureApi, sessionOf } from './fixture/fixture-api';
import { announcedChannels } from './fixture/fixture-channels';
import { fixtureFetch } from './fixture/fixture-fetch';
import { makeWorld } from './fixture/make-world';
import { delivery, identity, message } from './fixture/world';

const pigeons = {
  ...announcedChannels[0]!,
  ...{ channel: 'pigeon', label: 'Pigeons' },
  abilities: { search: false, directMessages: false, privatePosts: false, looksForSent: false },
};

/** An answer that ended so, as it stands below what it answers. */
function open(channel: string, over: Partial<DeliveryView>, stands = false) {
  keepChannels([...announcedChannels, pigeons]);
  const api = new FixtureApi(makeWorld(1));
  const [thread] = api.world.threads.values();
  const to = { ...delivery(identity('ada', 'Ada'), 'unknown', Date.now()), ...over };
  const agent = { id: api.world.me.id, name: api.world.me.name };
  const said = message(thread!, Date.now(), {
    ...{ channel, audience: 'public', direction: 'outbound', text: 'Sorry!' },
    ...{ author: { type: 'agent', agent }, deliveries: [to] },
  });
  thread!.messages.push(said);
  if (stands) api.world.standing.add(said.id);
  const { fetch, asked } = fixtureFetch(api);
  globalThis.fetch = fetch;
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  client.setQueryData(sessionQuery.queryKey, sessionOf(api.world));
  client.setQueryData(['thread', thread!.id], { version: thread!.version });
  // The server goes on with its own.
  const page = {
    items: [JSON.parse(JSON.stringify(said)) as MessageView],
    actions: [],
    pointers: [],
    next: null,
    previous: null,
  };
  client.setQueryData(['messages', thread!.id], { pages: [page], pageParams: [undefined] });
  const Shown = () => {
    const { data } = useQuery<MessagesData>({ queryKey: ['messages', thread!.id], queryFn: skipToken });
    return <Deliveries message={data!.pages[0]!.items[0]!} />;
  };
  render(
    <QueryClientProvider client={client}>
      <Shown />
    </QueryClientProvider>,
  );
  return { api, thread: thread!, said, asked, client, user: userEvent.setup({ delay: null }) };
}
const press = async (name: string) => screen.findByRole('button', { name });
const toast = () => useToasts.getState().toasts.at(-1)?.text;

test('what is found at its network is sent, and is neither looked for nor sent again', async () => {
  const { said, user } = open('mastodon', {}, true);
  await user.click(await press('Look again'));
  await waitFor(() => expect(toast()).toBe('Found at Mastodon: it was sent.'));
  expect(said.deliveries[0]?.state).toBe('sent');
  await waitFor(() => expect(screen.queryByRole('button')).toBeNull());
});

test('what is not found says so, and is sent again once whoever asks has read that it may be there twice', async () => {
  const { said, asked, thread, client, user } = open('mastodon', {});
  expect(screen.queryByRole('button', { name: 'Send again' })).toBeNull();
  await user.click(await press('Look again'));
  await screen.findByText(/Looked for at .*: Mastodon shows nothing of it/);
  client.setQueryData(['thread', thread.id], { version: thread.version });
  await user.click(await press('Send again'));
  const dialog = await screen.findByRole('dialog');
  expect(dialog.textContent).toContain('whoever reads it gets it twice');
  expect(said.deliveries[0]).toMatchObject({ state: 'unknown', attempt: 1 });
  await user.click(within(dialog).getByRole('button', { name: 'Send again' }));
  await waitFor(() => expect(said.deliveries[0]).toMatchObject({ state: 'queued', attempt: 2 }));
  expect(asked.filter((one) => one.startsWith('POST'))).toEqual([
    `POST /messages/${said.id}/look-again`,
    `POST /messages/${said.id}/send-again`,
  ]);
});

test('what failed is sent again without a question, unless something new came', async () => {
  const { api, said, thread, client, user } = open('mastodon', { state: 'failed' });
  expect(screen.queryByRole('button', { name: 'Look again' })).toBeNull();
  thread.version += 1;
  await user.click(await press('Send again'));
  await waitFor(() => expect(toast()).toMatch(/Nothing was sent/));
  expect(said.deliveries[0]?.state).toBe('failed');
  client.setQueryData(['thread', thread.id], { version: api.world.threads.get(thread.id)!.version });
  await user.click(await press('Send again'));
  await waitFor(() => expect(said.deliveries[0]).toMatchObject({ state: 'queued', attempt: 2 }));
});

test('a channel that cannot be looked at says so, and never that it shows nothing of it', async () => {
  const { said, thread, client, user } = open('pigeon', {});
  await screen.findByText(/Pigeons cannot be looked at from here: look there yourself/);
  expect(screen.queryByRole('button', { name: 'Look again' })).toBeNull();
  await user.click(await press('I looked there'));
  await screen.findByText(/Noted at .* nobody can tell from here/);
  expect(toast()).toContain('Noted that you looked');
  expect(document.body.textContent).not.toContain('shows nothing of it');
  client.setQueryData(['thread', thread.id], { version: thread.version });
  await user.click(await press('Send again'));
  const dialog = await screen.findByRole('dialog');
  expect(dialog.textContent).toContain('Pigeons cannot be looked at from here');
  expect(dialog.textContent).not.toMatch(/shows nothing of it|looked for once more/);
  await user.click(within(dialog).getByRole('button', { name: 'Send again' }));
  await waitFor(() => expect(said.deliveries[0]).toMatchObject({ state: 'queued', attempt: 2 }));
  await waitFor(() => expect(toast()).toBe('Sent once more.'));
});

test('a mail of an account that only sends cannot be looked for, and it is never said that nothing of it is shown', async () => {
  const { said, thread, client, user } = open('email', { unseen: true });
  await screen.findByText(/Its account only sends, so that nobody can see from here whether it arrived/);
  expect(screen.queryByRole('button', { name: 'Look again' })).toBeNull();
  await user.click(await press('I looked there'));
  await screen.findByText(/Noted at .* that somebody looked/);
  expect(toast()).toBe('Noted that you looked. If it did not arrive, you can send it again.');
  client.setQueryData(['thread', thread.id], { version: thread.version });
  await user.click(await press('Send again'));
  const dialog = await screen.findByRole('dialog');
  expect(dialog.textContent).toContain('Nobody can see from here whether it arrived');
  expect(document.body.textContent).not.toMatch(/shows nothing of it|looked for once more/);
  await user.click(within(dialog).getByRole('button', { name: 'Send again' }));
  await waitFor(() => expect(said.deliveries[0]).toMatchObject({ state: 'queued', attempt: 2 }));
  await waitFor(() => expect(toast()).toBe('Sent once more.'));
});

test('a mail whose folder of what was sent is read is looked for there', async () => {
  open('email', { unseen: false });
  await press('Look again');
  expect(screen.queryByText(/only sends/)).toBeNull();
});
