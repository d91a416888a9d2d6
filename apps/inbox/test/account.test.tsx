import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import AccountPage from '../src/features/account/account-page';
import AgentsPage from '../src/features/agents/agents-page';
import { SignInForm } from '../src/features/sign-in/sign-in-form';
import '../src/i18n/later-words';
import { sessionExpired } from '../src/state/session-expiry';
import { axeFaults } from './axe-faults';

type Asked = { method: string; path: string; body: Record<string, unknown> };
type Answer = [status: number, body?: unknown];

const problem = (code: string, status = 401): Answer => [
  status,
  { status, title: code, code, detail: `Said: ${code}` },
];
const account = {
  ...{ id: '1', name: 'Ann', email: 'ann@desk.example', role: 'agent', timeZone: 'UTC', language: 'en' },
  ...{ secondStepSince: null as string | null, recoveryCodesLeft: 0 },
};
const session = (id: string, current: boolean, userAgent: string) => ({
  ...{
    id,
    current,
    userAgent,
    createdAt: '2026-11-20T09:00:00.000Z',
    lastSeenAt: '2026-11-26T09:00:00.000Z',
  },
  expiresAt: '2026-12-20T09:00:00.000Z',
});
const items = [session('a', true, 'Firefox/140 (X11; Linux)'), session('b', false, 'curl/8')];

/** Answers of the server by method and path; what is asked is kept. */
const serve = (answers: Record<string, (asked: Asked) => Answer>) => {
  const asked: Asked[] = [];
  globalThis.fetch = (url, init) => {
    const path = new URL(url as string, 'http://desk.example').pathname.replace('/api/v1', '');
    const one = {
      method: init?.method ?? 'GET',
      path,
      body: JSON.parse((init?.body as string) ?? '{}') as never,
    };
    asked.push(one);
    const [status, body] = (answers[`${one.method} ${path}`] ?? (() => problem('not-found', 404)))(one);
    const text = () => Promise.resolve(body === undefined ? '' : JSON.stringify(body));
    return Promise.resolve({ ok: status < 300, headers: new Headers(), status, text } as Response);
  };
  return asked;
};
const open = (page: React.ReactNode, signedIn?: object) => {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  if (signedIn) client.setQueryData(['session'], signedIn);
  render(<QueryClientProvider client={client}>{page}</QueryClientProvider>);
  return userEvent.setup({ delay: null });
};
const reading = (over: Partial<typeof account> = {}) => ({
  'GET /own-account': (): Answer => [200, { ...account, ...over }],
  'GET /own-account/sessions': (): Answer => [200, { items }],
});

it('is found without a fault, and signs another browser out by a button that names it', async () => {
  const asked = serve({ ...reading(), 'DELETE /own-account/sessions/b': () => [204] });
  const user = open(<AccountPage />);
  await user.click(await screen.findByRole('button', { name: 'Sign out: curl/8' }));
  expect(asked).toContainEqual({ method: 'DELETE', path: '/own-account/sessions/b', body: {} });
  expect(screen.getByText('Firefox, Linux').parentElement!.textContent).toContain('this one');
  expect(screen.queryByRole('button', { name: 'Sign out: Firefox, Linux' })).toBeNull();
  expect(await axeFaults()).toEqual([]);
});

it('a password is sent once it is long enough, and a wrong old one is said', async () => {
  const asked = serve({
    ...reading(),
    'POST /own-account/password': ({ body }) =>
      body['current'] === 'right' ? [204] : problem('wrong-credentials'),
  });
  const user = open(<AccountPage />);
  const card = within(await screen.findByRole('region', { name: 'Password' }));
  await user.type(card.getByLabelText('Current password'), 'wrong');
  await user.type(card.getByLabelText('New password'), 'short');
  await user.click(card.getByRole('button', { name: 'Change the password' }));
  expect(asked.some(({ method }) => method === 'POST')).toBe(false);
  await user.type(card.getByLabelText('New password'), ' and long enough');
  await user.click(card.getByRole('button', { name: 'Change the password' }));
  expect(await card.findByText('Said: wrong-credentials')).toBeTruthy();
  await user.clear(card.getByLabelText('Current password'));
  await user.type(card.getByLabelText('Current password'), 'right{Enter}');
  await waitFor(() => expect(card.getByLabelText('New password')).toHaveProperty('value', ''));
  // A wrong password is no lost session.
  expect(sessionExpired.getState().expired).toBe(false);
  const sent = asked.filter(({ method }) => method === 'POST').map(({ body }) => body);
  expect(sent).toEqual([
    { current: 'wrong', password: 'short and long enough' },
    { current: 'right', password: 'short and long enough' },
  ]);
});

it('a second step is set up by password, picture or secret, and a code; the recovery codes are shown', async () => {
  let on = false;
  const asked = serve({
    ...reading(),
    'GET /own-account': () => [
      200,
      { ...account, ...(on && { secondStepSince: '2026-11-27T09:00:00.000Z', recoveryCodesLeft: 2 }) },
    ],
    'POST /own-account/second-step': () => [
      200,
      { secret: 'ABCDEFGH', uri: 'otpauth://totp/Filo:ann?secret=ABCDEFGH' },
    ],
    'POST /own-account/second-step/confirm': () => (
      (on = true),
      [200, { codes: ['aaaa-bbbb-cccc', 'dddd-eeee-ffff'] }]
    ),
  });
  const user = open(<AccountPage />);
  await user.click(await screen.findByRole('button', { name: 'Set it up' }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.type(await dialog.findByLabelText('Current password'), 'mine{Enter}');
  expect(await dialog.findByRole('img')).toBeTruthy();
  expect(dialog.getByDisplayValue('ABCDEFGH')).toBeTruthy();
  expect(await axeFaults()).toEqual([]);
  await user.type(dialog.getByLabelText('Code'), '123456{Enter}');
  expect(await dialog.findByLabelText('Recovery codes')).toHaveProperty(
    'value',
    'aaaa-bbbb-cccc\ndddd-eeee-ffff',
  );
  expect(asked).toContainEqual({
    method: 'POST',
    path: '/own-account/second-step/confirm',
    body: { code: '123456' },
  });
  await user.click(dialog.getByRole('button', { name: 'I have kept them' }));
  expect(await screen.findByText('2 recovery codes are left.')).toBeTruthy();
});

it('whoever signs in is asked for the code once the password was right, and for none with another address', async () => {
  const asked = serve({
    'POST /session': ({ body }) =>
      body['code'] === '123456'
        ? [200, { agent: account }]
        : problem(body['code'] ? 'wrong-code' : 'second-step-needed'),
  });
  let signedIn = false;
  const user = open(<SignInForm onSignedIn={() => (signedIn = true)} />);
  await user.type(screen.getByLabelText('Email address'), 'ann@desk.example');
  await user.type(screen.getByLabelText('Password'), 'mine{Enter}');
  const code = await screen.findByLabelText('Code');
  expect(document.activeElement).toBe(code);
  expect(screen.queryByText('Said: second-step-needed')).toBeNull();
  await user.type(code, '000000{Enter}');
  expect(await screen.findByText('Said: wrong-code')).toBeTruthy();
  await user.clear(screen.getByLabelText('Code'));
  await user.type(screen.getByLabelText('Code'), '123456{Enter}');
  expect(asked.map(({ body }) => body['code'])).toEqual([undefined, '000000', '123456']);
  expect(signedIn).toBe(true);
});

it('an admin takes the code off colleagues, and has no button for that on the own row', async () => {
  const agent = {
    ...{ ...account, role: 'admin', state: 'active', accountGroupIds: [], lastSeenAt: null, linkUntil: null },
    ...{ openTopics: 0, handingOver: false, secondStep: true },
  };
  const all = [agent, { ...agent, id: '2', name: 'Ben', email: 'ben@desk.example' }];
  serve({
    'GET /agents/all': () => [200, { items: all, next: null }],
    'GET /account-groups': () => [200, { items: [] }],
  });
  open(<AgentsPage />, { agent });
  expect(await screen.findByRole('button', { name: 'Ask for no code: Ben' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Ask for no code: Ann' })).toBeNull();
});

it('the code field stays while the server is in trouble, says when it is empty, and goes with another address', async () => {
  const asked = serve({
    'POST /session': ({ body }) =>
      problem(body['code'] ? 'unavailable' : 'second-step-needed', body['code'] ? 503 : 401),
  });
  const user = open(<SignInForm onSignedIn={() => undefined} />);
  await user.type(screen.getByLabelText('Email address'), 'ann@desk.example');
  await user.type(screen.getByLabelText('Password'), 'mine{Enter}');
  await user.type(await screen.findByLabelText('Code'), '{Enter}');
  expect(screen.getByText('Type the code.')).toBeTruthy();
  await user.type(screen.getByLabelText('Code'), '123456{Enter}');
  expect(await screen.findByText('Said: unavailable')).toBeTruthy();
  expect(screen.getByLabelText('Code')).toHaveProperty('value', '123456');
  await user.type(screen.getByLabelText('Email address'), '.org');
  expect(screen.queryByLabelText('Code')).toBeNull();
  expect(asked).toHaveLength(2);
});

it('a session that the server has forgotten is told to the page', async () => {
  serve({
    'GET /own-account': () => problem('not-signed-in'),
    'GET /own-account/sessions': () => problem('not-signed-in'),
  });
  open(<AccountPage />);
  await waitFor(() => expect(sessionExpired.getState().expired).toBe(true));
  sessionExpired.getState().renew();
});
