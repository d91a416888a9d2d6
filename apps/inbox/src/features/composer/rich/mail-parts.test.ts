import { afterTyping, picturesIn, richOf, type RichNode } from '../../../state/drafts/rich-text';
import { mailHtml } from './mail-html';
import { mailText } from './mail-text';

const words = (text: string, ...marks: NonNullable<RichNode['marks']>): RichNode =>
  marks.length ? { type: 'text', text, marks } : { type: 'text', text };
const line = (...content: RichNode[]): RichNode => ({ type: 'paragraph', content });
const blank: RichNode = { type: 'paragraph' };
const doc = (...content: RichNode[]): RichNode => ({ type: 'doc', content });
const item = (...content: RichNode[]): RichNode => ({ type: 'listItem', content });
const bold = { type: 'bold' };
const linkTo = (href: string) => ({ type: 'link', attrs: { href } });
const picture: RichNode = { type: 'picture', attrs: { id: 'p', alt: 'the "button"', width: 320 } };
const uploads = (id: string) => (id === 'p' ? 'upload-1' : undefined);

test.each<[string, RichNode, string, string]>([
  [
    'lines and blank lines',
    doc(line(words('Hi Ada,')), blank, blank, line(words('it is <here>.')), line(words('Sam'))),
    'Hi Ada,\n\n\nit is <here>.\nSam',
    '<p>Hi Ada,</p><p>it is &lt;here&gt;.<br>Sam</p>',
  ],
  [
    'bold, and a link whose address is not what it says',
    doc(
      line(
        words('See '),
        words('our ', linkTo('https://e.org/')),
        words('page', linkTo('https://e.org/'), bold),
      ),
    ),
    'See our page (https://e.org/)',
    '<p>See <a href="https://e.org/">our </a><a href="https://e.org/"><strong>page</strong></a></p>',
  ],
  [
    'an address that says itself',
    doc(line(words('e.org', linkTo('https://e.org')), words(' "quoted"'))),
    'e.org "quoted"',
    '<p><a href="https://e.org">e.org</a> &quot;quoted&quot;</p>',
  ],
  [
    'lists within lists',
    doc({
      type: 'orderedList',
      attrs: { start: 3 },
      content: [
        item(line(words('one')), { type: 'bulletList', content: [item(line(words('a')), line(words('b')))] }),
        item(line(words('two')), blank, line(words('more'))),
      ],
    }),
    '3. one\n   - a\n     b\n4. two\n   \n   more',
    '<ol start="3"><li>one<ul><li>a<br>b</li></ul></li><li><p>two</p><p>more</p></li></ol>',
  ],
  [
    'a quote',
    doc(
      { type: 'blockquote', content: [line(words('you wrote')), blank, line(words('this'))] },
      line(words('yes')),
    ),
    '> you wrote\n>\n> this\nyes',
    '<blockquote><p>you wrote</p><p>this</p></blockquote><p>yes</p>',
  ],
  [
    'a picture, and one that never arrived',
    doc(line(words('This  one: '), picture, { type: 'picture', attrs: { id: 'lost', alt: 'x' } })),
    'This  one: [the "button"][x]',
    '<p>This\u00a0 one: <img src="cid:upload-1" alt="the &quot;button&quot;" width="320"></p>',
  ],
])('a mail says the same in both its parts: %s', (_, given, text, html) => {
  expect(mailText(given)).toBe(text);
  expect(mailHtml(given, uploads)).toBe(html);
});

test('plain text comes through the editor unchanged', () => {
  const text = 'Hello,\n\n  indented\n\n\nbye';
  expect(mailText(richOf(text))).toBe(text);
});

test('what is typed before the editor has come keeps the formatting that is there', () => {
  const before = doc(line(words('Dear ', bold)), { type: 'bulletList', content: [item(line(words('one')))] });
  const typed = afterTyping(before, 'Dear \n- one', 'Dear \n- one and more\nSam');
  expect(mailHtml(typed, uploads)).toBe(
    '<p><strong>Dear </strong></p><ul><li>one</li></ul><p> and more<br>Sam</p>',
  );
  expect(mailText(afterTyping(doc(line(words('Hi', bold))), 'Hi', 'Hi Ada'))).toBe('Hi Ada');
  expect(afterTyping(before, 'Dear \n- one', 'Something else')).toEqual(richOf('Something else'));
});

test('the pictures of a text are found at any depth', () => {
  expect(picturesIn(doc(line(picture), { type: 'blockquote', content: [line(picture)] }))).toEqual([
    'p',
    'p',
  ]);
});
