import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { t } from '../i18n/t';
import { Button } from './button';

type Paged = Pick<UseInfiniteQueryResult, 'hasNextPage' | 'isFetchingNextPage'> & {
  fetchNextPage(): Promise<unknown>;
};

/** Fetches the next page of a list; nothing when everything is there. */
export function MoreButton({ query }: { query: Paged }) {
  if (!query.hasNextPage) return null;
  return (
    <Button className="mt-4" onPress={() => void query.fetchNextPage()} isDisabled={query.isFetchingNextPage}>
      {t('action.more')}
    </Button>
  );
}
