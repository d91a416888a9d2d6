import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import BlockDialog from '../src/features/quarantine/spam/block-dialog';
import SpamPage from '../src/features/quarantine/spam/spam-page';
import { useToasts } from '../src/state/toasts';
import { ToastRegion } from '../src/ui/toast-region';
import { axeFaults } from './axe-faults';
import { FixtureApi } from './fixture/fixture-api';
import { fixtureFetch } from './fixture/fixture-fetch';
import { makeWorld } from './fixture/make-world';

const { jest } = import.meta;

let api: FixtureApi;
const user = userEvent.setup({ delay: null });
beforeEach(() => {
  useToasts.setState({ toasts: [] });
  api = new FixtureApi(makeWorld(3));
  globalThis.fetch = fixtureFetch(api).fetch;
});

const open = (page: ReactNode) =>
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      {page}
    </QueryClientProvider>,
  );
const anybody = () => {
  const thread = [...api.world.threads.values()].find(({ identities }) => identities[0]?.kind === 'mail');
  const identity = thread?.identities[0];
  if (!thread || !identity) throw new Error('Somebody writes by mail');
  return { thread, identity };
};

test('an address is blocked only after it was said what that hides; a toast undoes it', async () => {
  const { thread, identity } = anybody();
  const onClose = jest.fn();
  open(<BlockDialog request={{ personId: thread.id, identityId: identity.id }} onClose={onClose} />);
  const dialog = within(await screen.findByRole('dialog'));
  await dialog.findByText(/1 thread leaves all lists and counts/);
  expect(dialog.getByRole('radio', { name: identity.key })).toHaveProperty('checked', true);
  expect(await axeFaults()).toEqual([]);
  await user.type(dialog.getByRole('textbox', { name: /^Why/ }), 'Sells watches');
  await user.click(dialog.getByRole('button', { name: 'Block' }));
  await waitFor(() => expect([identity.blocked, onClose.mock.calls.length]).toEqual([true, 1]));
  act(() => useToasts.getState().toasts.at(-1)?.undo?.());
  await waitFor(() => expect(identity.blocked).toBe(false));
});

test('a domain that everybody can write from is refused in a sentence, and one of ours asks whether one is sure', async () => {
  open(<BlockDialog request={{}} onClose={() => undefined} />);
  const field = await screen.findByRole('textbox', { name: 'Domain' });
  await user.type(field, 'gmail.com');
  await screen.findByText(/everybody can have an address at gmail.com/);
  const block = () => screen.getByRole('button', { name: 'Block' });
  expect(block()).toHaveProperty('disabled', true);
  await user.clear(field);
  await user.type(field, 'example.org');
  const sure = await screen.findByRole('checkbox', { name: 'I am sure' });
  expect(block()).toHaveProperty('disabled', true);
  await user.click(sure);
  await waitFor(() => expect(block()).toHaveProperty('disabled', false));
});

test('spam says who blocked its sender and why, is read as plain text, and goes back into its thread', async () => {
  const { identity } = anybody();
  const [held] = api.world.quarantine;
  if (!held) throw new Error('Something waits');
  Object.assign(held, {
    why: [{ code: 'held-blocked', with: { agent: 'Ines' } }],
    ...{ blocked: true, sender: { kind: 'mail', key: identity.key }, from: identity.key },
    block: { domain: null, by: { id: api.world.me.id, name: 'Ines' }, at: null, why: 'Sells watches' },
  });
  open(<SpamPage list="waiting" links={null} person={({ name }) => name} />);
  const card = within(await screen.findByRole('article'));
  expect(card.getByText(/Blocked by Ines, some time ago/).textContent).toContain('Sells watches');
  await user.click(card.getByRole('button', { name: 'Read' }));
  await card.findByText('Pay <b>here</b>: https://bank.example.evil/');
  expect(await axeFaults()).toEqual([]);
  await user.click(card.getByRole('button', { name: 'Not spam' }));
  await waitFor(() => expect([held.blocked, held.state]).toEqual([false, 'released']));
  await screen.findByText('No spam');
});

test('the list of blocks says whom it hides and lets in again, undone by a toast', async () => {
  const { thread, identity } = anybody();
  identity.blocked = true;
  await fetch('/api/v1/blocks', {
    method: 'POST',
    body: JSON.stringify({ identityId: identity.id, why: 'Sells watches' }),
  });
  open(<SpamPage list="blocks" links={null} person={({ name }) => <a href="#person">{name}</a>} />);
  const card = within(await screen.findByRole('article', { name: identity.key }));
  expect(card.getByRole('link', { name: thread.name })).toBeTruthy();
  expect(card.getByText(/Hides 1 thread; nothing waits/)).toBeTruthy();
  expect(await axeFaults()).toEqual([]);
  await user.click(card.getByRole('button', { name: 'Unblock' }));
  await screen.findByText('Nobody is blocked');
  await waitFor(() => expect(useToasts.getState().toasts.at(-1)?.undo).toBeDefined());
  act(() => useToasts.getState().toasts.at(-1)?.undo?.());
  await screen.findByRole('article', { name: identity.key });
});

test('unblocking names what was held meanwhile and releases it', async () => {
  const { identity } = anybody();
  const post = () =>
    fetch('/api/v1/blocks', { method: 'POST', body: JSON.stringify({ identityId: identity.id }) });
  await post();
  const [held] = api.world.quarantine;
  Object.assign(held!, { cause: 'untrusted', sender: { kind: 'mail', key: identity.key } });
  open(<SpamPage list="blocks" links={null} person={({ name }) => name} />);
  const card = within(await screen.findByRole('article', { name: identity.key }));
  await user.click(card.getByRole('button', { name: 'Unblock' }));
  const told = () => useToasts.getState().toasts.at(-1);
  await waitFor(() => expect(told()?.text).toMatch(/1 message that was held waits in quarantine/));
  render(<ToastRegion />);
  await user.click(screen.getByRole('button', { name: 'Release' }));
  await waitFor(() =>
    expect([held!.state, told()?.text]).toEqual(['released', '1 message is in its thread now.']),
  );
});

test('what was blocked already offers no undo', async () => {
  const { thread, identity } = anybody();
  const ask = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const answer = await ask(input, init);
    if (init?.method === 'POST' && String(input).endsWith('/blocks')) answer.headers.delete('etag');
    return answer;
  };
  open(<BlockDialog request={{ personId: thread.id, identityId: identity.id }} onClose={() => undefined} />);
  const block = () => screen.getByRole('button', { name: 'Block' });
  await waitFor(() => expect(block()).toHaveProperty('disabled', false));
  await user.click(block());
  await waitFor(() => expect(useToasts.getState().toasts).toHaveLength(1));
  expect(useToasts.getState().toasts[0]?.undo).toBeUndefined();
});

test('a domain that hides threads which one does not see says how many, and asks whether one is sure', async () => {
  open(<BlockDialog request={{}} onClose={() => undefined} />);
  await user.type(await screen.findByRole('textbox', { name: 'Domain' }), 'moated.example');
  await screen.findByText('2 threads that you may not see are hidden, too.');
  await screen.findByRole('checkbox', { name: 'I am sure' });
  expect(screen.getByRole('button', { name: 'Block' })).toHaveProperty('disabled', true);
});
