import type { AttachmentView } from '@filo/contracts/http';
import { cleanHtml } from './clean-html';
import { frameDocument, framePolicy } from './frame-document';
import { isInlineImage } from './read-inline-images';

const none = new Map<string, string>();

test.each([
  ['<script>alert(1)</script>', /script/],
  ['<img src=x onerror=alert(1)>', /onerror/],
  ['<a href="javascript:alert(1)">x</a>', /javascript/],
  ['<p style="background:url(https://evil.example/a.png)">x</p>', /url\(/],
  ['<p style="background:\\75 rl(https://evil.example/a.png)">x</p>', /evil/],
  ['<div style="position:fixed;inset:0">x</div>', /fixed/],
  ['<style>@import "https://evil.example"</style>', /import/],
  ['<link rel=stylesheet href="https://evil.example/a.css">', /<link/],
  ['<iframe src="https://evil.example"></iframe>', /iframe/],
  ['<form action="https://evil.example"><input></form>', /form|input/],
  ['<svg><image href="https://evil.example/a.png"/></svg>', /svg|image/],
  ['<table background="https://evil.example/a.png"><tr><td>x</td></tr></table>', /background/],
  ['<img srcset="https://evil.example/a.png 2x">', /srcset/],
  ['<meta http-equiv=refresh content="0;url=https://evil.example">', /meta/],
])('takes away what could run or call home: %s', (dirty, forbidden) => {
  expect(cleanHtml(dirty, none).html).not.toMatch(forbidden);
});

test('pictures from elsewhere are left out and counted; those of the mail appear once they are read', () => {
  const mail = '<img src="https://track.example/p.gif"><img src="cid:logo@x" alt="Logo">';
  expect(cleanHtml(mail, none)).toEqual({ html: '<img><img alt="Logo">', remoteImages: 1 });
  expect(cleanHtml(mail, new Map([['logo@x', 'data:image/png;base64,AA==']])).html).toContain(
    'src="data:image/png;base64,AA=="',
  );
});

test.each(['image/png', 'image/jpeg', 'image/jpg', 'image/gif', 'image/webp', 'image/avif'])(
  'a picture of the type %s is drawn where the mail places it',
  (mediaType) => {
    const file = { contentId: 'logo@x', bytes: 1_000, mediaType } as AttachmentView;
    expect(isInlineImage(file)).toBe(true);
    const images = new Map([['logo@x', `data:${mediaType};base64,AA==`]]);
    expect(cleanHtml('<img src="cid:logo@x">', images).html).toContain(`src="data:${mediaType};base64,AA=="`);
  },
);

test.each([
  { mediaType: 'image/svg+xml' },
  { mediaType: 'image/tiff' },
  { mediaType: 'application/pdf' },
  { contentId: null },
  { bytes: 5_000_001 },
])('what would not be drawn is not offered: %j', (over) => {
  const file = { contentId: 'logo@x', bytes: 1_000, mediaType: 'image/png', ...over } as AttachmentView;
  expect(isInlineImage(file)).toBe(false);
  if (!('mediaType' in over)) return;
  expect(cleanHtml(`<img src="data:${over.mediaType};base64,AA==">`, none).html).toBe('<img>');
});

test('links open elsewhere and show where they lead', () => {
  const { html } = cleanHtml('<a href="https://bank.example/login">Your bank</a>', none);
  expect(html).toContain('title="https://bank.example/login"');
  expect(html).toContain('rel="noopener noreferrer nofollow"');
});

test('the frame has a policy of its own that fetches nothing', () => {
  expect(framePolicy).toMatch(/^default-src 'none'/);
  expect(frameDocument('<p>x</p>')).toContain(`content="${framePolicy}"`);
  expect(frameDocument('<p>x</p>', 1.3)).toContain('html{zoom:1.3}');
});
