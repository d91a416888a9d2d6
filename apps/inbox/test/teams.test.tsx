import type { TeamView } from '@filo/contracts/http';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { TimeOverlays } from '../src/app/time-overlays';
import { applyLiveEvent } from '../src/data/live/apply-live-event';
import AgentsPage from '../src/features/agents/agents-page';
import { ThreadPane } from '../src/features/thread/thread-pane';
import '../src/i18n/later-words';
import { listenForKeys } from '../src/keys/listen-for-keys';
import { undoLast, useToasts } from '../src/state/toasts';
import { RoutingButton } from '../src/ui/routing-button';
import { ToastRegion } from '../src/ui/toast-region';
import { axeFaults } from './axe-faults';
import { FixtureApi } from './fixture/fixture-api';
import { fixtureFetch } from './fixture/fixture-fetch';
import { makeWorld } from './fixture/make-world';

type Asked = { method: string; path: string; body: Record<string, unknown> };
type Answer = [status: number, body?: unknown];

/** Answers of the server by method and path; what is asked is kept. */
const serve = (answers: Record<string, (asked: Asked) => Answer>) => {
  const asked: Asked[] = [];
  globalThis.fetch = (url, init) => {
    const path = new URL(url as string, 'http://desk.example').pathname.replace('/api/v1', '');
    const body = JSON.parse((init?.body as string) ?? '{}') as Asked['body'];
    const one = { method: init?.method ?? 'GET', path, body };
    asked.push(one);
    const [status, answer] = (answers[`${one.method} ${path}`] ?? (() => [404, { code: 'not-found' }]))(one);
    const text = () => Promise.resolve(answer === undefined ? '' : JSON.stringify(answer));
    return Promise.resolve({ ok: status < 300, status, text } as Response);
  };
  return asked;
};
const open = (page: React.ReactNode, role = 'admin') => {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(['session'], { agent: { ...ann, role } });
  render(<QueryClientProvider client={client}>{page}</QueryClientProvider>);
  return userEvent.setup({ delay: null });
};

const ann = {
  ...{ id: '1', name: 'Ann', email: 'ann@desk.example', role: 'admin', timeZone: 'UTC', language: 'en' },
  ...{ state: 'active', accountGroupIds: [], lastSeenAt: null, linkUntil: null },
  ...{ openTopics: 0, handingOver: false, secondStep: false },
};
const agents = [
  ann,
  { ...ann, id: '2', name: 'Ben' },
  { ...ann, id: '3', name: 'Gone', state: 'deactivated' },
];
const returns: TeamView = {
  ...{ id: 't1', name: 'Returns', colour: 'blue', version: 4 },
  ...{ members: [{ id: '2', name: 'Ben' }], accounts: ['returns@desk.example'] },
};
const reading = (teams: () => TeamView[]) => ({
  'GET /agents/all': (): Answer => [200, { items: agents, next: null }],
  'GET /account-groups': (): Answer => [200, { items: [] }],
  'GET /agent-mail': (): Answer => [200, { accountId: null, accounts: [] }],
  'GET /teams': (): Answer => [200, { items: teams() }],
});

it('an admin makes a team of who answers here, with a colour', async () => {
  let teams: TeamView[] = [];
  const asked = serve({
    ...reading(() => teams),
    'POST /teams': ({ body }) => {
      teams = [{ ...returns, name: String(body['name']) }];
      return [201, teams[0]];
    },
  });
  const user = open(<AgentsPage />);
  await user.click(await screen.findByRole('button', { name: 'Make a team' }));
  await user.type(await screen.findByLabelText('Name'), ' Press ');
  await user.click(screen.getByRole('radio', { name: 'Amber' }));
  expect(screen.queryByRole('checkbox', { name: 'Gone' })).toBeNull();
  await user.click(screen.getByRole('checkbox', { name: 'Ben' }));
  expect(await axeFaults()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByRole('button', { name: 'Edit: Press' })).toBeTruthy();
  expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({
    name: 'Press',
    colour: 'amber',
    memberIds: ['2'],
  });
});

it('what somebody else changed of a team meanwhile stays, and so does what was chosen here', async () => {
  const now: TeamView = { ...returns, name: 'Returns and swaps', version: 5 };
  const asked = serve({
    ...reading(() => [returns]),
    'PATCH /teams/t1': ({ body }) =>
      body['version'] === 4
        ? [409, { status: 409, code: 'conflict', reason: 'team-changed', title: '', detail: 'x', team: now }]
        : [200, now],
  });
  const user = open(<AgentsPage />);
  await user.click(await screen.findByRole('button', { name: 'Edit: Returns' }));
  await user.click(await screen.findByRole('checkbox', { name: 'Ann' }));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText(/Somebody else changed this team meanwhile/)).toBeTruthy();
  expect(screen.getByLabelText('Name')).toHaveProperty('value', 'Returns and swaps');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(screen.queryByLabelText('Name')).toBeNull());
  expect(asked.filter(({ method }) => method === 'PATCH').map(({ body }) => body)).toEqual([
    { version: 4, memberIds: ['2', '1'] },
    { version: 5, memberIds: ['2', '1'] },
  ]);
});

it('a team that was removed comes back by the undo of its toast; whoever is no admin has no button', async () => {
  let teams = [returns];
  serve({
    ...reading(() => teams),
    'DELETE /teams/t1': () => {
      teams = [];
      return [204];
    },
    'POST /teams/t1/restore': () => {
      teams = [returns];
      return [200, returns];
    },
  });
  const user = open(<AgentsPage />);
  await user.click(await screen.findByRole('button', { name: 'Remove: Returns' }));
  await waitFor(() => expect(screen.queryByText('Returns')).toBeNull());
  expect(useToasts.getState().toasts.at(-1)?.text).toContain('Team Returns was removed');
  undoLast();
  expect(await screen.findByText('Returns')).toBeTruthy();
});

it('a supervisor sees the teams, and changes none', async () => {
  serve(reading(() => [returns]));
  open(<AgentsPage />, 'supervisor');
  expect(await screen.findByText('Answers returns@desk.example')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Edit: Returns' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Make a team' })).toBeNull();
});

it('an account is given to a team', async () => {
  const asked = serve({
    ...reading(() => [returns]),
    'GET /accounts/a1/routing': () => [
      200,
      { version: 2, teamId: null, lastAgent: false, roundRobin: false },
    ],
    'PUT /accounts/a1/routing': () => [200, { version: 3, teamId: 't1', lastAgent: true, roundRobin: true }],
  });
  const user = open(<RoutingButton accountId="a1" name="Desk" />);
  await user.click(screen.getByRole('button', { name: 'Who answers: Desk' }));
  await screen.findByRole('option', { name: 'Returns' });
  await user.selectOptions(screen.getByLabelText('Team'), 'Returns');
  await user.click(screen.getByRole('checkbox', { name: /answered them last/ }));
  await user.selectOptions(
    screen.getByLabelText('In the team'),
    'To the member with the fewest unanswered topics',
  );
  expect(await axeFaults()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(asked.find(({ method }) => method === 'PUT')?.body).toEqual({
    ...{ version: 2, teamId: 't1', lastAgent: true, roundRobin: true, fewestOpen: true },
  });
});

it('who answers is shown as it was saved, and as another admin set it since', async () => {
  const api = new FixtureApi(makeWorld(1));
  api.world.teams = [returns];
  const { fetch } = fixtureFetch(api);
  globalThis.fetch = async (input, init) => {
    await new Promise((resolve) => setTimeout(resolve));
    return fetch(input, init);
  };
  const user = open(
    <>
      <RoutingButton accountId="a1" name="Desk" />
      <ToastRegion />
    </>,
  );
  const look = async () => {
    await user.click(screen.getByRole('button', { name: 'Who answers: Desk' }));
    return screen.findByRole('checkbox', { name: /answered them last/ });
  };
  await user.click(await look());
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(await look()).toHaveProperty('checked', true);
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  api.world.routings.set('a1', { ...api.world.routings.get('a1')!, version: 5, lastAgent: false });
  expect(await look()).toHaveProperty('checked', false);
});

it('a thread is handed to a team by keys alone, with a reason, and taken back by the undo', async () => {
  const api = new FixtureApi(makeWorld(2));
  api.world.teams = [returns, { ...returns, id: 't2', name: 'Press', colour: null }];
  const { fetch, asked } = fixtureFetch(api);
  globalThis.fetch = fetch;
  const [thread] = [...api.world.threads.values()].filter((one) => one.topics[0]?.state === 'open');
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  client.setQueryData(['session'], { agent: api.world.me, organisation: { name: 'Filo' } });
  api.listen((event) => act(() => applyLiveEvent(client, api.world.me.id, event)));
  const stop = listenForKeys();
  render(
    <QueryClientProvider client={client}>
      <ThreadPane
        threadId={thread!.id}
        topicId={null}
        onTopic={() => undefined}
        onPerson={() => undefined}
        composer={null}
      />
      <TimeOverlays />
    </QueryClientProvider>,
  );
  const user = userEvent.setup({ delay: null });
  await screen.findByRole('heading', { name: thread!.name });
  await screen.findByRole('button', { name: 'Hand to a team' });
  await user.keyboard('t');
  await screen.findByRole('dialog', { name: `Hand ${thread!.name} to a team` });
  await user.selectOptions(await screen.findByLabelText('Team'), 'Press');
  await user.type(screen.getByLabelText(/Why/), 'They ask for a photo.');
  expect(await axeFaults()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Hand over' }));
  await waitFor(() =>
    expect(useToasts.getState().toasts.at(-1)?.text).toBe(`${thread!.name} handed to Press`),
  );
  expect(await screen.findByTitle('Press')).toBeTruthy();
  undoLast();
  await waitFor(() => expect(screen.queryByTitle('Press')).toBeNull());
  expect(asked.filter((one) => one === `POST /threads/${thread!.id}/actions`).length).toBeGreaterThan(1);
  stop();
});
