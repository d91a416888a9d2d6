import type { BoardColumn } from '@filo/contracts/http';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { boardQuery, type ColumnSizes } from '../../data/board/board-query';
import { showProblem } from '../../state/toasts';
import { explain } from '../../ui/explain-problem';
import { useNewsOfBoard } from './use-news-of-board';

const shownAtFirst = 50;

/** What the board shows, and of each column as many cards as the agent asked for; what comes in where one must act now is said. */
export function useBoard(source: string | undefined, watched: boolean) {
  const client = useQueryClient();
  const [sizes, setSizes] = useState<ColumnSizes>({});
  const asked = boardQuery(source, watched, sizes);
  const query = useQuery(asked);
  useNewsOfBoard(query.isPlaceholderData ? undefined : query.data?.cards, JSON.stringify(asked.queryKey));
  return {
    query,
    sizeOf: (column: BoardColumn): number => sizes[column] ?? shownAtFirst,
    /** Resolved with whether they came: nothing changes before they are there. */
    resize: async (column: BoardColumn, size: number): Promise<boolean> => {
      try {
        await client.fetchQuery(boardQuery(source, watched, { ...sizes, [column]: size }));
      } catch (error) {
        showProblem(explain(error));
        return false;
      }
      setSizes((held) => ({ ...held, [column]: size }));
      return true;
    },
  };
}
