import type { Evidence } from './link-change.js';

const list = new Intl.ListFormat('en', { type: 'conjunction' });

/** What a link or a change rests on, as a person reads it. Evidence of a kind that is not known here is named as it is. */
export const evidenceWords = (evidence: Evidence): string =>
  sayings[evidence.type]?.(evidence) ?? evidence.type;

const codesOf = ({ codes }: Evidence): string[] =>
  Array.isArray(codes) ? codes.map((code) => String(code).replaceAll('-', ' ')) : [];

const sayings: Readonly<Record<string, (evidence: Evidence) => string>> = {
  'first-word': () => 'Their first message to us',
  'our-first-word': () => 'Our first message to them',
  named: () => 'Named before they ever wrote',
  part: () => 'Somebody told apart from others who write from the same address',
  corrected: () => 'An agent’s word: a mail of ours was said again to the corrected address',
  agent: () => 'An agent’s word',
  suggestion: (evidence) => {
    const codes = codesOf(evidence);
    return `An agent’s word on a suggestion${codes.length > 0 ? `: ${list.format(codes)}` : ''}`;
  },
  answered: () => 'An agent’s word on an answer: it came from the one, to what was written to the other',
  import: ({ source }) => `An import says so${source === undefined ? '' : `: ${String(source)}`}`,
  'one-time-link': () => 'A one-time link, confirmed at the address that it was mailed to',
  'public-invitation': ({ signedInAt, inPrivate }) =>
    `A public invitation: the mail address confirmed it, and the public account itself ${signedInAt !== undefined ? 'was signed in to' : inPrivate ? 'sent the code in private' : 'posted the code'}`,
  'direct-invitation': () =>
    'An invitation by direct message: the public account opened its link, and the mail address confirmed its own',
  'site-token': () => 'A signed token of the company’s site',
  'platform-id': () => 'The same user id at the platform',
  undo: ({ of }) => `A ${String(of)} was undone`,
};
