import type { ReplyOptions } from '@filo/contracts/http';
import { render, screen } from '@testing-library/react';
import { keepChannels } from '../../state/known-channels';
import { fromChosenAccount } from '../../state/drafts/fitting-choices';
import { AudienceChip } from './audience';

const accounts = [
  { id: 'shop', address: '@shop', limits: '' },
  { id: 'closed', address: '@shop_club', limits: '', followersOnly: true },
];
const options = { channel: 'pigeon', accountAddress: '@shop', accounts } as unknown as ReplyOptions;

test('what a protected account says is read by its followers, and the chip follows the account that is chosen', () => {
  keepChannels([{ channel: 'pigeon', label: 'Pigeons' }] as never);
  const { rerender } = render(<AudienceChip audience="public" options={options} />);
  expect(screen.getByText('Everyone on Pigeons will read this')).toBeTruthy();
  rerender(<AudienceChip audience="public" options={fromChosenAccount(options, 'closed')} />);
  expect(
    screen.getByText('Followers of @shop_club alone will read this on Pigeons: the account is protected'),
  ).toBeTruthy();
  rerender(<AudienceChip audience="private" options={fromChosenAccount(options, 'closed')} />);
  expect(screen.queryByText(/Followers/)).toBeNull();
});
