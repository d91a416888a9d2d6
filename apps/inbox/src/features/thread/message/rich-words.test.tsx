import type { AttachmentView } from '@filo/contracts/http';
import { render } from '@testing-library/react';
import { hasFormatting, RichWords } from './rich-words';

const picture: AttachmentView = {
  id: 'file-1',
  name: 'screen.png',
  mediaType: 'image/png',
  bytes: 1,
  inline: true,
  contentId: 'p@example.org',
  alt: null,
};
const drawn = (html: string) =>
  render(<RichWords html={html} attachments={[picture]} />).container.firstElementChild?.innerHTML;

test('shows our own formatting and the pictures that left with the message', () => {
  expect(drawn('<p>Press <strong>this</strong><br>x</p><ol start="2"><li>a</li></ol>')).toBe(
    '<p>Press <strong>this</strong><br>x</p><ol start="2"><li>a</li></ol>',
  );
  expect(drawn('<p><img src="cid:p@example.org" alt="the button" width="320"></p>')).toContain(
    'src="/api/v1/attachments/file-1?inline=1"',
  );
  expect(drawn('<a href="https://e.org/">e</a>')).toContain('href="https://e.org/"');
});

test.each([
  '<script>x</script>',
  '<img src="https://e.org/x.png" onerror="x()">',
  '<a href="javascript:x()">e</a>',
  '<p style="position:fixed" onclick="x()">e</p>',
  '<iframe src="https://e.org"></iframe>',
])('%s reaches the page without what it could do', (html) => {
  expect(drawn(html)).not.toMatch(/script|src=|onerror|href|style|onclick|iframe/);
});

test('plain words stay plain', () => {
  expect(hasFormatting('<p>Hello,<br>it is on its way.</p><p>Sam</p>')).toBe(false);
  expect(hasFormatting('<p>Hello <em>Ada</em></p>')).toBe(true);
});
