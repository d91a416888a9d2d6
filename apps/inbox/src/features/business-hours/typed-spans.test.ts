import { readSpans, showSpans } from './typed-spans';

test.each([
  ['', ''],
  ['9-18', '09:00–18:00'],
  ['09:00–13:00, 14:00–18:00', '09:00–13:00, 14:00–18:00'],
  ['9.30 - 12; 12-24', '09:30–12:00, 12:00–24:00'],
])('%j is %j', (typed, shown) => expect(showSpans(readSpans(typed)!)).toBe(shown));

test.each([
  'closed',
  '9',
  '18-9',
  '9-9',
  '9-13, 12-18',
  '9-25',
  '9:70-10',
  '1-2, 3-4, 5-6, 7-8, 9-10',
  '9-18, x',
])('%j is no day', (typed) => expect(readSpans(typed)).toBeUndefined());
