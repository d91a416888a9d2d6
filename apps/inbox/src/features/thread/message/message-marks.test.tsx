import type { AnnouncedChannel, MessageView } from '@filo/contracts/http';
import { render } from '@testing-library/react';
import { announcedChannels } from '../../../../test/fixture/fixture-channels';
import { keepChannels } from '../../../state/known-channels';
import { MessageMarks } from './message-marks';

const chat: AnnouncedChannel = {
  ...announcedChannels[0]!,
  ...{
    channel: 'chat',
    label: 'Chat',
    abilities: { search: false, directMessages: true, privatePosts: false, looksForSent: true },
  },
};
const wall: AnnouncedChannel = {
  ...chat,
  ...{
    channel: 'wall',
    label: 'Wall',
    abilities: { search: true, directMessages: false, privatePosts: false, looksForSent: true },
  },
};
const message = (channel: string) =>
  ({
    ...{ channel, audience: 'private', direction: 'inbound', class: 'human', marks: [], foundBy: [] },
    ...{ deliveries: [], authorProof: null, saidName: null, history: false },
  }) as unknown as MessageView;

test.each([
  ['chat', true],
  ['wall', false],
  ['email', false],
])(
  'a private message of %s is called a direct one where people write to us directly: %s',
  (channel, isSo) => {
    keepChannels([chat, wall]);
    const { container } = render(<MessageMarks message={message(channel)} />);
    expect(container.textContent?.includes('direct message')).toBe(isSo);
  },
);
