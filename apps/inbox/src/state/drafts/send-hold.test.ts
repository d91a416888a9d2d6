import { emptyDraft } from './draft';
import { sendHold } from './send-hold';
import type { PendingUpload } from './uploads';

const upload = (part: Partial<PendingUpload>): PendingUpload => ({
  id: 1,
  threadId: 'amara',
  file: new File([], 'a.png'),
  picture: null,
  share: 0.5,
  problem: null,
  ...part,
});
const graphemes = 'graphemes max=300';
const showsPictures = `${graphemes} pictures=4 picture-bytes=1000 alt=100`;
const stored = { id: 'u', name: 'a.png', mediaType: 'image/png', bytes: 1 };
const showing = (id: string, pictures = {}) => ({
  ...emptyDraft(),
  doc: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'picture', attrs: { id } }] }] },
  pictures,
});

test.each([
  ['nothing under way', emptyDraft(), [], null],
  ['a file on its way', emptyDraft(), [upload({})], 'uploading'],
  ['a file that failed', emptyDraft(), [upload({ problem: 'The server does not answer' })], 'failed'],
  ['a file of somebody else', emptyDraft(), [upload({ threadId: 'jonas' })], null],
  ['a picture on its way', showing('p'), [upload({ picture: 'p' })], 'uploading'],
  ['a picture whose upload ended with the page', showing('p'), [], 'failed'],
  ['a picture that has arrived', showing('p', { p: stored }), [], null],
  ['a picture that was taken out of the text', emptyDraft(), [upload({ picture: 'p' })], null],
])('a reply never leaves without what it shows: %s', (_, draft, uploads, hold) => {
  expect(sendHold({ threadId: 'amara', draft, uploads, limits: 'unlimited' })).toBe(hold);
});

test.each([
  [graphemes, 300, null],
  [graphemes, 301, 'too-long'],
  ['unlimited', 301, null],
  [null, 301, null],
])('a reply by %s of %d characters is held: %j', (channel, length, hold) => {
  const draft = { ...emptyDraft(), text: 'a'.repeat(length) };
  expect(sendHold({ threadId: 'amara', draft, uploads: [], limits: channel })).toBe(hold);
});

test.each([
  ['words', 'word '.repeat(100), null],
  ['a link that no post takes', `https://shop.example/${'a'.repeat(300)}`, 'too-long'],
])('a long reply that is to be split is held only where it cannot be: %s', (_, text, hold) => {
  const draft = { ...emptyDraft(), text, split: true };
  expect(sendHold({ threadId: 'amara', draft, uploads: [], limits: graphemes })).toBe(hold);
});

test.each([
  [showsPictures, {}, 'alt-missing'],
  [showsPictures, { u: 'The broken lamp' }, null],
  [showsPictures, { u: '' }, null],
  [graphemes, {}, null],
  ['unlimited', {}, null],
])('a picture by %s of which is said %j is held: %j', (channel, alts: Record<string, string>, hold) => {
  const draft = { ...emptyDraft(), text: 'Look', attachments: [stored], alts };
  expect(sendHold({ threadId: 'amara', draft, uploads: [], limits: channel })).toBe(hold);
});
