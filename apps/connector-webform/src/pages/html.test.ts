import { html } from './html.js';

it('escapes every value and leaves markup alone', () => {
  const name = '"><script>alert(1)</script>';
  expect(html`<p title="${name}">${[html`<b>${name}</b>`, false, undefined, 7]}</p>`.text).toBe(
    '<p title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"><b>&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;</b>7</p>',
  );
});
