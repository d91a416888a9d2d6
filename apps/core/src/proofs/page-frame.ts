import type { ProofLanguage } from './proof-words.js';

/** A page without scripts; `body` is HTML, the title is not. */
export const frame = (language: ProofLanguage, title: string, body: string): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body><main><h1>${escapeHtml(title)}</h1>
${body}
</main></body>
</html>
`;

/** The look of the hosted forms, without their font: a page that loads nothing tells nobody that it was opened. */
const style = `:root{color-scheme:light dark;--bg:#f6f4f0;--surface:#fff;--hover:#f1eee8;--line:#ddd8cf;--line-strong:#8c857a;
--ink:#1f1b16;--ink-2:#544d44;--ink-3:#6b6358;--accent:#0b6b5e;--accent-hover:#08574c;--on-accent:#fff;--danger:#b3261e;
--shadow:0 1px 2px rgb(31 27 22/6%),0 8px 24px rgb(31 27 22/8%)}
@media(prefers-color-scheme:dark){:root{--bg:#15130f;--surface:#1d1a16;--hover:#26221d;--line:#38332c;--line-strong:#857c70;
--ink:#f2eee7;--ink-2:#c6bfb4;--ink-3:#a39a8d;--accent:#5cc4b0;--accent-hover:#7ad3c2;--on-accent:#06201b;--danger:#ff8a80;
--shadow:0 1px 2px rgb(0 0 0/40%),0 8px 24px rgb(0 0 0/50%)}}
@media(prefers-contrast:more){:root{--bg:#fff;--surface:#fff;--hover:#f2f0ec;--line:#6b6358;--line-strong:#1f1b16;--ink:#000;
--ink-2:#1f1b16;--ink-3:#2e2922;--accent:#00473d;--accent-hover:#00302a;--on-accent:#fff;
--danger:#86120c}:focus-visible{outline-width:3px!important}}
@media(prefers-contrast:more) and (prefers-color-scheme:dark){:root{--bg:#000;--surface:#000;--hover:#26221d;--line:#a39a8d;--line-strong:#f2eee7;--ink:#fff;
--ink-2:#f2eee7;--ink-3:#e4ded4;--accent:#7fe3cf;--accent-hover:#a9f0e2;--on-accent:#000;
--danger:#ffb4ac}}
*,*::before,*::after{box-sizing:border-box}
html{font:100%/1.5 'Atkinson Hyperlegible Next',system-ui,-apple-system,'Segoe UI','Noto Sans',sans-serif;color:var(--ink);
background:var(--bg);overflow-wrap:anywhere}body{margin:0}
main{position:relative;max-inline-size:40rem;margin:clamp(0rem,6vh,4.5rem) auto 3rem;padding-block:2.5rem 2.75rem;padding-inline:3.75rem 3rem;
background:var(--surface);border:1px solid var(--line);border-radius:16px;box-shadow:var(--shadow)}
main::before{content:'';position:absolute;inset-block:4.15rem 2.9rem;inset-inline-start:1.8rem;inline-size:2px;
border-radius:2px;background:linear-gradient(var(--accent),var(--line) 85%)}
main::after{content:'';position:absolute;inset-block-start:3.15rem;inset-inline-start:calc(1.8rem - 5px);inline-size:12px;
block-size:12px;border:2px solid var(--accent);border-radius:50%;background:var(--surface)}
h1{margin:0 0 .75rem;font-size:2rem;line-height:1.25;font-weight:650;letter-spacing:-.01em;text-wrap:balance}
p{margin:0 0 1rem;font-size:1.0625rem;color:var(--ink-2);text-wrap:pretty}.else{margin:1.5rem 0 0;font-size:.9375rem;color:var(--ink-3)}
h2{margin:2.25rem 0 .5rem;font-size:1.375rem;line-height:1.3;font-weight:650}
form{margin:1.25rem 0 0}label{display:block;margin-block-end:.375rem;font-weight:550}
input,textarea,select{display:block;inline-size:100%;min-block-size:2.875rem;margin-block-end:1rem;padding:.625rem .75rem;font:inherit;
color:var(--ink);background:var(--surface);border:1px solid var(--line-strong);border-radius:8px}
textarea{min-block-size:9rem}input[type=checkbox]{display:inline-block;inline-size:1.25rem;min-block-size:1.25rem;margin:0;margin-inline-end:.5rem;
vertical-align:middle;accent-color:var(--accent)}.away{position:absolute;inset-inline-start:-200vw}.help{margin:-.75rem 0 1rem;font-size:.9375rem;
color:var(--ink-3)}
[aria-invalid=true]{border:2px solid var(--danger)}.fault{color:var(--danger);font-weight:550}
.line{padding:.875rem 1.25rem;color:var(--ink);background:var(--hover);border:1px solid var(--line);border-radius:8px;
font:600 1.15rem/1.4 ui-monospace,monospace;user-select:all}
button{min-block-size:3rem;padding:.625rem 1.5rem;font:inherit;font-weight:600;color:var(--on-accent);background:var(--accent);
border:1px solid transparent;border-radius:8px;cursor:pointer}button:hover{background:var(--accent-hover)}
.plain{color:var(--ink);background:var(--surface);border-color:var(--line-strong)}.plain:hover{background:var(--hover)}
.answers{display:flex;flex-wrap:wrap;gap:.75rem;margin-block-start:1.5rem}.answers form{margin:0}
a{color:var(--accent)}:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
@media(max-width:44rem){html{background:var(--surface)}main{min-block-size:100vh;margin:0;padding-block:1.75rem 2.5rem;padding-inline:2.5rem 1.25rem;
border:0;border-radius:0;box-shadow:none}main::before{inset-block:3.4rem 2.5rem;inset-inline-start:1.1rem}
main::after{inset-block-start:2.3rem;inset-inline-start:calc(1.1rem - 5px)}h1{font-size:1.75rem}
.answers,.answers form,button{inline-size:100%}}
@media(forced-colors:active){main::before,main::after{display:none}button{border-color:ButtonText}}`;

const entities: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
};
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character]!);
