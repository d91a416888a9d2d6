import type { PersonHistory } from '@filo/contracts/http';

const heads = [
  ...[
    'identity kind',
    'identity',
    'name',
    'joined with',
    'person',
    'evidence',
    'grade',
    'made at',
    'made by',
    'reason',
  ],
  ...['withdrawn at', 'withdrawn by', 'withdrawn because', 'withdrawn for the reason'],
];

/** The links as RFC 4180, in the order of the history. */
export const writeCsv = ({ links, changes }: PersonHistory): string =>
  [heads, ...links.map((link) => cellsOf(link, changes))]
    .map((cells) => `${cells.map(cell).join(',')}\r\n`)
    .join('');

/** Of a link that a change made, both sides are named: an id alone tells nobody who was joined. */
const cellsOf = (link: PersonHistory['links'][number], changes: PersonHistory['changes']): string[] => [
  ...[link.identity.kind, link.identity.key, link.identity.name ?? '', othersOf(link, changes)],
  ...[link.personId, link.evidence, link.grade],
  ...[link.at, link.actor.name, link.reason ?? ''],
  ...(link.withdrawn
    ? [link.withdrawn.at, link.withdrawn.actor.name, link.withdrawn.kind ?? '', link.withdrawn.reason ?? '']
    : ['', '', '', '']),
];

const othersOf = (
  { changeId, identity }: PersonHistory['links'][number],
  changes: PersonHistory['changes'],
): string => {
  const addresses = changes.find(({ id }) => id === changeId)?.addresses ?? [];
  return addresses.filter((address) => address !== identity.key).join(' ');
};

/** What a spreadsheet would take for a formula begins with an apostrophe: addresses and names are written by strangers. */
const cell = (text: string): string => {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
};
