import type { BoardColumn } from '@filo/contracts/http';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { boardQuery, type ColumnSizes } from '../../data/board/board-query';
import { showProblem } from '../../state/toasts';
import { explain } from '../../ui/explain-problem';
import type { Place } from './card-walk';
import { forgetLeft, leaveBoard, leftBoard } from './left-board';
import { useNewsOfBoard } from './use-news-of-board';

const shownAtFirst = 50;

/** What the board shows, and of each column as many cards as the agent asked for; what comes in where one must act now is said. */
export function useBoard(source: string | undefined, watched: boolean) {
  const client = useQueryClient();
  const name = JSON.stringify([source, watched]);
  const [back] = useState(() => leftBoard(name));
  const [sizes, setSizes] = useState<ColumnSizes>(back?.sizes ?? {});
  useEffect(forgetLeft, []);
  const asked = boardQuery(source, watched, sizes);
  const query = useQuery(asked);
  useNewsOfBoard(query.isPlaceholderData ? undefined : query.data?.cards, JSON.stringify(asked.queryKey));
  return {
    query,
    /** On which card the agent stood when they left it for a thread. */
    place: back?.place,
    leave: (place: Place | undefined) => leaveBoard({ board: name, place, sizes }),
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
