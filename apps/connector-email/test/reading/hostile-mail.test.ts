import createPurifier from 'dompurify';
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { cleanHtml } from '../../src/reading/html/clean-html.js';
import { readMail } from '../../src/reading/read-mail.js';
import { multipart, rawMail } from './raw-mail.js';

const html = (body: string) => rawMail({ 'Content-Type': 'text/html' }, body);
const nested = (depth: number) =>
  Array.from(
    { length: depth },
    (_, level) => `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`,
  ).join('');
const timed = async (raw: Uint8Array) => {
  const started = performance.now();
  const reading = await readMail(raw);
  return { reading, ms: performance.now() - started };
};

describe('mail bombs', () => {
  it.each<[string, Buffer]>([
    ['5 MB of <', html('<'.repeat(5_000_000))],
    ['200,000 nested elements', html('<div>'.repeat(200_000))],
    ['as many closed ones', html('<b><i>'.repeat(100_000) + '</b></i>'.repeat(100_000))],
    ['block quotes', html('<blockquote>x'.repeat(100_000))],
    ['100,000 headers', rawMail({ 'X-A': `b\r\n${'X-B: c\r\n'.repeat(100_000)}X-C: d` })],
    [
      '50,000 recipients',
      rawMail({ To: Array.from({ length: 50_000 }, (_, i) => `u${i}@example.org`).join(', ') }),
    ],
    ['100,000 references', rawMail({ References: '<a@b> '.repeat(100_000) })],
    ['unclosed encoded words', rawMail({ Subject: '=?a?b?'.repeat(100_000) })],
    [
      'a line of delimiters',
      rawMail({ 'Content-Type': 'multipart/mixed; boundary=b' }, '--b'.repeat(1_000_000)),
    ],
    ['brackets in From', rawMail({ From: `${'<('.repeat(50_000)}a@b.example>` })],
    ['quote introductions', rawMail({}, 'On 1 Jan 2020 10:00, a wrote\n'.repeat(20_000))],
    ['a rule of 2 MB', rawMail({}, '_'.repeat(2_000_000))],
  ])(
    'reads %s in bounded time',
    async (_, raw) => {
      const { reading, ms } = await timed(raw);
      expect(['message', 'unreadable']).toContain(reading.type);
      expect(ms).toBeLessThan(20_000);
    },
    60_000,
  );

  it.each<[string, Buffer]>([
    ['1,000 nested parts', Buffer.from(`From: ada@example.org\r\nSubject: bomb\r\n${nested(1000)}\r\nhello`)],
    [
      '20,000 parts',
      rawMail(
        { Subject: 'bomb', 'Content-Type': 'multipart/mixed; boundary=b' },
        multipart(
          'b',
          Array.from({ length: 20_000 }, () => ['', 'x'] as const),
        ),
      ),
    ],
  ])('shows %s as a stub with its headers', async (_, raw) => {
    const { reading } = await timed(raw);
    if (reading.type !== 'message') throw new Error(reading.reason);
    expect(reading.mail).toMatchObject({ subject: 'bomb', author: { key: 'ada@example.org' }, parts: [] });
    expect(reading.mail.marks).toContainEqual(expect.objectContaining({ code: 'over-limit' }));
    expect(reading.mail.text).toContain('Its original is kept');
  });
});

describe('any bytes', () => {
  const line = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'From: ',
      'From: a@b.c',
      'Content-Type: multipart/mixed; boundary=b',
      '--b',
      '--b--',
      '',
      'Content-Transfer-Encoding: base64',
      'Content-Type: message/delivery-status',
      'Content-Type: text/html',
      '=?utf-8?B?',
      '> quote',
      'On 1 Jan 2020 wrote:',
      '<table><tr',
      '"',
      '<',
      'Content-Type: text/plain; charset=utf-16',
    ),
  );

  it('always become a message or something unreadable, the same each time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 40 }), async (lines) => {
        const raw = Buffer.from(lines.join('\r\n'), 'latin1');
        const reading = await readMail(raw);
        if (reading.type === 'unreadable') expect(reading.reason).not.toMatch(/^Reading failed/);
        expect(reading).toEqual(await readMail(raw));
      }),
      { numRuns: 500 },
    );
  });

  it('keep every attachment byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 400 }), async (content) => {
        const encoded = Buffer.from(content)
          .toString('base64')
          .replace(/.{1,76}/g, '$&\r\n');
        const part =
          'Content-Type: application/x-thing\r\nContent-Disposition: attachment; filename=a.bin\r\nContent-Transfer-Encoding: base64';
        const reading = await readMail(
          rawMail({ 'Content-Type': 'multipart/mixed; boundary=b' }, multipart('b', [[part, encoded]])),
        );
        if (reading.type !== 'message') throw new Error(reading.reason);
        expect(Buffer.from(reading.mail.parts[0]!.content).equals(Buffer.from(content))).toBe(true);
      }),
    );
  });
});

describe('cleaned HTML', () => {
  const purifier = createPurifier(new JSDOM('').window);
  const pieces = fc.constantFrom(
    ...[
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      '<svg><style><img src=x onerror=alert(1)></style></svg>',
    ],
    ...[
      '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=alert(1)&gt;">',
      '<a href="java\tscript:alert(1)">x</a>',
    ],
    ...[
      '<iframe srcdoc="<script>alert(1)</script>">',
      '<form><input name=attributes>',
      '<base href=//evil.example>',
      '<style>@import "//evil.example"</style>',
    ],
    ...[
      '<p style="background:url(//evil.example)">',
      '<p style="color:red;position:fixed">',
      '<table background="//evil.example"><td>',
      '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    ],
    ...[
      '<textarea></textarea><img src="//evil.example/a.png">',
      '<a href="data:text/html,x">',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '</p>',
      '"',
      "'",
      '<',
      '>',
      '<xmp>',
      '<plaintext>',
      '<title>',
      '`',
      '&lt;script&gt;',
      '&#60;script&#62;',
    ],
  );

  it('holds no script, no handler and nothing that loads, whatever came in', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 12 }), (parts) => {
        const { html: clean } = cleanHtml(parts.join(''), 100_000);
        const page = new JSDOM(`<body>${clean}</body>`).window.document;
        expect(
          page.querySelector(
            'script,style,iframe,object,embed,form,input,svg,math,base,link,meta,template,noscript,textarea',
          ),
        ).toBeNull();
        for (const element of page.body.querySelectorAll('*')) {
          for (const { name, value } of element.attributes) {
            expect(name).not.toMatch(/^(?:on|srcdoc|srcset|background|action|formaction|xlink)/);
            if (name === 'src') expect(value).toMatch(/^(?:cid:|data:image\/)/);
            if (name === 'href') expect(value).toMatch(/^(?:https?:\/\/|mailto:|tel:)/i);
            if (name === 'style') expect(value).not.toMatch(/url|position|expression/i);
          }
        }
        // An independent cleaner finds nothing left to take away.
        purifier.sanitize(clean, { ADD_ATTR: ['target'] });
        expect(purifier.removed.filter((entry) => 'element' in entry)).toEqual([]);
      }),
      { numRuns: 120 },
    );
  });

  it('keeps what a mail is made of', () => {
    const { html: clean } = cleanHtml(
      '<p style="color: #333; text-align:center">Hi <b>Ada</b><br><a href="https://example.org/?a=1&amp;b=2">link</a><img src="cid:pic" alt="x"><img src="https://example.org/p.png" width="3"></p>',
      10_000,
    );
    expect(clean).toBe(
      '<p style="color:#333;text-align:center">Hi <b>Ada</b><br><a href="https://example.org/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer nofollow">link</a><img src="cid:pic" alt="x"><img data-remote-src="https://example.org/p.png" width="3"></p>',
    );
  });
});
