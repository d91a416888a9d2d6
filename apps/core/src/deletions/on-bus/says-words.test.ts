import { saysWords } from './says-words.js';

it.each<[what: string, event: unknown, says: boolean]>([
  ['a message', { type: 'message', direction: 'inbound' }, true],
  ['what we said', { type: 'message', direction: 'outbound' }, false],
  ['a change of it', { type: 'edited' }, true],
  ['what could not be read', { type: 'quarantined', direction: 'inbound' }, true],
  ['a deletion', { type: 'deleted' }, false],
  ['a receipt', { type: 'receipt' }, false],
  ['what no release wrote', { text: 'words' }, true],
  ['nothing', undefined, false],
  ['no event', 'words', false],
])('%s', (_, event, says) => {
  expect(saysWords(event)).toBe(says);
});
