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
