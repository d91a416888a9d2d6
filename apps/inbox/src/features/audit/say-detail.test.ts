import '../../i18n/later-words';
import { sayDetail } from './say-detail';

test.each([
  ['today', 'Act now → Today'],
  ['not-about-us', 'Act now → Not about us'],
  [undefined, 'Act now → as weighed'],
])('of a correction it says what it was and what it became: %s', (level, said) => {
  expect(sayDetail({ kind: 'severity-corrected', detail: { was: 'act-now', level } })).toBe(said);
});
