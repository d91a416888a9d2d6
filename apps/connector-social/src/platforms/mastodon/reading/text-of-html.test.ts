import { wordsOf } from './heard-post.js';
import { post as postShape, type Post } from './post.js';
import { textOfHtml, typedInHtml } from './text-of-html.js';

const mention =
  '<span class="h-card" translate="no"><a href="https://social.example/@shop" class="u-url mention">@<span>shop</span></a></span>';
const link =
  '<a href="https://shop.example/orders/4711?from=mail" rel="nofollow"><span class="invisible">https://</span><span class="ellipsis">shop.example/orders/4711?</span><span class="invisible">from=mail</span></a>';
const tag =
  '<a href="https://social.example/tags/lamps" class="mention hashtag" rel="tag">#<span>lamps</span></a>';

it.each([
  ['a mention is a word', `<p>${mention} hello</p>`, '@shop hello'],
  ['a link stands in full', `<p>see ${link}!</p>`, 'see https://shop.example/orders/4711?from=mail!'],
  ['a hashtag is a word', `<p>my ${tag}</p>`, 'my #lamps'],
  [
    'a link with words of its own shows where it leads',
    '<a href="https://evil.example">shop.example</a>',
    'shop.example (https://evil.example)',
  ],
  ['paragraphs and breaks stay', '<p>one<br />two</p><p>three</p>', 'one\ntwo\n\nthree'],
  ['signs are what they stand for', '<p>1 &lt; 2 &amp;&amp; &quot;so&quot;</p>', '1 < 2 && "so"'],
  ['lists have a line for each', '<ul><li>a</li><li>b</li></ul>', '- a\n- b'],
  ['scripts say nothing', '<p>a<script>alert(1)</script><style>p{}</style>b</p>', 'ab'],
  ['what leads nowhere on the web is its words alone', '<a href="javascript:alert(1)">click</a>', 'click'],
  [
    'what is not closed is read all the same',
    '<p>a <a href="https://x.example">b',
    'a b (https://x.example)',
  ],
])('%s', (_, html, text) => {
  expect(textOfHtml(html)).toBe(text);
});

it('a million blanks are read as nothing', () => {
  expect(textOfHtml(`<p>@shop${' '.repeat(999_000)}</p>`)).toBe('@shop');
});

it.each([
  ['no name and no hashtag', `<p>${mention} hello ${tag}</p>`, '\u{FFFC} hello \u{FFFC}'],
  ['no link, however it reads', `<p>see ${link}!</p>`, 'see \u{FFFC}!'],
  ['no words behind which a link stands', '<a href="https://evil.example">my code</a>', '\u{FFFC}'],
  ['not what is quoted', '<p>no</p><blockquote><p>my code</p></blockquote><p>yes</p>', 'no\n\nyes'],
])('what its author typed: %s', (_, html, text) => {
  expect(typedInHtml(html)).toBe(text);
});

describe('what an instance does not clean takes no time from others', () => {
  const within = (ms: number, read: () => string): string => {
    const begun = process.cpuUsage();
    const text = read();
    expect(process.cpuUsage(begun).user / 1_000).toBeLessThan(ms);
    return text;
  };
  const quoting = (content: string) =>
    ({
      ...{ content, spoilerText: '', mediaAttachments: [] },
      quote: { quotedStatus: { content: 'theirs', spoilerText: '' } },
    }) as unknown as Post;

  it('a line of a quote that never ends', () => {
    const words = within(3_000, () => wordsOf(quoting('<p class="quote-inline">a'.repeat(40_000))).text);
    expect(words).toMatch(/^a\n\na/);
  });

  it.each(['blockquote', 'b'])('%s in each other without end', (name) => {
    const html = `<p>it burns</p>${`<${name}>`.repeat(1_000_000 / (name.length + 2) - 10)}<p>at mine`;
    expect(within(1_500, () => textOfHtml(html))).toMatch(/^it burns\s+at mine$/);
    expect(within(1_500, () => typedInHtml(html))).toBe('it burns');
  });
});

const account = { id: '1', username: 'ada', acct: 'ada@other.example', avatar: '' };
const told = { id: '7', createdAt: '2026-01-05T09:00:00Z', visibility: 'public', account };

it('what a quoted post offers to choose is read with its words, as that of a post is', () => {
  const asked = (poll: unknown) => {
    const quotedStatus = { id: '6', content: '<p>Which one burns?</p>', account, poll };
    const content = '<p>@shop really?</p>';
    return wordsOf(postShape.parse({ ...told, content, quote: { state: 'accepted', quotedStatus } }));
  };
  expect(asked({ options: [{ title: 'Lamp' }, { title: ' Sofa ' }] })).toMatchObject({
    ...{ newText: '@shop really?', quotedText: 'Which one burns?\n\n[Poll]\n- Lamp\n- Sofa' },
    text: '@shop really?\n\n> Which one burns?\n> \n> [Poll]\n> - Lamp\n> - Sofa',
  });
  for (const none of [null, undefined, 'poll', { options: 'no' }, { options: [] }])
    expect(asked(none).quotedText).toBe('Which one burns?');
});

it('what a poll offers are words of its author, and none that they typed as prose', () => {
  const options = [{ title: ' My lamp burnt ' }, { title: '' }, { title: 'ABC2-DEF3' }, { votesCount: 3 }];
  const asked = (poll: unknown, content = '<p>@shop which?</p>') =>
    wordsOf(postShape.parse({ ...told, content, poll }));
  expect(asked({ id: '9', options })).toEqual({
    text: '@shop which?\n\n[Poll]\n- My lamp burnt\n- ABC2-DEF3',
    newText: '@shop which?\n\n[Poll]\n- My lamp burnt\n- ABC2-DEF3',
    typedText: '@shop which?',
  });
  expect(asked({ options }, '').text).toBe('[Poll]\n- My lamp burnt\n- ABC2-DEF3');
  for (const none of [null, undefined, 'poll', { options: 'no' }, { options: [] }])
    expect(asked(none).text).toBe('@shop which?');
});
