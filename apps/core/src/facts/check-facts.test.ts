import { DomainError } from '../http/domain-error.js';
import { checkFacts } from './check-facts.js';

const faultsOf = (facts: Record<string, string | null>): unknown => {
  try {
    return checkFacts(facts);
  } catch (error) {
    return (error as DomainError).more['errors'];
  }
};

it.each([
  ['a zone of the IANA list', { 'time-zone': 'Europe/Lisbon' }],
  ['a language', { language: 'pt-BR' }],
  ['an agent whom the person prefers', { 'preferred-agent': '0197a2b4-0000-7000-8000-000000000001' }],
  ['a field of any name', { 'Shoe size': '44' }],
  ['a field named like a part of every object', { constructor: 'Bob', toString: '1' }],
])('takes %s', (_, facts) => {
  expect(checkFacts(facts as never)).toEqual(
    Object.entries(facts).map(([field, value]) => ({ field, value })),
  );
});

it('keeps the id of an agent in small letters, as ids are compared', () => {
  const value = '0197A2B4-0000-7000-8000-00000000ABCD';
  expect(checkFacts({ 'preferred-agent': value, 'Shoe size': 'A4' })).toEqual([
    { field: 'preferred-agent', value: value.toLowerCase() },
    { field: 'Shoe size', value: 'A4' },
  ]);
});

it('clears a field by nothing', () => {
  expect(checkFacts({ language: null, 'time-zone': '', name: null })).toEqual([
    { field: 'language', value: '' },
    { field: 'time-zone', value: '' },
    { field: 'name', value: '' },
  ]);
});

it.each([
  ['a zone that is none', { 'time-zone': 'Middle/Earth' }, 'facts.time-zone'],
  ['an offset, which knows no summer', { 'time-zone': '+02:00' }, 'facts.time-zone'],
  ['a language that is none', { language: 'engl ish' }, 'facts.language'],
  ['a name longer than any', { name: 'x'.repeat(201) }, 'facts.name'],
  ['an agent by name', { 'preferred-agent': 'Ada' }, 'facts.preferred-agent'],
  ['a photo in words', { photo: 'a'.repeat(64) }, 'facts.photo'],
  ['a photo cleared in words', { photo: null }, 'facts.photo'],
  ['nothing at all', {}, 'facts'],
  ['too much', Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`f${n}`, 'x'])), 'facts'],
])('refuses %s at its field', (_, facts, path) => {
  expect(faultsOf(facts as never)).toEqual([expect.objectContaining({ path })]);
});
