import { linesOfReply } from './lines-of-reply.js';

const quotesOf = (reply: { text: string; html?: string }) =>
  linesOfReply(reply).flatMap(({ text, quoted }) => (quoted ? [text] : []));

it('knows quotes by their mark in the text and by their place in the HTML', () => {
  expect(quotesOf({ text: 'Hello\n> My  Secret\n  >> deeper\nBye' })).toEqual(['My Secret', 'deeper']);
  expect(
    quotesOf({
      text: 'x',
      html: '<p>Hello</p><blockquote><p>My <b>secret</b><br>words</p></blockquote><p>Bye</p>',
    }),
  ).toEqual(['My secret', 'words']);
});

it('reads what the HTML shows even when the text says nothing of it', () =>
  expect(linesOfReply({ text: 'Hi', html: '<div>In the <i>HTML</i> alone</div>' })).toContainEqual({
    text: 'In the HTML alone',
    quoted: false,
  }));

it('reads where links lead and what pictures show, behind all that is said', () =>
  expect(
    linesOfReply({
      text: 'Hi',
      html: '<p>Write <a href="mailto:ada@example.org">to <b>us</b></a> soon</p><blockquote><a href="https://wa.me/393331234567">x</a><img src="cid:1" alt="Her bill"></blockquote>',
    }),
  ).toEqual([
    { text: 'Hi', quoted: false },
    { text: 'Write to us soon', quoted: false },
    { text: 'x', quoted: true },
    { text: 'ada@example.org', quoted: false },
    { text: 'https://wa.me/393331234567', quoted: false },
    { text: 'Her bill', quoted: false },
  ]));
