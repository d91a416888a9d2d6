import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import WelcomePage from '../src/app/welcome-page';
import { axeFaults } from './axe-faults';

const link = {
  ...{
    purpose: 'invite',
    name: 'Bea',
    email: 'bea@desk.example',
    organisation: 'Filo & Co.',
    language: 'en',
  },
  until: '2026-12-01T09:00:00.000Z',
};
const over = {
  status: 403,
  title: 'Not allowed',
  code: 'wrong-link',
  detail: 'This link is not valid any more.',
};
const json = (status: number, body: unknown) => () =>
  Promise.resolve({
    ok: status < 300,
    headers: new Headers(),
    status,
    text: () => Promise.resolve(JSON.stringify(body)),
  } as Response);
const offline = () => Promise.reject(new TypeError('Failed to fetch'));
const broken = json(500, { status: 500, title: 'Internal error', code: 'internal', detail: 'Try again.' });

/** The page behind a link whose token is `secret`; each request is answered by the next of these, the last one for ever. */
function open(...answers: (() => Promise<Response>)[]) {
  // The router asks for it; jsdom only complains.
  window.scrollTo = () => undefined;
  window.location.hash = '#secret';
  const sent: unknown[] = [];
  globalThis.fetch = (_, init) => {
    sent.push(JSON.parse(init!.body as string));
    return (answers.length > 1 ? answers.shift()! : answers[0]!)();
  };
  const root = createRootRoute();
  const page = createRoute({ getParentRoute: () => root, path: '/welcome', component: WelcomePage });
  const history = createMemoryHistory({ initialEntries: ['/welcome'] });
  const router = createRouter({ routeTree: root.addChildren([page]), history });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
  return { sent, user: userEvent.setup({ delay: null }) };
}

test.each([
  ['no answer came', offline],
  ['the server failed', broken],
])('where %s, the link is not called over, and is read once more by its token', async (_, answer) => {
  const { sent, user } = open(answer, json(200, link));
  const again = await screen.findByRole('button', { name: 'Try again' });
  expect(screen.queryByText('This link does not open anything')).toBeNull();
  expect(window.location.hash).toBe('');
  expect(await axeFaults()).toEqual([]);
  await user.click(again);
  expect(await screen.findByRole('heading', { name: 'Welcome to Filo & Co., Bea' })).toBeTruthy();
  expect(sent).toEqual([{ token: 'secret' }, { token: 'secret' }]);
});

test('a link that the server knows no more is over, and is not tried again', async () => {
  open(json(403, over));
  expect(await screen.findByRole('heading', { name: 'This link does not open anything' })).toBeTruthy();
  expect(screen.getByRole('alert').textContent).toContain(over.detail);
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
});
