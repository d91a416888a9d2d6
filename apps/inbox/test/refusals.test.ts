import { i18n } from '@lingui/core';
import { problemCodes, refusalReasons, undoneThing } from '@filo/contracts/http';
import { readProblem } from '../src/data/api/request';
import { ApiError } from '../src/data/api/api-error';
import { messages as first } from '../src/i18n/locales/en.po';
import { messages as later } from '../src/i18n/locales/later/en.po';
import { messages as italian } from '../src/i18n/locales/it.po';
import { t } from '../src/i18n/t';
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

test('whatever was changed since is named in every language', () => {
  const since = { who: 'Bob', by: 'b', cleared: true, before: false };
  for (const messages of [english, italian]) {
    i18n.loadAndActivate({ locale: messages === italian ? 'it' : 'en', messages });
    const said = (what: string) => t('refusal.changed-since', { ...since, what, now: 'on' });
    expect(undoneThing.options.filter((what) => said(what) === said('of-tomorrow'))).toEqual([]);
  }
});

test('the Italian of tags tells one from several', () => {
  i18n.loadAndActivate({ locale: 'it', messages: italian });
  const told = (added: number, taken: number) =>
    t('tag.done-both', { name: 'Ada', put: 'x', added, off: 'y', taken });
  expect([told(1, 2), told(2, 1)]).toEqual(['Ada: aggiunta x, tolte y', 'Ada: aggiunte x, tolta y']);
});
