import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { type ListFilter, readFilter } from '../data/threads/list-filter';

interface SetFilter {
  /** `again`: it goes on with what was just chosen, and is one step back together with it. */
  setFilter(filter: ListFilter, again?: boolean): void;
  /** Says which saved view the list is; null: none. */
  setSaved(id: string | null): void;
}

/** Narrows the list by the address. */
export function useSetFilter(): SetFilter {
  const navigate = useNavigate();
  const setFilter = useCallback(
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
  const setSaved = useCallback(
    (id: string | null) =>
      void navigate({
        to: '.',
        search: ({ saved: _old, ...rest }) => ({ ...rest, ...(id === null ? {} : { saved: id }) }),
        replace: true,
      }),
    [navigate],
  );
  return { setFilter, setSaved };
}
