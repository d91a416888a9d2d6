import { messageReceived, type IdentityRef } from '@filo/contracts';
import { aMessage } from '@filo/testing';
import { nameSites } from './name-sites.js';

const form = '01900000-0000-7000-8000-000000000002';
const by = (author: IdentityRef) =>
  messageReceived.parse({
    ...aMessage({ author, replyTo: author }),
    accountId: form,
    participants: [{ identity: author, role: 'to' }],
    vouched: [{ identity: author, evidence: 'site-token' }],
  });

it('takes an id alone for a user of the form by which it came, wherever it stands', () => {
  const { author, replyTo, participants, vouched } = nameSites(by({ kind: 'site', key: '17', name: 'Ann' }));
  const user = { kind: 'site', key: `form:${form}:17`, handle: '17', name: 'Ann' };
  expect([author, replyTo, participants[0]?.identity, vouched[0]?.identity]).toEqual([
    user,
    user,
    user,
    user,
  ]);
});

it.each([
  { kind: 'site', key: `form:${form}:17` },
  { kind: 'site', key: 'site:shop.example:17' },
  { kind: 'mail', key: 'ann@example.org' },
])('leaves $key as it is', (author) => {
  const event = by(author);
  expect(nameSites(event)).toBe(event);
});
