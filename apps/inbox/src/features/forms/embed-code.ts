import type { FormView } from '@filo/contracts/http';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const quoted = (text: string) => `"${text.replace(/[&<>"]/g, (character) => entities[character] ?? '')}"`;

/** Fits itself to the height of the form. */
export const scriptCode = ({ key, urls }: Pick<FormView, 'key' | 'urls'>): string =>
  `<script src=${quoted(urls.script)} data-form=${quoted(key)} async></script>`;

/** For sites that take no scripts of others. */
export const iframeCode = ({ urls }: Pick<FormView, 'urls'>, title: string): string =>
  `<iframe src=${quoted(urls.embed)} title=${quoted(title)} loading="lazy" style="width:100%;height:640px;border:0"></iframe>`;
