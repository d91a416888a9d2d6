import type { BusinessHours } from '@filo/contracts/http';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { undoLast } from '../src/state/toasts';
import BusinessHoursPage from '../src/features/business-hours/business-hours-page';
import { axeFaults } from './axe-faults';
import { FixtureApi } from './fixture/fixture-api';
import { fixtureFetch } from './fixture/fixture-fetch';
import { makeWorld } from './fixture/make-world';

const never: BusinessHours = {
  ...{ timeZone: 'Europe/Rome', week: [[], [], [], [], [], [], []], holidays: [], version: 0 },
  ...{ openNow: false, nextDay: null },
};
/** Answers as the server does; the first change meets one of somebody else. */
const serve = (isOvertaken = false) => {
  const sent: object[] = [];
  globalThis.fetch = (path, { method = 'GET', body } = {}) => {
    if (method === 'PUT') sent.push(JSON.parse(body as string) as object);
    const isRefused = isOvertaken && method === 'PUT' && sent.length === 1;
    const problem = {
      status: 409,
      code: 'conflict',
      reason: 'business-hours-changed',
      title: '',
      detail: 'x',
    };
    const now = { ...never, version: 7, nextDay: '2026-12-28T08:00:00Z' };
    const answer = isRefused
      ? { ...problem, hours: { ...never, version: 6 } }
      : method === 'PUT'
        ? now
        : String(path).endsWith('/accounts')
          ? { items: [] }
          : never;
    const text = () => Promise.resolve(JSON.stringify(answer));
    return Promise.resolve({ ok: !isRefused, status: isRefused ? 409 : 200, text } as Response);
  };
  return sent;
};
const open = (role = 'admin') => {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(['session'], { agent: { id: '1', role, name: 'Sam Ito' } });
  render(
    <QueryClientProvider client={client}>
      <BusinessHoursPage />
    </QueryClientProvider>,
  );
  return userEvent.setup({ delay: null });
};

it('an admin types the week and its holidays; what is not understood is said and not saved', async () => {
  const sent = serve();
  const user = open();
  await screen.findByText('No working day is set yet.');
  const monday = screen.getByLabelText('Monday');
  await user.type(monday, '9-13, 12-18');
  expect(screen.getByText(/Not understood/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Save' })).toHaveProperty('disabled', true);
  expect(await axeFaults()).toEqual([]);
  await user.clear(monday);
  await user.type(monday, '9-13, 14-18');
  await user.type(screen.getByLabelText('Date'), '2026-12-25');
  await user.click(screen.getByRole('button', { name: 'Add a holiday' }));
  await screen.findByRole('button', { name: /^Remove: .*2026/ });
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText(/The next working day begins/);
  const day = [
    { from: '09:00', to: '13:00' },
    { from: '14:00', to: '18:00' },
  ];
  const week = [[], day, [], [], [], [], []];
  expect(sent).toEqual([{ version: 0, timeZone: 'Europe/Rome', week, holidays: ['2026-12-25'] }]);
});

it('what somebody else set meanwhile is said before it is written over; supervisors only look', async () => {
  const sent = serve(true);
  const user = open();
  await user.type(await screen.findByLabelText('Friday'), '9-12');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText(/somebody else set the business hours meanwhile/);
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(sent).toMatchObject([{ version: 0 }, { version: 6 }]));
  cleanup();
  open('supervisor');
  expect(await screen.findByLabelText('Friday')).toHaveProperty('disabled', true);
  expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
});

it('an account gets hours of its own, goes by those of all again, and back by undo', async () => {
  const api = new FixtureApi(makeWorld(1));
  api.world.signedIn = true;
  globalThis.fetch = fixtureFetch(api).fetch;
  const user = open();
  await user.click(await screen.findByRole('button', { name: 'Own hours: contact' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Business hours of contact' }));
  expect(await axeFaults()).toEqual([]);
  await user.type(dialog.getByLabelText('Monday'), '10-16');
  await user.selectOptions(dialog.getByLabelText('Time zone'), 'Asia/Tokyo');
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  await screen.findByText('Own hours · Asia/Tokyo');
  expect(await axeFaults()).toEqual([]);
  const [[id, stored] = []] = api.world.accountHours;
  expect(stored).toMatchObject({ version: 1, hours: { timeZone: 'Asia/Tokyo', holidays: [] } });
  await user.click(screen.getByRole('button', { name: 'Use the hours above: contact' }));
  await waitFor(() => expect(screen.queryByText('Own hours · Asia/Tokyo')).toBeNull());
  expect(api.world.accountHours.get(id ?? '')).toEqual({ version: 2, hours: null });
  undoLast();
  await screen.findByText('Own hours · Asia/Tokyo');
  expect(api.world.accountHours.get(id ?? '')).toEqual({ ...stored, version: 3 });
});

it('mailboxes that are called alike are told apart by their addresses', async () => {
  const api = new FixtureApi(makeWorld(1));
  api.world.signedIn = true;
  globalThis.fetch = fixtureFetch(api).fetch;
  open();
  await screen.findByRole('button', { name: 'Own hours: contact' });
  const names = screen
    .getAllByRole('button', { name: /^Own hours: / })
    .map((one) => one.getAttribute('aria-label'));
  expect(new Set(names).size).toBe(names.length);
  expect(names).toContain('Own hours: Support (support@localhost)');
});

it('hours of an account that somebody else set meanwhile are not written over unseen', async () => {
  const api = new FixtureApi(makeWorld(1));
  api.world.signedIn = true;
  globalThis.fetch = fixtureFetch(api).fetch;
  const user = open();
  await user.click(await screen.findByRole('button', { name: 'Own hours: contact' }));
  const dialog = within(await screen.findByRole('dialog'));
  const form = api.world.forms[0]!.id;
  api.world.accountHours.set(form, { version: 5, hours: null });
  await user.type(dialog.getByLabelText('Friday'), '9-12');
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  await dialog.findByText(/somebody else set the business hours meanwhile/);
  expect(api.world.accountHours.get(form)).toEqual({ version: 5, hours: null });
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(api.world.accountHours.get(form)).toMatchObject({ version: 6, hours: { timeZone: 'Europe/Rome' } });
});
