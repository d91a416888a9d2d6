import type { PersonHistory } from '@filo/contracts/http';
import { writeCsv } from './write-csv.js';

const link: PersonHistory['links'][number] = {
  id: 'l1',
  identity: { id: 'i1', kind: 'mail', key: 'ann@example.org', name: null, handle: null },
  personId: 'p1',
  evidence: 'An agent’s word',
  grade: 'claimed',
  actor: { agent: null, name: 'Sam' },
  reason: 'said "hello", twice',
  at: '2026-01-01T00:00:00Z',
  changeId: null,
  withdrawn: null,
};
const linesOf = (links: PersonHistory['links'], changes: PersonHistory['changes'] = []): string[] =>
  writeCsv({ links, changes }).split('\r\n').slice(1, -1);

it('quotes what a comma or a quote would break', () => {
  expect(linesOf([link])).toEqual([
    'mail,ann@example.org,,,p1,An agent’s word,claimed,2026-01-01T00:00:00Z,Sam,"said ""hello"", twice",,,,',
  ]);
});

it('names both sides of a link that a change made', () => {
  const change: PersonHistory['changes'][number] = {
    ...{ id: 'c1', kind: 'merge', evidence: 'An import says so', grade: 'claimed', actor: link.actor },
    ...{ reason: null, at: link.at, undoes: null, undoneAt: null },
    addresses: ['ann@example.org', '+39061234567'],
  };
  const joined = { ...link, identity: { ...link.identity, name: 'Ann' }, changeId: 'c1' };
  expect(linesOf([joined], [change])[0]).toMatch(/^mail,ann@example.org,Ann,'\+39061234567,p1,/);
});

it('lets no spreadsheet take the words of a stranger for a formula', () => {
  const [line] = linesOf([{ ...link, identity: { ...link.identity, key: '=1+1@example.org' } }]);
  expect(line).toMatch(/^mail,'=1\+1@example\.org,/);
});
