import type { BoardCard } from '@filo/contracts/http';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CardButtons, type CardActs } from './card-buttons';

const card = {
  ...{ id: 'ada', column: 'act-now', messageId: 'loud', threadId: 'theirs', channel: 'x', permalink: null },
  ...{ author: { id: 'ada', kind: 'x', key: '1', name: 'Ada', handle: 'ada' }, heard: 'mention' },
  ...{ watch: null, notAboutUs: null },
} as unknown as BoardCard;

test('whoever uses no keys invites to private from the card as well', async () => {
  const invited: string[] = [];
  const nothing = () => undefined;
  const acts: CardActs = {
    ...{ open: nothing, reply: nothing, claim: nothing, move: nothing, watch: nothing },
    invite: ({ messageId }) => void invited.push(messageId),
  };
  render(<CardButtons card={card} acts={acts} />);
  await userEvent.setup().click(screen.getByRole('button', { name: 'Invite to private: Ada' }));
  expect(invited).toEqual(['loud']);
});
