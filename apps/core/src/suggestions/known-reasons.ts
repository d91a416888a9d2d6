import { readName } from '../matching/names/read-name.js';
import type { StoredReason } from '../matching/stored-evidence.js';
import type { SuggestionRow } from './suggestion-row.js';

/** Reasons that rest on what the two identities are called; no message shows those names. */
const restsOnNames = new Set(['same-name', 'different-names', 'different-first-names']);

/**
 * A suggestion without the reasons that tell a name which the reader may not know: matching knows every name that was said,
 * also in account groups that are closed to the reader. How many others have a name is told with the name alone. Pure.
 */
export const withKnownReasons = (row: SuggestionRow): SuggestionRow => {
  if (!row.names) return row;
  const [names, otherNames] = row.names.map(
    (known) => new Set(known.flatMap((name) => readName(name)?.shown ?? [])),
  ) as [Set<string>, Set<string>];
  const isKnown = ({ code, data: { name, other } }: StoredReason<string>): boolean =>
    !restsOnNames.has(code) || (names.has(String(name)) && otherNames.has(String(other)));
  const evidence = row.evidence.filter(isKnown);
  const told = new Set(evidence.filter(({ code }) => code === 'same-name').map(({ key }) => key));
  return {
    ...row,
    evidence,
    counterEvidence: row.counterEvidence.filter(
      (reason) => isKnown(reason) && (reason.code !== 'common-name' || told.has(reason.key)),
    ),
  };
};
