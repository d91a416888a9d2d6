import { html, type Html } from './html.js';

export interface Frame {
  language: string;
  title: string;
  /** Inside an iframe: no paper round the card. */
  embedded: boolean;
  body: Html;
  /** Version of the assets, so that browsers may keep them for ever. */
  assets: string;
}

const rightToLeft = new Set(['ar', 'fa', 'he', 'ur', 'yi']);

/** The document round every page. */
export const pageFrame = ({ language, title, embedded, body, assets }: Frame): string => {
  const direction = rightToLeft.has(language.split('-')[0] ?? '') ? 'rtl' : 'ltr';
  return (
    '<!doctype html>\n' +
    html`<html lang="${language}" dir="${direction}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link
          rel="preload"
          href="/assets/${assets}/hyperlegible.woff2"
          as="font"
          type="font/woff2"
          crossorigin
        />
        <link rel="stylesheet" href="/assets/${assets}/form.css" />
        <link rel="icon" href="/assets/${assets}/icon.svg" type="image/svg+xml" />
        <script src="/assets/${assets}/form.js" defer></script>
      </head>
      <body class="${embedded ? 'embedded' : 'standing'}">
        <main>${body}</main>
      </body>
    </html>`.text
  );
};
