import { i18n } from '@lingui/core';
import { weekdayName } from './day-name';

afterAll(() => i18n.activate('en'));

test('a day is written as a label begins, in languages that write it small in a sentence too', () => {
  i18n.loadAndActivate({ locale: 'it', messages: {} });
  expect([0, 1, 6].map(weekdayName)).toEqual(['Domenica', 'Lunedì', 'Sabato']);
});
