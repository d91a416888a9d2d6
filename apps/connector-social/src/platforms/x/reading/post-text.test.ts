import type { XPost } from '../client/x-answers.js';
import { textsOf } from './heard-post.js';
import { textOfPost, typedInMessage } from './post-text.js';

const post = (text: string, urls: { url: string; expanded_url: string }[]) =>
  ({ id: '1', text, entities: { urls }, referenced_tweets: [] }) as unknown as XPost;

it('an address stands in full', () => {
  const urls = [{ url: 'https://t.co/a', expanded_url: 'https://shop.example/lamp?a=1&b=2' }];
  expect(textOfPost(post('look: https://t.co/a!', urls), [])).toBe(
    'look: https://shop.example/lamp?a=1&b=2!',
  );
});

it.each(["$'", '$`', '$&', '$$'])('%s in an address is nothing but itself', (odd) => {
  const urls = ['a', 'b', 'c'].map((name) => ({
    url: `https://t.co/${name}`,
    expanded_url: `https://evil.example/?${odd.repeat(60)}`,
  }));
  const text = textOfPost(post('https://t.co/a https://t.co/b https://t.co/c', urls), []);
  expect(text).toBe(urls.map(({ expanded_url }) => expanded_url).join(' '));
});

it('addresses that lead to each other are followed once', () => {
  const urls = [
    { url: 'https://t.co/a', expanded_url: 'https://t.co/b https://t.co/b' },
    { url: 'https://t.co/b', expanded_url: 'https://t.co/a https://t.co/a' },
  ];
  expect(textOfPost(post('https://t.co/a', urls), [])).toBe('https://t.co/b https://t.co/b');
});

const line = 'C2X8-HFW8 m… at e….example';

it('nothing that stands in an address, a picture or a quoted post was typed', () => {
  const urls = [{ url: 'https://t.co/a', expanded_url: `https://parcel.example/ ${line} ` }];
  const said = { post: post('here https://t.co/a', urls), media: [{ alt_text: line }] } as never;
  expect(textsOf(said)).toMatchObject({
    newText: expect.stringContaining(line),
    typedText: 'here \u{FFFC}',
  });
  expect(typedInMessage({ text: 'see https://t.co/a', entities: { urls } } as never)).toBe('see \u{FFFC}');
});

it('what was typed and nothing else is told once', () =>
  expect(textsOf({ post: post(line, []), media: [] })).toEqual({ text: line, newText: line }));
