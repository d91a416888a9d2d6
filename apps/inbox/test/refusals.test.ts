import { i18n } from '@lingui/core';
import { problemCodes, refusalReasons } from '@filo/contracts/http';
import { readProblem } from '../src/data/api/request';
import { ApiError } from '../src/data/api/api-error';
import { messages as first } from '../src/i18n/locales/en.po';
import { messages as later } from '../src/i18n/locales/later/en.po';
import { messages as italian } from '../src/i18n/locales/it.po';
import { explain } from '../src/ui/explain-problem';

const english = { ...first, ...later };

afterEach(() => i18n.loadAndActivate({ locale: 'en', messages: english }));

const refused = (body: object) => new ApiError(readProblem(422, body), body);
const detail = 'Nothing was sent: ours@example.org is one of our own addresses.';
const own = { code: 'recipient-refused', reason: 'our-own-address', recipient: 'ours@example.org', detail };

test('every refusal of the server has words in every language', () => {
  const ids = [...problemCodes, ...refusalReasons].map((id) => `refusal.${id}`);
  for (const catalog of [english, italian]) expect(ids.filter((id) => !(id in catalog))).toEqual([]);
});

test('a refusal is said in the language of the agent; who reads English has the words of the server', () => {
  expect(explain(refused(own))).toBe(detail);
  i18n.loadAndActivate({ locale: 'it', messages: italian });
  expect(explain(refused(own))).toBe('Non è stato fatto nulla: è un nostro indirizzo.');
  expect(explain(refused({ ...own, reason: 'not-an-address', recipient: 'x' }))).toContain('«x»');
  // A reason newer than this page is said by its code, and a code newer than it in the words of the server.
  expect(explain(refused({ ...own, reason: 'of-tomorrow' }))).toBe(
    'Non è stato inviato nulla: un destinatario non si può usare.',
  );
  expect(explain(refused({ code: 'of-tomorrow', detail }))).toBe(detail);
});

test('what a network refused is said by its reason, in its own words where it has only those', () => {
  const whys = [{ code: 'refused', with: { network: 'Bluesky', said: 'no.' } }];
  const told = { code: 'cannot-take-back', reason: 'refused-there', detail: 'Bluesky answered: no.', whys };
  expect(explain(refused(told))).toBe('Bluesky answered: no.');
  i18n.loadAndActivate({ locale: 'it', messages: italian });
  expect(explain(refused(told))).toMatch(/^Non è eliminata; .*: Bluesky dice: no\.$/);
});
