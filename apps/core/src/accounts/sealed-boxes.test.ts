import { dropSealed, joinSealed } from './sealed-boxes.js';

it('joins boxes, drops those named, and never the one without a name', () => {
  const stored = joinSealed('OWN==', undefined, 'imapPassword:A==', '', 'smtpPassword:B');
  expect(stored).toBe('OWN== imapPassword:A== smtpPassword:B');
  expect(dropSealed(stored!, ['imapPassword'])).toBe('OWN== smtpPassword:B');
  expect(dropSealed('imapPassword:A', ['imapPassword'])).toBeUndefined();
  expect(dropSealed(null, ['imapPassword'])).toBeUndefined();
});
