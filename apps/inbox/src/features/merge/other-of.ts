import type { SuggestedPerson, SuggestionView } from '@filo/contracts/http';

/** The person who may be the same as this one. */
export const otherOf = ({ persons }: SuggestionView, personId: string): SuggestedPerson => {
  const [one, other] = persons as [SuggestedPerson, SuggestedPerson];
  return one.id === personId ? other : one;
};
