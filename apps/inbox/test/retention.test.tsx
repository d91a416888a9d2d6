import { screen, waitFor } from '@testing-library/react';
import { openChannels } from './open-channels';

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

test('where nothing would go it is set at once, and for ever again', async () => {
  const { user, sent } = open(0, 45);
  expect((await field()).value).toBe('45');
  await user.selectOptions(await field(), 'For ever');
  await waitFor(() => expect(sent.map(({ body }) => body)).toEqual([{ channel: 'bluesky', days: null }]));
});
