import type { AccountView } from '@filo/contracts/http';
import { render, screen } from '@testing-library/react';
import '../../i18n/later-words';
import { SourceLine } from './source-line';

const show = (health: Partial<AccountView['health']>, state: AccountView['state'] = 'active') => {
  const account = { channel: 'bluesky', address: 'shop.example', state, health } as AccountView;
  return render(<SourceLine account={account} chosen={false} onChoose={() => undefined} />);
};
const threeHoursAgo = () => new Date(Date.now() - 3 * 3_600_000 - 60_000).toISOString();

test.each(['ok', 'degraded', 'failed'] as const)(
  'a source that is %s says when it was last read well',
  (state) => {
    show({ state, reason: state === 'ok' ? '' : 'Its key has ended.', wellAt: threeHoursAgo() });
    screen.getByText('Last read without trouble 3 h ago');
    if (state !== 'ok') screen.getByText('Its key has ended.');
  },
);

test('what was read within a minute was read just now', () => {
  show({ state: 'ok', reason: '', wellAt: new Date().toISOString() });
  screen.getByText('Last read without trouble just now');
});

test('one that is paused, or of which that is not known, says nothing of it', () => {
  show({ state: 'starting', reason: '', wellAt: threeHoursAgo() }, 'paused');
  show({ state: 'failed', reason: '' });
  expect(screen.queryByText(/Last read/)).toBeNull();
});
