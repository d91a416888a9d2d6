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
  [
    'with an excluded word of Han',
    false,
    query({ words: ['Filo'], notWords: ['広告'] }),
    post('Filo の広告です'),
  ],
  ['with an excluded word of kana', false, query({ notWords: ['セール'] }), post('Rossiの大セール中')],
  ['with an excluded word of half kana', false, query({ notWords: ['セール'] }), post('Rossi ｾｰﾙ')],
  ['with another word of kana', true, query({ notWords: ['パン'] }), post('Rossiのバン')],
  ['with an excluded word of Thai', false, query({ notWords: ['โฆษณา'] }), post('นี่คือโฆษณาของ Rossi')],
  ['with a Thai word of another vowel', true, query({ notWords: ['ปา'] }), post('Rossi ปี')],
  ['with a part of a Thai syllable', true, query({ notWords: ['ป'] }), post('Rossi ปี')],
  ['with an excluded word of Lao', false, query({ notWords: ['ໂຄສະນາ'] }), post('ນີ້ແມ່ນໂຄສະນາຂອງ Rossi')],
  [
    'with an excluded word of Khmer',
    false,
    query({ notWords: ['ពាណិជ្ជកម្ម'] }),
    post('នេះជាការផ្សាយពាណិជ្ជកម្មរបស់ Rossi'),
  ],
  ['with an excluded word of Burmese', false, query({ notWords: ['ကြော်ငြာ'] }), post('ဒါကကြော်ငြာပါ Rossi')],
  ['with an excluded word of Korean', false, query({ notWords: ['광고'] }), post('Rossi 광고입니다')],
  ['with an excluded phrase of Han', false, query({ notWords: ['新製品 広告'] }), post('Rossiの新製品広告')],
  ['with half an excluded phrase of Han', true, query({ notWords: ['新製品 広告'] }), post('Rossiの新製品')],
  ['with an excluded phrase of both', false, query({ notWords: ['Rossi広告'] }), post('ROSSI 広告')],
  ['with an excluded Latin word amid Han', false, query({ notWords: ['sale'] }), post('RossiのSALE中')],
  ['with a part of a Latin word amid Han', true, query({ notWords: ['art'] }), post('Rossiのpartyです')],
  [
    'that quotes and says a word of kana',
    ...([true, query({ words: ['フィロ'] }), post('フィロは最高', { isQuote: true })] as const),
  ],
  [
    'that quotes and says a Latin word amid Han',
    ...([true, query(), post('やはりRossiは最高', { isQuote: true })] as const),
  ],
  [
    'that quotes and says no word of Han',
    ...([false, query({ words: ['広告'] }), post('広い', { isQuote: true })] as const),
  ],
])('%s: %s', (_, wanted, one, found) => {
  expect(isWanted(one, found, ['@shop.example'])).toBe(wanted);
});
