import { screen } from '@testing-library/react';
import { card, openChannels } from './open-channels';

beforeEach(() => {
  // The router asks for it; jsdom only complains.
  window.scrollTo = () => undefined;
});

const costs = { day: '2026-11-26', reads: 812, writes: 3, amount: 4.56, ceiling: 5, currency: 'USD' };

const openWith = (more: { pace: 'no-reading' | 'free'; ceiling?: null }) =>
  openChannels('', ({ world }) => {
    const [mailbox] = world.accounts;
    const health = { ...mailbox!.health, costs: { ...costs, ...more } };
    world.accounts.push({ ...mailbox!, id: 'x', channel: 'x', address: 'shop', health });
  });

test('an account that costs says the amount of today, its ceiling and what follows from it', async () => {
  openWith({ pace: 'no-reading' });
  const shop = await card('shop');
  for (const shown of ['$4.56 of $5.00', '812 read, 3 written', /^Nine tenths: .*kept for answers/])
    shop.getByText(shown);
  expect(shop.getByRole('meter', { name: 'Cost today' }).getAttribute('value')).toBe('4.56');
});

test('without a ceiling only the amount is told', async () => {
  openWith({ pace: 'free', ceiling: null });
  const shop = await card('shop');
  shop.getByText('$4.56, no ceiling');
  expect(shop.queryByRole('meter')).toBeNull();
  expect(screen.queryByText(/nine tenths/)).toBeNull();
});
