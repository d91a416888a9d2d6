import { iframeCode, scriptCode } from './embed-code';

const form = {
  key: 'ask',
  urls: {
    page: 'https://f.example.org/forms/ask',
    embed: 'https://f.example.org/forms/ask/embed',
    script: 'https://f.example.org/embed.js',
    submissions: 'https://f.example.org/forms/ask/submissions',
  },
};

test('a form is put on a site by one line, with a script or without', () => {
  const page = new DOMParser().parseFromString(
    scriptCode(form) + iframeCode(form, 'Ask "us" <now>'),
    'text/html',
  );
  expect(page.querySelector('script')?.outerHTML).toContain(
    'src="https://f.example.org/embed.js" data-form="ask"',
  );
  const frame = page.querySelector('iframe');
  expect(frame?.getAttribute('src')).toBe(form.urls.embed);
  expect(frame?.title).toBe('Ask "us" <now>');
});
