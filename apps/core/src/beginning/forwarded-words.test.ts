import { forwardedWords } from './forwarded-words.js';

const origin = {
  ...{
    from: 'Ada <ada@example.org>',
    to: 'support@example.org',
    cc: '',
    subject: 'Engine\r\nBcc: all@example.org',
  },
  ...{ sentAt: new Date('2026-03-01T09:00:00Z'), text: 'It stopped.' },
  html: '<p onclick="x()">It <img src="cid:one"> stopped<img src="https://track.example/p.gif"><script>x()</script></p>',
};

it('quotes the headers in one line each and the words below, and leaves out those that are not there', () => {
  expect(forwardedWords('forward', origin, () => undefined).text).toBe(
    [
      '---------- Forwarded message ----------',
      'From: Ada <ada@example.org>',
      'Date: Sun, 01 Mar 2026 09:00:00 GMT',
      'Subject: Engine Bcc: all@example.org',
      'To: support@example.org',
      '',
      'It stopped.',
    ].join('\n'),
  );
});

it('keeps the pictures that travel along, and nothing that would run or be fetched', () => {
  const { html } = forwardedWords('forward', origin, (id) => (id === 'one' ? 'file-1' : undefined));
  expect(html).toContain('<blockquote><p>It <img src="cid:file-1"> stopped</p></blockquote>');
  expect(html).toContain('<b>From:</b> Ada &lt;ada@example.org&gt;<br>');
  expect(html).not.toMatch(/script|onclick|track/);
});

it('says again what was said, and no more', () => {
  expect(forwardedWords('resend', { ...origin, html: null }, () => undefined)).toEqual({
    text: 'It stopped.',
    html: expect.not.stringContaining('Forwarded'),
  });
});
