import type { MessageLine } from './person-rows.js';

export interface IndexedMessage extends MessageLine {
  /** Paths within the archive. */
  textFile: string;
  originalFile: string;
  attachments: { path: string; name: string }[];
}

/** What a human opens first: a page without scripts, styles of others or anything that is fetched. Pure. */
export const exportPage = (
  person: { name: string; identities?: readonly { kind: string; key: string }[] },
  {
    messages,
    exportedAt,
    partial,
  }: { messages: readonly IndexedMessage[]; exportedAt: string; partial: boolean },
): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escaped(person.name)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}table{border-collapse:collapse;width:100%}
th,td{text-align:start;padding:.3rem .6rem;border-bottom:1px solid #8884;vertical-align:top;overflow-wrap:anywhere}</style>
</head><body>
<h1><bdi>${escaped(person.name)}</bdi></h1>
<p>Everything that is kept of this person, as of ${escaped(exportedAt)}. Times are UTC.</p>
${partial ? `<p><strong>This is not all:</strong> whoever made this archive does not see everything that this person wrote.</p>` : ''}
<ul>${(person.identities ?? []).map(({ kind, key }) => `<li>${escaped(kind)}: <bdi>${escaped(key)}</bdi></li>`).join('')}</ul>
<p><a href="person.json">person.json</a>: names, addresses, what is known. <a href="audit.json">audit.json</a>: who did what.</p>
<table><thead><tr><th>When</th><th>Channel</th><th>From</th><th>Message</th><th>Files</th></tr></thead><tbody>
${messages.map(row).join('\n')}
</tbody></table></body></html>
`;

const row = (line: IndexedMessage): string => `<tr><td>${escaped(line.at.slice(0, 16).replace('T', ' '))}</td>
<td>${escaped(line.direction === 'note' ? 'note' : line.channel)}</td><td><bdi>${escaped(line.from)}</bdi></td>
<td>${link(line.textFile, line.subject ?? 'Message')} (${link(line.originalFile, 'original')})</td>
<td>${line.attachments.map(({ path, name }) => link(path, name)).join('<br>')}</td></tr>`;

const link = (path: string, words: string): string =>
  `<a href="${path.split('/').map(encodeURIComponent).join('/')}"><bdi>${escaped(words)}</bdi></a>`;

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
