import { useQuery } from '@tanstack/react-query';
import { suggestionsQuery } from '../data/links/suggestions';

/** How many pairs wait in the review, as it is shown: empty when none does, "50+" when there are more than were read. */
export function useWaitingPairs(): string {
  const { data } = useQuery(suggestionsQuery());
  const count = data?.items.length ?? 0;
  return count === 0 ? '' : data?.next ? `${count}+` : String(count);
}
