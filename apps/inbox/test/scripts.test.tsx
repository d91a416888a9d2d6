import type { ScriptCreate } from '@filo/contracts/http';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Composer } from '../src/features/composer/composer';
import ScriptsPage from '../src/features/scripts/scripts-page';
import { listenForKeys } from '../src/keys/listen-for-keys';
import { draftOf, openDrafts } from '../src/state/drafts/draft-store';
import { undoLast } from '../src/state/toasts';
import { axeFaults } from './axe-faults';
import { FixtureApi } from './fixture/fixture-api';
import { fixtureFetch } from './fixture/fixture-fetch';
import { scriptAnswer } from './fixture/fixture-scripts';
import { makeWorld } from './fixture/make-world';

function open(role: 'admin' | 'agent', scripts: readonly ScriptCreate[], page: 'scripts' | 'composer') {
  const api = new FixtureApi(makeWorld(4));
  const { world } = api;
  for (const body of scripts)
    scriptAnswer(world, {
      ...{ method: 'POST', path: '/scripts', query: new URLSearchParams(), headers: {} },
      body,
    });
  const { fetch, asked } = fixtureFetch(api);
  globalThis.fetch = fetch;
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  client.setQueryData(['session'], { agent: { ...world.me, role }, organisation: { name: 'Filo & Co.' } });
  openDrafts(world.me.id);
  const thread = [...world.threads.values()].find(({ name }) => name.startsWith('Amara'));
  const threadId = thread?.id ?? '';
  const stop = listenForKeys();
  render(
    <QueryClientProvider client={client}>
      {page === 'scripts' ? <ScriptsPage /> : <Composer threadId={threadId} topicId={null} />}
    </QueryClientProvider>,
  );
  return { world, asked, threadId, stop, user: userEvent.setup({ delay: null }) };
}
const written = (text: string, over: Partial<ScriptCreate> = {}): ScriptCreate => ({
  title: 'Refund',
  words: [{ language: 'en', text }],
  ...over,
});

test('a script is made in two languages, with what Filo fills in, and for oneself by an agent', async () => {
  const { world, user, stop } = open('agent', [], 'scripts');
  await screen.findByText('No scripts yet');
  await user.click(screen.getByRole('button', { name: 'New script' }));
  const dialog = await screen.findByRole('dialog', { name: 'New script' });
  const within_ = within(dialog);
  await user.type(within_.getByRole('textbox', { name: 'Title' }), 'Refund');
  await user.type(within_.getByRole('textbox', { name: 'Words in English' }), 'Dear ');
  await user.click(within_.getByRole('button', { name: 'Their first name' }));
  await user.selectOptions(within_.getByRole('combobox', { name: 'Another language' }), 'it');
  await user.type(within_.getByRole('textbox', { name: 'Words in Italian' }), 'Ciao');
  expect(within_.queryByRole('checkbox', { name: 'Everybody may use it' })).toBeNull();
  expect(await axeFaults()).toEqual([]);
  await user.click(within_.getByRole('button', { name: 'Save' }));
  await screen.findByRole('heading', { name: 'Refund' });
  expect(world.scripts).toMatchObject([
    {
      title: 'Refund',
      shared: false,
      words: [
        { language: 'en', text: 'Dear {{person_first_name}}' },
        { language: 'it', text: 'Ciao' },
      ],
    },
  ]);
  stop();
});

test('a removed script comes back by undo', async () => {
  const { user, stop } = open('admin', [written('Money back', { folder: 'Money' })], 'scripts');
  await screen.findByRole('heading', { name: 'Money' });
  await user.click(screen.getByRole('button', { name: 'Remove Refund' }));
  await waitFor(() => expect(screen.queryByRole('heading', { name: 'Refund' })).toBeNull());
  await waitFor(() => expect(undoLast()).toBe(true));
  await screen.findByRole('heading', { name: 'Refund' });
  stop();
});

test('a script is put into the draft by keys, and a blank that is left keeps the answer here', async () => {
  const scripts = [written('Order {{order number}}. {{agent_name}}'), written('Other', { title: 'Hours' })];
  const { asked, threadId, user, stop } = open('admin', scripts, 'composer');
  const field = await screen.findByRole('textbox', { name: /^Reply by email to / });
  await user.click(field);
  await user.keyboard('{Control>};{/Control}');
  await user.type(await screen.findByRole('searchbox', { name: 'Insert a script' }), 'order');
  await waitFor(() => expect(screen.getAllByRole('menuitem')).toHaveLength(1));
  await user.keyboard('{ArrowDown}{Enter}');
  await screen.findByText('Not filled in:');
  const text = () => draftOf(threadId, 'reply')?.text ?? '';
  expect(text()).toMatch(/^Order \{\{order number\}\}\. /);
  expect(text()).not.toContain('agent_name');
  await user.keyboard('{Control>}{Enter}{/Control}');
  const sent = () => asked.filter((path) => path.endsWith('/replies'));
  expect(sent()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'The braces are meant' }));
  await waitFor(() => expect(screen.queryByText('Not filled in:')).toBeNull());
  await user.click(screen.getByRole('textbox', { name: /^Reply by email to / }));
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(sent()).toHaveLength(1));
  stop();
});

test('a slash at the start of a line asks for a script, elsewhere and after Escape it is a slash', async () => {
  const { threadId, user, stop } = open('admin', [written('Money back')], 'composer');
  const field = await screen.findByRole('textbox', { name: /^Reply by email to / });
  await user.type(field, 'and/or');
  expect(screen.queryByRole('searchbox', { name: 'Insert a script' })).toBeNull();
  await user.keyboard('{Enter}/');
  await screen.findByRole('searchbox', { name: 'Insert a script' });
  await user.keyboard('{Escape}');
  await waitFor(() => expect(draftOf(threadId, 'reply')?.text).toBe('and/or\n/'));
  stop();
});
