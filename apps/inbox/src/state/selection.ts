import { create } from 'zustand';

/**
 * Which person is selected. Kept apart from the address bar so that the row paints at once; the address follows, and the
 * thread is rendered with a deferred value.
 */
export const useSelection = create<{ personId: string | null }>(() => ({ personId: null }));

export const select = (personId: string | null): void => {
  if (useSelection.getState().personId !== personId) useSelection.setState({ personId });
};
