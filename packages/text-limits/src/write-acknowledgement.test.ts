import { writeAcknowledgement, type AcknowledgementKnown } from './write-acknowledgement.js';

const known = (over: Partial<AcknowledgementKnown> = {}): AcknowledgementKnown => ({
  ...{ organisation: 'Bottega', isOpen: true, hours: 4, nextOpening: new Date('2026-03-02T08:00:00Z') },
  ...{ timeZone: 'Europe/Rome' },
  ...over,
});
const english = {
  language: 'en',
  subject: '{{organisation}}: we have your message',
  within:
    'Hello,\n\nwe have your message.\n\nWe usually answer within {{ expected_time }}.\n\n{{organisation}}',
  outside: 'We are back on {{next_opening}}.\nWe usually answer within {{expected_time}}.',
};
const italian = {
  language: 'it',
  subject: 'Abbiamo ricevuto il Suo messaggio',
  within: 'Di solito Le rispondiamo entro {{expected_time}}.',
  outside: 'Siamo di nuovo qui {{next_opening}}.',
};

it('says when an answer can be expected', () =>
  expect(writeAcknowledgement(english, known())).toEqual({
    subject: 'Bottega: we have your message',
    text: 'Hello,\n\nwe have your message.\n\nWe usually answer within 4 hours.\n\nBottega',
  }));

it('leaves out the line of what was not measured', () =>
  expect(writeAcknowledgement(english, known({ hours: null })).text).toBe(
    'Hello,\n\nwe have your message.\n\nBottega',
  ));

it('says outside the hours when somebody is there again, by the clock of the company', () =>
  expect(writeAcknowledgement(english, known({ isOpen: false, hours: 48 })).text).toBe(
    'We are back on Monday 2 March at 9:00.\nWe usually answer within 2 days.',
  ));

it.each([
  [1, 'Di solito Le rispondiamo entro 1 ora.'],
  [24, 'Di solito Le rispondiamo entro 1 giorno.'],
])('counts in the language of the text: %s', (hours, text) =>
  expect(writeAcknowledgement(italian, known({ hours })).text).toBe(text),
);

it('says days in the language of the text', () =>
  expect(writeAcknowledgement(italian, known({ isOpen: false })).text).toBe(
    'Siamo di nuovo qui lunedì 2 marzo alle ore 9:00.',
  ));

it('is never without a subject', () =>
  expect(
    writeAcknowledgement({ ...english, subject: 'Within {{expected_time}}' }, known({ hours: null })).subject,
  ).toBe('Bottega'));
