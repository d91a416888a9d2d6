import type { PersonHistory } from '@filo/contracts/http';

const heads = [
  ...['identity kind', 'identity', 'person', 'evidence', 'grade', 'made at', 'made by', 'reason'],
  ...['withdrawn at', 'withdrawn by', 'withdrawn because', 'withdrawn for the reason'],
];

/** The links as RFC 4180, in the order of the history. */
export const writeCsv = ({ links }: PersonHistory): string =>
  [heads, ...links.map(cellsOf)].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');

const cellsOf = (link: PersonHistory['links'][number]): string[] => [
  ...[link.identity.kind, link.identity.key, link.personId, link.evidence, link.grade],
  ...[link.at, link.actor.name, link.reason ?? ''],
  ...(link.withdrawn
    ? [link.withdrawn.at, link.withdrawn.actor.name, link.withdrawn.kind ?? '', link.withdrawn.reason ?? '']
    : ['', '', '', '']),
];

/** What a spreadsheet would take for a formula begins with an apostrophe: addresses and names are written by strangers. */
const cell = (text: string): string => {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
};
