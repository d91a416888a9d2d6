import type { FoundPerson, PersonRow, SuggestionView } from '@filo/contracts/http';
import { otherOf } from '../other-of';

export interface Candidate {
  person: PersonRow & Partial<Pick<FoundPerson, 'matched'>>;
  suggestion?: SuggestionView;
}

interface Among {
  personId: string;
  suggestions: readonly SuggestionView[];
  found: readonly FoundPerson[];
  q: string;
}

const shownMax = 12;

/** Who can be chosen: those suggested first, then those found, each once and never the person itself. Pure. */
export function candidates({ personId, suggestions, found, q }: Among): Candidate[] {
  const suggested = new Map(
    suggestions.map((suggestion) => [otherOf(suggestion, personId).id, suggestion] as const),
  );
  if (q === '')
    return suggestions.map((suggestion) => ({ person: otherOf(suggestion, personId), suggestion }));
  return found
    .filter(({ id }) => id !== personId)
    .slice(0, shownMax)
    .map((person) => {
      const suggestion = suggested.get(person.id);
      return { person, ...(suggestion ? { suggestion } : {}) };
    });
}
