import { cleanReplyHtml, textToHtml } from './clean-reply-html.js';

describe('HTML of a reply', () => {
  it('keeps what an editor writes', () => {
    const html =
      '<p>Dear <b>Ada</b>,<br>see <a href="https://example.org/?a=1&amp;b=2">here</a></p><ul><li>one</li></ul>';
    expect(cleanReplyHtml(html)).toBe(html);
  });

  it.each([
    ['<script>alert(1)</script>after', 'after'],
    ['<p onclick="alert(1)" style="color:red">x</p>', '<p>x</p>'],
    ['<a href="javascript:alert(1)">x</a>', '<a>x</a>'],
    ['<a href="JaVa&#9;script:alert(1)">x</a>', '<a>x</a>'],
    ['<img src=x onerror=alert(1)>x', 'x'],
    ['<svg><script>alert(1)</script></svg>x', 'x'],
    ['<style>p{}</style><p>x', '<p>x</p>'],
    ['<b><i>x</b></i>', '<b><i>x</i></b>'],
    ['&lt;script&gt;', '&lt;script&gt;'],
    ['<a href=\'https://e.org/"onclick="x\'>x</a>', '<a href="https://e.org/&quot;onclick=&quot;x">x</a>'],
    ['<iframe srcdoc="<p>x</p>"></iframe>y', 'y'],
    ['<!-- <p>x</p> -->y', 'y'],
  ])('writes %j as %j', (html, clean) => {
    expect(cleanReplyHtml(html)).toBe(clean);
  });

  it('keeps a picture only where its source is known, under the name it travels by', () => {
    const html =
      '<p><img src="cid:a" alt="A &quot;b&quot;" width="640" height="x" style="position:fixed" onload="x()">' +
      '<img src="cid:b"><img src="https://tracker.example/x.png"><img src="data:image/png;base64,AA=="><img></p>';
    expect(cleanReplyHtml(html, (src) => (src === 'cid:a' ? 'cid:a@"b' : undefined))).toBe(
      '<p><img src="cid:a@&quot;b" alt="A &quot;b&quot;" width="640"></p>',
    );
  });

  it('is the same when cleaned again', () => {
    const once = cleanReplyHtml('<div><a href="mailto:a@b.org">a&b</a><p>1 < 2</div>');
    expect(cleanReplyHtml(once)).toBe(once);
  });

  it('is made of plain text without letting any of it become markup', () => {
    expect(textToHtml('a <b>\r\nline\n\nnext & last')).toBe(
      '<p>a &lt;b&gt;<br>line</p><p>next &amp; last</p>',
    );
  });
});
