import type { PersonHistory } from '@filo/contracts/http';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import '../../../i18n/later-words';
import { HistoryItem } from './history-item';
import { tellHistory } from './tell-history';

const actor = { agent: null, name: 'public invitation' };
const said = {
  evidence: 'Their own word',
  grade: 'proven',
  actor,
  reason: null,
  at: '2026-11-27T08:00:00Z',
} as const;
const linkOf = (id: string, identity: PersonHistory['links'][number]['identity']) => ({
  ...{ id, identity, personId: 'p', ...said, changeId: 'c' },
  withdrawn: null,
});

test('a join of a public account names its handle and network, and the id only as a tooltip', () => {
  const key = 'did:plc:bruno';
  const links = [
    linkOf('1', { id: 'i1', kind: 'bluesky', key, name: 'Bruno', handle: 'bruno.example' }),
    linkOf('2', { id: 'i2', kind: 'mail', key: 'bruno@town.example', name: null, handle: null }),
  ];
  const change = { id: 'c', kind: 'merge', ...said, addresses: [key, 'bruno@town.example'] } as const;
  const changes = [{ ...change, addresses: [...change.addresses], undoes: null, undoneAt: null }];
  const [entry] = tellHistory({ links, changes });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <HistoryItem entry={entry!} />
    </QueryClientProvider>,
  );
  const item = screen.getByRole('listitem');
  expect(item.textContent).toContain('bruno.example (Bluesky), bruno@town.example');
  expect(item.textContent).not.toContain('did:plc');
  expect(screen.getByText('bruno.example').title).toBe(key);
});

const part = { version: 0, identities: [], notes: 0, topics: 1, openTopics: 1, more: false, drafts: 0 };
const [ada, bruno] = [
  { ...part, id: 'a', name: 'Ada', messages: 3, promises: 0, keeps: true },
  { ...part, id: 'b', name: 'Bruno', messages: 2, promises: 4, keeps: false },
];
/** Opens the dialog that undoes a merge of these; answers what is asked. */
const askUndo = async (
  people: object[],
  hidden = false,
): Promise<[string[], ReturnType<typeof userEvent.setup>]> => {
  const asked: string[] = [];
  globalThis.fetch = ((path: string) => {
    asked.push(path.replace(/.*\/merges/, ''));
    const body = path.endsWith('/undo')
      ? { id: 'u', kind: 'undo', people: [], gone: [] }
      : { people, hidden };
    const headers = new Headers();
    return Promise.resolve({
      ...{ ok: true, status: 200, headers, text: () => Promise.resolve(JSON.stringify(body)) },
    } as Response);
  }) as typeof fetch;
  const kind = 'merge' as const;
  const change = { id: 'c', kind, ...said, addresses: ['bruno@town.example'], undoes: null, undoneAt: null };
  const [entry] = tellHistory({ links: [], changes: [change] });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <HistoryItem entry={entry!} />
    </QueryClientProvider>,
  );
  const user = userEvent.setup({ delay: null });
  await user.click(screen.getByRole('button', { name: 'Undo this merge' }));
  return [asked, user];
};

test('undoing a merge shows first what is moved back, drafts and promises, too; one Enter does it', async () => {
  const [asked, user] = await askUndo([ada, bruno]);
  const row = await screen.findByRole('row', { name: 'Open promises 0 4' });
  expect(row).toBeTruthy();
  screen.getByRole('row', { name: 'Messages 3 2' });
  expect(asked).toEqual(['/c/undo-preview']);
  await waitFor(() => expect((document.activeElement as HTMLButtonElement).type).toBe('submit'));
  await user.keyboard('{Enter}');
  await waitFor(() => expect(asked).toEqual(['/c/undo-preview', '/c/undo']));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('who sees one of the two only is not told that nothing is moved', async () => {
  await askUndo([bruno], true);
  await screen.findByRole('row', { name: 'Messages 2' });
  screen.getByRole('columnheader', { name: /^Has afterwards.*Bruno$/ });
  screen.getByText(/the rest goes to somebody who is not shown to you/);
  expect(screen.queryByText(/Nothing is moved/)).toBeNull();
});

test('of three of whom the keeper is hidden, nobody who is shown is said to keep the thread', async () => {
  await askUndo([bruno, { ...bruno, id: 'c', name: 'Carla' }], true);
  await screen.findByRole('columnheader', { name: /^Gets their thread back.*Bruno$/ });
  screen.getByRole('columnheader', { name: /^Gets their thread back.*Carla$/ });
  screen.getByText(/the rest goes to somebody who is not shown to you/);
});

test('a merge that another one repeats moves nothing', async () => {
  await askUndo([]);
  await screen.findByText(/^Nothing is moved: another merge joins them as well/);
  expect(screen.queryByRole('table')).toBeNull();
});
