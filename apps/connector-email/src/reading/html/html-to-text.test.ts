import { htmlToText } from './html-to-text.js';

describe('text of HTML', () => {
  it.each([
    ['<p>One</p><p>Two<br>Three</p>', 'One\n\nTwo\nThree'],
    ['<div>a</div><div>b</div>', 'a\nb'],
    ['a <b>b</b>\n c', 'a b c'],
    ['<ul><li>x</li><li>y</li></ul>', '- x\n- y'],
    ['<ol><li>x<li>y</ol>', '1. x\n2. y'],
    ['<pre>a\n  b</pre>', 'a\n  b'],
    ['<style>p{}</style><script>x</script>Hi<title>t</title>', 'Hi'],
    ['&lt;b&gt; &amp; &eacute; &#x1F600;', '<b> & é 😀'],
    ['<img alt="Logo" src=x> <a href="https://example.org">link</a>', 'Logo link'],
    ['Yes<blockquote>Where?<br>When?</blockquote>', 'Yes\n\n> Where?\n> When?'],
    ['<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b\nc'],
    ['', ''],
  ])('%j', (html, text) => {
    expect(htmlToText(html).text).toBe(text);
  });

  it.each([
    '<div>New</div><div class="gmail_quote">Old</div>',
    '<div>New</div><div id="divRplyFwdMsg">Old</div>',
    '<p>New</p><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">Old</div>',
    '<p>New</p><blockquote type="cite">Old</blockquote>',
  ])('says where the quote begins in %j', (html) => {
    const { text, quoteAt } = htmlToText(html);
    expect(text.slice(0, quoteAt).trim()).toBe('New');
  });
});
