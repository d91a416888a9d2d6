import { createHash } from 'node:crypto';
import { severityWords, wordKinds, type WordKind, type WordList } from './severity-words.js';

/** `kind=word`, such as `law=anwalt*`; `none=worst` takes a word out of the list. */
export const ownWord = /^(?:harm|law|press|owed|anger|none)=\S(?:.*\S)?$/;

/** The built-in words with those of an installation, and by which name a figure says that it was made with them. */
export const withOwnWords = (own: readonly string[]): { list: WordList; name: string } => {
  const said = own.map((entry) => {
    const at = entry.indexOf('=');
    return { kind: entry.slice(0, at), word: entry.slice(at + 1).toLowerCase() };
  });
  const out = new Set(said.filter(({ kind }) => kind === 'none').map(({ word }) => word));
  const of = (kind: WordKind): string[] => [
    ...severityWords[kind].filter((word) => !out.has(word)),
    ...said.filter((one) => one.kind === kind).map(({ word }) => word),
  ];
  const list = Object.fromEntries(wordKinds.map((kind) => [kind, of(kind)])) as Record<WordKind, string[]>;
  const name =
    own.length === 0
      ? ''
      : createHash('sha256')
          .update([...own].sort().join('\n'))
          .digest('hex')
          .slice(0, 8);
  return { list, name };
};
