import type { PersonHistory } from '@filo/contracts/http';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
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
