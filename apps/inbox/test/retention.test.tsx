import { screen, waitFor, within } from '@testing-library/react';
import { card, openChannels } from './open-channels';

beforeEach(() => {
  // The router asks for it; jsdom only complains.
  window.scrollTo = () => undefined;
});

/** Of Bluesky, with so many messages that are older. */
const open = (messages: number, days: number | null = null) => {
  let kept = days;
  return openChannels('', (api) => {
    const answer = api.answer.bind(api);
    api.answer = (request) => {
      if (request.path === '/retention/preview') return { messages };
      if (request.path !== '/retention') return answer(request);
      if (request.method === 'POST') kept = (request.body as { days: number | null }).days;
      return { items: [{ channel: 'bluesky', days: kept }] };
    };
  });
};
const field = () => screen.findByRole<HTMLSelectElement>('combobox', { name: 'Bluesky' });

test('before anything is removed it says how many messages would go, and what was cancelled changes nothing', async () => {
  const { user, sent } = open(1_204);
  await user.selectOptions(await field(), '90 days');
  await screen.findByText(/^1,204 messages are older/);
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(sent).toEqual([]);
  expect((await field()).value).toBe('');
  await user.selectOptions(await field(), '90 days');
  await user.click(await screen.findByRole('button', { name: 'Remove older messages' }));
  await waitFor(() => expect(sent.map(({ body }) => body)).toEqual([{ channel: 'bluesky', days: 90 }]));
  await waitFor(async () => expect((await field()).value).toBe('90'));
});

test('a shorter time is never set at once: it asks even where nothing would go now, and says so', async () => {
  const { user, sent } = open(0, 365);
  await user.selectOptions(await field(), '30 days');
  await screen.findByText(/^No message is that old: none loses its words now\..*cannot be brought back\.$/);
  expect(sent).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Keep so long' }));
  await waitFor(() => expect(sent.map(({ body }) => body)).toEqual([{ channel: 'bluesky', days: 30 }]));
});

test('a longer time of which nothing goes is set without a question', async () => {
  const { user, sent } = open(0, 90);
  await user.selectOptions(await field(), '365 days');
  await waitFor(() => expect(sent.map(({ body }) => body)).toEqual([{ channel: 'bluesky', days: 365 }]));
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('for ever is set at once', async () => {
  const { user, sent } = open(0, 45);
  expect((await field()).value).toBe('45');
  await user.selectOptions(await field(), 'For ever');
  await waitFor(() => expect(sent.map(({ body }) => body)).toEqual([{ channel: 'bluesky', days: null }]));
});

/** The dialog of removing an account at X that leaves so many messages. */
const removing = async (followedBy: string | null, messages = 1_204) => {
  const opened = openChannels('', (api) => {
    const [mailbox] = api.world.accounts;
    api.world.accounts.push({ ...mailbox!, id: 'x', channel: 'x', address: 'shop' });
    const answer = api.answer.bind(api);
    api.answer = (request) =>
      request.path.endsWith('/removal') ? { messages, followedBy, canErase: true } : answer(request);
  });
  const asked = () =>
    opened.api.world.accounts.some(({ id }) => id === 'x')
      ? undefined
      : opened.sent.map(({ method, path, query }) => [method, path, query.get('eraseAfterDays')]);
  await opened.user.click((await card('shop')).getByRole('button', { name: 'Remove' }));
  return { ...opened, asked, dialog: within(await screen.findByRole('dialog')) };
};

test('before an account goes it says that nobody follows deletions any more, of how many messages, and offers to erase their words', async () => {
  const { user, dialog, asked, sent } = await removing(null);
  await dialog.findByText(/^1,204 messages stay.*nobody looks any more whether an author deletes/);
  expect(sent).toEqual([]);
  await user.selectOptions(dialog.getByRole('combobox', { name: 'Their words' }), 'Erase after 30 days');
  dialog.getByText(/This cannot be taken back/);
  expect(dialog.queryByText(/messages stay/)).toBeNull();
  await user.click(dialog.getByRole('button', { name: 'Remove and erase' }));
  await waitFor(() => expect(asked()).toEqual([['DELETE', '/accounts/x', '30']]));
});

test('where another account looks on, it is named; unless something else is chosen the words stay', async () => {
  const { user, dialog, asked } = await removing('help');
  await dialog.findByText(/looked for by help from then on/);
  await user.click(dialog.getByRole('button', { name: 'Remove' }));
  await waitFor(() => expect(asked()).toEqual([['DELETE', '/accounts/x', null]]));
});
