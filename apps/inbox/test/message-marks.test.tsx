import type { MessageView } from '@filo/contracts/http';
import { i18n } from '@lingui/core';
import { render, screen } from '@testing-library/react';
import { MessageMarks } from '../src/features/thread/message/message-marks';

const message = (marks: MessageView['marks']) =>
  ({
    direction: 'outbound',
    audience: 'direct',
    class: 'human',
    history: false,
    marks,
  }) as unknown as MessageView;

test('a mark that the inbox has no word for is told in the words of its connector, and no message is missed', () => {
  const missed: string[] = [];
  const stop = i18n.on('missing', ({ id }) => missed.push(id));
  render(<MessageMarks message={message([{ code: 'never-heard-of', text: 'A word of its own.' }])} />);
  expect(screen.getByText('A word of its own.').className).toContain('bg-warn-bg');
  expect(missed).toEqual([]);
  stop();
});

test('a mail without a Message-ID is marked, but warns of nothing', () => {
  render(<MessageMarks message={message([{ code: 'no-message-id', text: 'It has none.' }])} />);
  expect(screen.getByText('no Message-ID').className).not.toContain('bg-warn-bg');
});
