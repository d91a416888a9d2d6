import { pastedFiles } from './pasted-files';

const picture = new File(['x'], 'image.png', { type: 'image/png' });
const paste = (html: string) =>
  pastedFiles({
    files: [picture] as unknown as FileList,
    getData: (type) => (type === 'text/html' ? html : ''),
  });

test('a picture copied from a screen or a page is meant, one that only shows the words beside it is not', () => {
  expect(paste('')).toEqual([picture]);
  expect(paste('<meta charset="utf-8"><img src="https://example.org/a.png">')).toEqual([picture]);
  expect(paste('<table><tr><td>42</td></tr></table>')).toEqual([]);
});
