import type { ReactNode } from 'react';
import { isAnyPicked, isPicked, togglePicked, usePicked } from '../../state/picked-people';
import PickMark from '../../ui/pick-mark';

/** Whether the person of a result is picked; undefined: nobody is, or the result is nobody's. */
export const usePickedHere = (personId: string | null): boolean | undefined =>
  usePicked((picked) => (personId !== null && isAnyPicked(picked) ? isPicked(picked, personId) : undefined));

/** The face or mark of a result, on which a press picks its person. */
export function Pickable({ personId, children }: { personId: string | null; children: ReactNode }) {
  const picked = usePickedHere(personId);
  if (personId === null) return children;
  return (
    <span
      data-pick
      className="relative -m-1 shrink-0 self-start p-1"
      onClick={(event) => {
        event.stopPropagation();
        togglePicked(personId);
      }}
    >
      {children}
      <PickMark picked={picked ?? false} any={picked !== undefined} />
    </span>
  );
}
