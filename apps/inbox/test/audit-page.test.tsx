import type { AuditEntryView } from '@filo/contracts/http';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import AuditPage from '../src/features/audit/audit-page';
import type { AuditFilter } from '../src/data/admin/audit';
import { agentAccountsQuery } from '../src/data/admin/agents';
import { sessionQuery } from '../src/data/session';
import { axeFaults } from './axe-faults';
import { FixtureApi } from './fixture/fixture-api';
import { fixtureFetch } from './fixture/fixture-fetch';
import { makeWorld } from './fixture/make-world';

const ines = { id: '0190a000-0000-7000-8000-000000000001', name: 'Ines' };
const sam = { id: '0190a000-0000-7000-8000-000000000002', name: 'Sam' };
const ada = { kind: 'person', id: '0190a000-0000-7000-8000-000000000009', name: 'Ada Vidal' } as const;
let count = 10;
const entry = (over: Partial<AuditEntryView>): AuditEntryView => ({
  id: `0190a000-0000-7000-8000-0000000000${(count += 1)}`,
  at: '2026-07-01T10:00:00.000Z',
  kind: 'signed-in',
  by: ines,
  about: null,
  detail: {},
  ...over,
});

function openPage(entries: AuditEntryView[], role = 'admin') {
  const api = new FixtureApi(makeWorld(1));
  api.world.audit = entries;
  const { fetch } = fixtureFetch(api);
  globalThis.fetch = fetch;
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  client.setQueryData(sessionQuery.queryKey, { agent: { ...ines, role } } as never);
  client.setQueryData(agentAccountsQuery.queryKey, { items: [ines, sam] } as never);
  const filters: AuditFilter[] = [];
  const root = createRootRoute({ component: Outlet });
  const page = createRoute({
    getParentRoute: () => root,
    path: '/admin/audit',
    validateSearch: (search): AuditFilter => search,
    component: () => {
      const filter = page.useSearch();
      const navigate = page.useNavigate();
      return (
        <AuditPage
          filter={filter}
          onFilter={(next) => {
            filters.push(next);
            void navigate({ search: next });
          }}
        />
      );
    },
  });
  const person = createRoute({ getParentRoute: () => root, path: '/people/$id', component: () => 'person' });
  const history = createMemoryHistory({ initialEntries: ['/admin/audit'] });
  const router = createRouter({ routeTree: root.addChildren([page, person]), history });
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
  return { history, filters, user: userEvent.setup({ delay: null }) };
}

beforeEach(() => {
  // The router asks for it; jsdom only complains.
  window.scrollTo = () => undefined;
});

const lines = async () =>
  within(await screen.findByRole('list', { name: 'Audit log' }))
    .getAllByRole('listitem')
    .map((one) => one.textContent.replace(/^.*\d\d:\d\d/, ''));

test('each line says who did what to whom, and what changed', async () => {
  const { history, user } = openPage([
    entry({ kind: 'retention-set', detail: { channel: 'bluesky', days: 30 } }),
    entry({ kind: 'retention-set', detail: { channel: 'bluesky', days: 0 } }),
    entry({ kind: 'severity-corrected', by: sam, detail: { was: 'watch', level: 'act-now' } }),
    entry({ kind: 'severity-corrected', by: sam, detail: { was: 'watch' } }),
    entry({ kind: 'ok-rule-set', detail: { on: false } }),
    entry({ kind: 'persons-merged', by: null, about: ada }),
    entry({ kind: 'password-changed', about: { kind: 'agent', ...ines } }),
    entry({ kind: 'of-a-later-release' }),
  ]);
  expect(await lines()).toEqual([
    'InesHow long messages are kept set (Bluesky · 30 days)',
    'InesHow long messages are kept set (Bluesky · kept for good)',
    'SamSeverity corrected (Watch → Act now)',
    'SamSeverity corrected (Watch → as weighed)',
    'InesRule that a second pair of eyes is needed (off)',
    'FiloPeople merged: Ada Vidal',
    'InesPassword changed',
    'Inesof-a-later-release',
  ]);
  expect(await axeFaults()).toEqual([]);
  await user.click(screen.getByRole('link', { name: 'Ada Vidal' }));
  await waitFor(() => expect(history.location.pathname).toBe(`/people/${ada.id}`));
});

test('it is narrowed to an area and a colleague by what its address says', async () => {
  const { user, filters } = openPage([
    entry({ kind: 'token-made' }),
    entry({ kind: 'note-written', by: sam }),
    entry({ kind: 'signed-in', by: sam }),
  ]);
  expect(await lines()).toHaveLength(3);
  await user.selectOptions(screen.getByRole('combobox', { name: 'About' }), 'Access and colleagues');
  await waitFor(async () => expect(await lines()).toEqual(['InesAPI token made', 'SamSigned in']));
  await user.selectOptions(screen.getByRole('combobox', { name: 'Who' }), 'Sam');
  await waitFor(async () => expect(await lines()).toEqual(['SamSigned in']));
  expect(filters.at(-1)).toEqual({ area: 'access', agentId: sam.id });
  await user.selectOptions(screen.getByRole('combobox', { name: 'About' }), 'Settings');
  await screen.findByText('Nothing of this kind was done yet.');
});

test('who is no admin is told who could look', async () => {
  openPage([entry({})], 'supervisor');
  await screen.findByText(/admin/i, { selector: 'p' });
  expect(screen.queryByRole('combobox')).toBeNull();
});
