/** No scripts, no connections, no pictures but those written into the document. */
export const framePolicy =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'";

/** No scripts, no forms, no origin; a link that somebody clicks opens outside. */
export const frameSandbox = 'allow-popups allow-popups-to-escape-sandbox';

const look =
  'html{background:white;color:black;font:15px/1.5 system-ui,sans-serif;color-scheme:light}' +
  'body{margin:12px;overflow-wrap:anywhere}img{max-width:100%;height:auto}table{max-width:100%}' +
  'blockquote{margin-block:.5em;margin-inline:.5em 0;padding-inline-start:.75em;border-inline-start:2px solid silver}';

/** The page inside the sandboxed frame: cleaned HTML behind a policy of its own, as much larger as text is wanted: a mail counts in pixels. */
export const frameDocument = (cleaned: string, scale = 1): string =>
  `<!doctype html><html dir="auto"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${framePolicy}"><meta name="referrer" content="no-referrer"><style>${look}html{zoom:${scale}}</style></head><body>${cleaned}</body></html>`;
