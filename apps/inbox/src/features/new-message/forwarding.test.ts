import { forwardSubject } from './forwarding';

test.each([
  ['Your bill', 'Fwd: Your bill'],
  ['Fwd: Your bill', 'Fwd: Your bill'],
  ['I: La fattura', 'I: La fattura'],
  [null, 'Fwd:'],
])('%j is forwarded as %j', (subject, forwarded) => {
  expect(forwardSubject(subject)).toBe(forwarded);
});
