import { formDefinition } from '@filo/contracts/http';
import { findAuthor } from './find-author.js';
import { makeHeard } from './make-heard.js';

const form = formDefinition.parse({
  title: { en: 'Contact' },
  thanks: { en: 'Thanks' },
  languages: ['en', 'de'],
  fields: [
    { name: 'name', type: 'text', label: { en: 'Name' } },
    { name: 'email', type: 'email', label: { en: 'Mail' } },
    { name: 'subject', type: 'text', label: { en: 'Subject' } },
    { name: 'phone', type: 'phone', label: { en: 'Phone' } },
    {
      name: 'topic',
      type: 'choice',
      label: { en: 'Topic', de: 'Thema' },
      choices: [{ value: 'b', label: { en: 'Billing', de: 'Rechnung' } }],
    },
    { name: 'message', type: 'textarea', label: { en: 'Message' } },
    { name: 'terms', type: 'consent', label: { en: 'I agree' } },
  ],
});
const values = {
  name: 'Ada',
  email: 'Ada@Example.org',
  subject: 'My order',
  phone: '+39 1',
  topic: 'b',
  message: 'Where is it?',
  terms: true,
};
const at = new Date('2026-11-22T10:00:00Z');

const accountId = '01900000-0000-7000-8000-000000000002';
const heard = (
  over: object = {},
  siteUser?: { id: string; email?: string; name?: string },
  site?: string,
) => {
  const answers = { ...values, ...over };
  const author = findAuthor({ ...form, site }, answers, { siteUser, accountId, externalId: 'form-1' });
  return makeHeard({ form, values: answers, author, externalId: 'form-1', language: 'de', via: 'form', at });
};

it('is a private word of the mail address, unverified, with what else was answered', () => {
  expect(heard()).toMatchObject({
    author: { kind: 'mail', key: 'ada@example.org', name: 'Ada' },
    authorProof: { verdict: 'claimed', reason: 'typed into a form' },
    replyTo: { kind: 'mail', key: 'ada@example.org' },
    audience: 'private',
    subject: 'My order',
    newText: 'Where is it?\n\nPhone: +39 1\nThema: Rechnung\n[x] I agree',
    facts: { name: 'Ada', phone: '+39 1' },
    sortAt: '2026-11-22T10:00:00.000Z',
    arrival: { via: 'form' },
  });
});

it('vouches for the address that the token names, and for none that was typed', () => {
  const vouched = (email?: string) => heard({}, { id: 'u-7', ...(email !== undefined && { email }) }).vouched;
  expect(vouched('Ann@Example.org')).toEqual([
    { identity: expect.objectContaining({ kind: 'mail', key: 'ann@example.org' }), evidence: 'site-token' },
  ]);
  expect([vouched(), vouched('not an address'), heard().vouched]).toEqual([[], [], []]);
});

it('is proven as the site’s user by a signed token, and answered to the address', () => {
  expect(heard({}, { id: 'u-7' })).toMatchObject({
    author: { kind: 'site', key: `form:${accountId}:u-7`, handle: 'u-7' },
    authorProof: { verdict: 'proven' },
    replyTo: { kind: 'mail', key: 'ada@example.org' },
  });
});

it('is the user of the site that the form names, and at any other form of that site', () => {
  expect(heard({}, { id: 'u-7' }, 'shop.example').author).toMatchObject({
    kind: 'site',
    key: 'site:shop.example:u-7',
    handle: 'shop.example: u-7',
  });
});

it('is answered to the address that the site has verified; another that was typed is only offered', () => {
  const verified = { id: 'u-7', email: 'ann@example.org' };
  expect(heard({}, verified)).toMatchObject({
    replyTo: { kind: 'mail', key: 'ann@example.org' },
    participants: [{ identity: { kind: 'mail', key: 'ada@example.org' }, role: 'reply-to' }],
  });
  expect(heard({ email: 'Ann@example.org' }, verified).participants).toEqual([]);
  expect(heard({ email: undefined }, verified).replyTo.key).toBe('ann@example.org');
});

it('is anonymous, and nobody’s thread, without address and token', () => {
  expect(heard({ email: undefined })).toMatchObject({
    author: { kind: 'form', key: 'form-1' },
    authorProof: { verdict: 'claimed', reason: 'anonymous form' },
  });
});
