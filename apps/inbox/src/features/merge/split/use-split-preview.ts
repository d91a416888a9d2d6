import type { SplitPreview } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { splitPreviewQuery } from '../../../data/links/link-queries';
import { personQuery } from '../../../data/people';

interface PreviewOfSplit {
  /** Undefined while nobody leaves, or everybody would. */
  preview: SplitPreview | undefined;
  error: unknown;
  /** The person as it is now, with the version that was seen; only when the preview is up to date. */
  seen: { id: string; version: number } | undefined;
}

/** What a split would do with the addresses that are chosen. */
export function useSplitPreview(personId: string, leaving: readonly string[]): PreviewOfSplit {
  const { data: person } = useQuery(personQuery(personId));
  const allLeave = person !== undefined && leaving.length >= person.identities.length;
  const chosen = allLeave ? [] : leaving;
  const { data, error, isFetching } = useQuery(splitPreviewQuery(personId, { identityIds: chosen }));
  const preview = chosen.length > 0 ? data : undefined;
  const stays = isFetching ? undefined : preview?.people.find(({ id }) => id === person?.id);
  const seen = person && stays && { id: person.id, version: stays.version };
  return { preview, error, seen };
}
