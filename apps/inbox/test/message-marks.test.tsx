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

const inbound = (authorProof: string, authorProofReason: string) =>
  ({ ...message([]), direction: 'inbound', authorProof, authorProofReason }) as unknown as MessageView;

test.each([
  ['claimed', 'dkim=none', 'unverified: not signed by its domain'],
  ['claimed', 'dkim=none spf=pass example.org', 'unverified: not signed, but from a server of its domain'],
  ['claimed', 'dns=temperror', 'unverified: DNS could not be asked'],
  ['claimed', 'dkim=none forwarded list.example', 'unverified: it was forwarded'],
  ['claimed', 'said so', 'unverified'],
  [
    'failed',
    'dmarc=fail policy=reject example.org',
    'unverified, failed the check: its domain says it is not from there',
  ],
])('a %s author for the reason %j is shown as %j', (proof, reason, said) => {
  render(<MessageMarks message={inbound(proof, reason)} />);
  expect(screen.getByText(said).getAttribute('title')).toBe(reason);
});

test.each([
  ['dkim=pass example.org', 'verified: signed by its domain'],
  ['mx.example.net dmarc=pass', 'verified: a trusted host vouches'],
  ['arc=pass mx.example.net dmarc=pass', 'verified: a trusted host vouches'],
  ['signed in at the guestbook', 'verified: signed in at the guestbook'],
])('a proven author for the reason %j has a sign that says %j', (reason, said) => {
  render(<MessageMarks message={inbound('proven', reason)} />);
  expect(screen.getByRole('img', { name: said }).getAttribute('title')).toContain(reason);
});

test('a claimed message tells the name it came under', () => {
  const claimed = { ...inbound('claimed', 'typed into a form'), saidName: 'Mallory' };
  render(<MessageMarks message={claimed} />);
  expect(screen.getByText('calls themselves “Mallory” here').className).toContain('bg-warn-bg');
});

test('what came by listening says which saved queries found it, and what was said to us says nothing of that', () => {
  const found = {
    ...message([]),
    foundBy: [
      { id: '1', name: 'Our name' },
      { id: '2', name: 'Lamps' },
    ],
  };
  const { unmount } = render(<MessageMarks message={found} />);
  screen.getByText('Found by: Our name, Lamps');
  unmount();
  render(<MessageMarks message={{ ...found, foundBy: [] }} />);
  expect(screen.queryByText(/Found by/)).toBeNull();
});
