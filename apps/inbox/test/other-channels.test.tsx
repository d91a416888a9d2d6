import { screen, waitFor } from '@testing-library/react';
import { card, openChannels } from './open-channels';

beforeEach(() => {
  // The router asks for it; jsdom only complains.
  window.scrollTo = () => undefined;
});

test('an account of a channel that this inbox does not know shows how it does, is paused and removed', async () => {
  const { api, sent, user } = openChannels('', ({ world }) => {
    const [mailbox] = world.accounts;
    const health = { ...mailbox!.health, state: 'failed' as const, reason: 'The guestbook is shut.' };
    world.accounts.push({
      ...mailbox!,
      id: 'guests',
      channel: 'guestbook',
      address: 'lobby',
      name: 'Lobby book',
      health,
    });
  });
  const lobby = await card('lobby');
  for (const shown of ['Lobby book', 'guestbook', 'The guestbook is shut.']) lobby.getByText(shown);
  expect(lobby.queryByRole('button', { name: 'Edit' })).toBeNull();
  await user.click(lobby.getByRole('button', { name: 'Pause' }));
  await waitFor(() => expect(sent[0]).toMatchObject({ method: 'PATCH', body: { state: 'paused' } }));
  await user.click(lobby.getByRole('button', { name: 'Remove' }));
  await user.click(await waitForRemove());
  await waitFor(() => expect(api.world.accounts.some(({ id }) => id === 'guests')).toBe(false));
});

/** The button of the question, not of the card. */
const waitForRemove = async (): Promise<HTMLElement> =>
  waitFor(() => {
    const dialog = document.querySelector('[role="alertdialog"], [role="dialog"]');
    const button = [...(dialog?.querySelectorAll('button') ?? [])].find(
      ({ textContent }) => textContent === 'Remove',
    );
    if (!button) throw new Error('the question is not there yet');
    return button;
  });

test('a supervisor looks at the channels, and the page says why there is nothing to press', async () => {
  openChannels('', ({ world }) => (world.me.role = 'supervisor'));
  const orders = await card('orders@example.org');
  orders.getByText(/^The server refused the password/);
  screen.getByText('Only an admin can change what stands here.');
  for (const name of ['Add a mailbox', 'Edit', 'Read again', 'Pause', 'Remove'])
    expect(screen.queryByRole('button', { name })).toBeNull();
});

test('the page of the channels leads to the forms', async () => {
  openChannels();
  const link = await screen.findByRole('link', { name: 'To the forms' });
  expect(link.getAttribute('href')).toBe('/admin/forms');
  expect(link.parentElement?.textContent).toMatch(/People also write through 1 form\./);
});
