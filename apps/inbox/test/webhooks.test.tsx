import type { WebhookDelivery, WebhookView } from '@filo/contracts/http';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import WebhooksPage from '../src/features/webhooks/webhooks-page';
import { useToasts } from '../src/state/toasts';
import { axeFaults } from './axe-faults';

const webhook = (more: Partial<WebhookView> = {}): WebhookView => ({
  ...{ id: 'w1', name: 'Shop', url: 'https://shop.example/hooks', events: ['thread.closed'] },
  ...{ accountGroupIds: ['g1'], state: 'on', why: null, version: 3, lastSuccessAt: null, failingSince: null },
  ...{ formerSecretUntil: null, waiting: 0, failed: 0 },
  ...more,
});
const delivery = (more: Partial<WebhookDelivery> = {}): WebhookDelivery => ({
  ...{ id: 'd1', type: 'thread.closed', state: 'failed', at: '2026-11-29T09:00:00Z', body: '{"v":1}' },
  ...{ attempts: 10, replays: 0, dueAt: null, triedAt: '2026-11-29T09:00:01Z', status: 500, answer: 'Oh no' },
  ...{ durationMs: 12, problem: null },
  ...more,
});

interface Asked {
  method: string;
  path: string;
  body: unknown;
}
/** Answers as the server does; a function throws what it refuses. */
const serve = (answers: Record<string, unknown>): Asked[] => {
  const asked: Asked[] = [];
  globalThis.fetch = (input, { method = 'GET', body } = {}) => {
    const path = new URL(String(input), 'http://localhost').pathname.replace('/api/v1', '');
    if (method !== 'GET') asked.push({ method, path, body: body ? JSON.parse(body as string) : undefined });
    const found = answers[`${method} ${path}`] ?? { items: [{ id: 'g1', name: 'Everybody' }], next: null };
    const status = (found as { status?: number }).status ?? 200;
    const text = () => Promise.resolve(JSON.stringify(found));
    return Promise.resolve({ ok: status < 400, status, text } as Response);
  };
  return asked;
};
const open = (role = 'admin') => {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(['session'], { agent: { id: '1', role, name: 'Sam Ito' } });
  render(
    <QueryClientProvider client={client}>
      <WebhooksPage />
    </QueryClientProvider>,
  );
  return userEvent.setup({ delay: null });
};
afterEach(cleanup);

it('an admin adds one by the keyboard, and sees its secret once', async () => {
  const made = { ...webhook(), secret: 'whsec_abc' };
  const asked = serve({ 'GET /webhooks': { items: [] }, 'POST /webhooks': made });
  const user = open();
  await screen.findByText(/No webhooks yet/);
  act(() => screen.getByRole('button', { name: 'Add a webhook' }).focus());
  await user.keyboard('{Enter}');
  await user.keyboard('Shop{Tab}https://shop.example/hooks');
  await user.click(await screen.findByLabelText('Thread closed'));
  expect(await axeFaults()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(((await screen.findByLabelText('Secret')) as HTMLTextAreaElement).value).toBe('whsec_abc');
  expect(await axeFaults()).toEqual([]);
  expect(asked).toEqual([
    {
      ...{ method: 'POST', path: '/webhooks' },
      body: {
        ...{ name: 'Shop', url: 'https://shop.example/hooks', events: ['message.received', 'thread.closed'] },
        accountGroupIds: ['g1'],
      },
    },
  ]);
  await user.keyboard('{Escape}');
  expect(screen.getByLabelText('Secret')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Done' }));
  expect(screen.queryByLabelText('Secret')).toBeNull();
});

it('says what is wrong with an address where it was typed', async () => {
  const errors = [{ path: 'url', message: 'Not a plain https address' }];
  const refused = { status: 400, code: 'invalid-request', title: '', detail: 'It goes to https.', errors };
  serve({ 'GET /webhooks': { items: [webhook()] }, 'PATCH /webhooks/w1': refused });
  const user = open();
  await user.click(await screen.findByRole('button', { name: /^Edit.*Shop/ }));
  await user.click(await screen.findByRole('button', { name: 'Save' }));
  await screen.findByText('Not a plain https address');
});

it('the log shows what was sent and answered, and sends it again', async () => {
  const asked = serve({
    'GET /webhooks': { items: [webhook({ failed: 2, failingSince: '2026-11-29T08:00:00Z' })] },
    'GET /webhooks/w1/deliveries': { items: [delivery()], next: null },
    'POST /webhooks/w1/replay': { count: 2 },
  });
  const user = open();
  await screen.findByText('Failing');
  await user.click(screen.getByRole('button', { name: 'Log' }));
  const log = await screen.findByRole('region', { name: 'Log of Shop' });
  await within(log).findByText('Answered 500 · 12 ms · 10 attempts');
  expect(within(log).getByText('Oh no')).toBeTruthy();
  expect(await axeFaults()).toEqual([]);
  await user.click(within(log).getByRole('button', { name: /^Send again/ }));
  await user.click(within(log).getByRole('button', { name: 'Send 2 that failed again' }));
  expect(asked.map(({ path, body }) => [path, Object.keys(body as object)])).toEqual([
    ['/webhooks/w1/replay', ['deliveryId']],
    ['/webhooks/w1/replay', ['failedSince']],
  ]);
});

it('a paused one says why and is switched on again; nothing can be sent to it before', async () => {
  const asked = serve({
    'GET /webhooks': { items: [webhook({ state: 'paused', why: 'failing' })] },
    'GET /webhooks/w1/deliveries': { items: [delivery()], next: null },
    'PATCH /webhooks/w1': webhook({ version: 4 }),
  });
  const user = open();
  await screen.findByText(/Nothing arrived for three days/);
  expect(screen.queryByRole('button', { name: /^Test/ })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Log' }));
  await screen.findByText('Given up', { selector: 'span' });
  expect(screen.queryByRole('button', { name: /^Send again/ })).toBeNull();
  await user.click(screen.getByRole('button', { name: /^Switch on/ }));
  expect(asked).toEqual([{ method: 'PATCH', path: '/webhooks/w1', body: { version: 3, on: true } }]);
});

it('a new secret and a removal are asked about; what is refused is said', async () => {
  const asked = serve({
    'GET /webhooks': { items: [webhook()] },
    'POST /webhooks/w1/secret': { secret: 'whsec_new', formerSecretUntil: '2026-11-30T09:00:00Z' },
    'DELETE /webhooks/w1': { status: 404, code: 'not-found', title: '', detail: 'There is no webhook.' },
  });
  const user = open();
  await user.click(await screen.findByRole('button', { name: /^New secret/ }));
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'New secret' }));
  expect(((await screen.findByLabelText('Secret')) as HTMLTextAreaElement).value).toBe('whsec_new');
  await user.click(screen.getByRole('button', { name: 'Done' }));
  await user.click(screen.getByRole('button', { name: /^Remove/ }));
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Remove' }));
  await screen.findByRole('button', { name: /^Remove/ });
  expect(asked.map(({ method }) => method)).toEqual(['POST', 'DELETE']);
  expect(JSON.stringify(useToasts.getState())).toContain('There is no webhook.');
});

it('says that the list could not be read, and asks for nothing where a supervisor looks', async () => {
  serve({ 'GET /webhooks': { status: 503, code: 'unavailable', title: '', detail: 'Later.' } });
  open();
  await screen.findByRole('alert');
  cleanup();
  serve({});
  open('supervisor');
  expect(screen.getByText('Only an admin can change what stands here.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Add a webhook' })).toBeNull();
});
