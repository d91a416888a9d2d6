import { hookEventOf } from './hook-event.js';
import { isWorthReading } from './worth-reading.js';

const us = '7';
const naming = (...ids: string[]) => ({ user_mentions: ids.map((id_str) => ({ id_str })) });
const post = (over: object) => ({ id_str: '1', user: { id_str: '9' }, entities: naming(), ...over });

it.each([
  ['names us', post({ entities: naming('8', us) })],
  ['answers us', post({ in_reply_to_user_id_str: us })],
  ['is ours', post({ user: { id_str: us } })],
  ['names us where its text was cut', post({ extended_tweet: { entities: naming(us) } })],
  ['does not say whom it names', { id_str: '1', user: { id_str: '9' } }],
  ['says it in another way', post({ entities: { user_mentions: us } })],
])('a post is asked for that %s', (_, told) => {
  expect(isWorthReading(told, us)).toBe(true);
});

it.each([
  ['a quote that names nobody', post({ quoted_status: { user: { id_str: us } } })],
  ['others’ talk below a post of ours', post({ in_reply_to_user_id_str: '8', entities: naming('8') })],
  ['a post that names somebody like us', post({ entities: naming('77') })],
])('%s is not', (_, told) => {
  expect(isWorthReading(told, us)).toBe(false);
});

it('an event keeps what is worth to be asked for, by whom it is told to', () => {
  const posts = [post({ id_str: '1' }), post({ id_str: '2', in_reply_to_user_id_str: us })];
  const body = Buffer.from(JSON.stringify({ for_user_id: us, tweet_create_events: posts }));
  expect(hookEventOf(body)?.posts).toEqual(['2']);
});
