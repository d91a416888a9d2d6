import { activateLanguage } from '../src/i18n/activate-language';
import { mediumWhen } from '../src/i18n/format';
import { card, openChannels } from './open-channels';

beforeEach(() => {
  // The router asks for it; jsdom only complains.
  window.scrollTo = () => undefined;
});
afterEach(() => activateLanguage('en'));

const since = '2026-11-26T08:30:00.000Z';
const openWith = (why: { code: string; with?: Record<string, string> }[], over = {}) =>
  openChannels('', ({ world }) => {
    const [mailbox] = world.accounts;
    const reason = 'X cannot be reached.';
    const health = { ...mailbox!.health, state: 'failed' as const, reason, why, since };
    world.accounts.push({ ...mailbox!, id: 'x', channel: 'x', address: 'shop', health, ...over });
  });

test('an Italian reads in Italian what is wrong with an account, what to do and since when', async () => {
  await activateLanguage('it');
  openWith([{ code: 'network-unreachable', with: { network: 'X' } }]);
  const shop = await card('shop');
  shop.getByText(/^X non si raggiunge: .* Non va perso nulla.* Guarda se si apre in un browser/);
  shop.getByText(`Dal ${mediumWhen(since)}`);
});

test('what a later release says by a code that nobody knows here is read as it came', async () => {
  await activateLanguage('it');
  openWith([{ code: 'moon-down' }]);
  (await card('shop')).getByText('X cannot be reached.');
});

test('a paused account says what goes on meanwhile, and since when that could not be done', async () => {
  await activateLanguage('it');
  openWith([{ code: 'paused-follows-changes' }, { code: 'changes-unfollowed', with: { at: since } }], {
    state: 'paused',
  });
  (await card('shop')).getByText(
    new RegExp(`^In pausa: non si legge nulla di nuovo.*Dal .* nessuno ha potuto guardare se gli autori`),
  );
});
