import type { SavedQuery } from '@filo/contracts';
import { isWanted, type FoundPost } from './match-query.js';

const query = (over: Partial<SavedQuery> = {}): SavedQuery => ({
  ...{ queryId: '01900000-0000-7000-8000-000000000001', name: 'Our name', since: '2026-01-05T12:00:00.000Z' },
  ...{ words: ['rossi'], hashtags: [], notWords: [], notAuthors: [] },
  ...over,
});
const post = (text: string, over: Partial<FoundPost> = {}): FoundPost => ({
  ...{ text, handle: 'ada.example', languages: [], isQuote: false },
  ...over,
});

it.each<[string, boolean, SavedQuery, FoundPost]>([
  ['a post', true, query(), post('A Rossi sofa')],
  ['with an excluded word', false, query({ notWords: ['football'] }), post('Rossi, FOOTBALL!')],
  ['with an excluded word in accents', false, query({ notWords: ['perché'] }), post('Rossi, PERCHE no')],
  ['with an excluded phrase', false, query({ notWords: ['valentino rossi'] }), post('Valentino\nRossi won')],
  ['with an excluded word as hashtag', false, query({ notWords: ['motogp'] }), post('Rossi #MotoGP')],
  ['with a part of an excluded word', true, query({ notWords: ['art'] }), post('A Rossi party')],
  ['of an excluded author', false, query({ notAuthors: ['@Ada.Example'] }), post('Rossi')],
  ['of our own', false, query(), post('Rossi is here', { handle: 'Shop.example' })],
  ['in another language', false, query({ language: 'it' }), post('Rossi', { languages: ['en'] })],
  ['in the language of a country', true, query({ language: 'it' }), post('Rossi', { languages: ['it-CH'] })],
  ['in no language that is told', true, query({ language: 'it' }), post('Rossi')],
  ['that says it only in what it quotes', false, query(), post('Look at this', { isQuote: true })],
  ['that quotes and says it', true, query(), post('Look, Rossi again', { isQuote: true })],
])('%s: %s', (_, wanted, one, found) => {
  expect(isWanted(one, found, ['@shop.example'])).toBe(wanted);
});
