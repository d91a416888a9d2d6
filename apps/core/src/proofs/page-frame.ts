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

const style = `:root{color-scheme:light dark;--paper:#f6f5f2;--card:#fff;--ink:#1d1d1b;--soft:#5c5a55;--act:#1f5fa8;--on:#fff}
@media(prefers-color-scheme:dark){:root{--paper:#161615;--card:#222220;--ink:#f0efec;--soft:#b5b2ab;--act:#8bbcf4;--on:#10233a}}
*{box-sizing:border-box}body{margin:0;padding:24px 16px;background:var(--paper);color:var(--ink);
font:17px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
main{max-width:34rem;margin:6vh auto 0;padding:28px;background:var(--card);border-radius:12px}
label{display:block;margin:0 0 6px;font-weight:600}
input{display:block;width:100%;min-height:48px;margin:0 0 16px;padding:10px 12px;border:1px solid var(--soft);border-radius:8px;
background:var(--paper);color:var(--ink);font:inherit}input:focus-visible{outline:3px solid var(--act);outline-offset:1px}
.line{padding:14px 16px;border-radius:8px;background:var(--paper);font:600 1.15rem/1.4 ui-monospace,monospace;user-select:all}
.fault{font-weight:600}
h1{margin:0 0 12px;font-size:1.4rem;line-height:1.25}p{margin:0 0 20px}.else{margin:20px 0 0;color:var(--soft)}
button{min-height:48px;padding:10px 22px;border:0;border-radius:8px;background:var(--act);color:var(--on);
font:inherit;font-weight:600;cursor:pointer}button:focus-visible{outline:3px solid var(--ink);outline-offset:3px}`;

const entities: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
};
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character]!);
