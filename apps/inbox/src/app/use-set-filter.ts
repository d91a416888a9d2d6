import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { type ListFilter, readFilter } from '../data/threads/list-filter';

/** Narrows the list by the address; `again`: it goes on with what was just chosen, and is one step back together with it. */
export function useSetFilter(): (filter: ListFilter, again?: boolean) => void {
  const navigate = useNavigate();
  return useCallback(
    (filter: ListFilter, again = false) =>
      void navigate({
        to: '.',
        search: (old) => {
          const rest = { ...old };
          for (const key of Object.keys(readFilter(rest))) delete rest[key as keyof ListFilter];
          return { ...rest, ...filter };
        },
        replace: again,
      }),
    [navigate],
  );
}
