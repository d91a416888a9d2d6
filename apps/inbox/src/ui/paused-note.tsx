import type { DraftView } from '@filo/contracts/http';
import { CirclePause } from 'lucide-react';
import { sayPause, usePublicPause } from '../data/board/public-pause';

/** At an answer that leaves by itself: that it waits beyond its time, since public answers are paused. */
export function PausedNote({ draft }: { draft: Pick<DraftView, 'inPublic' | 'sendAt'> }) {
  return draft.inPublic && draft.sendAt ? <Paused sendAt={draft.sendAt} /> : null;
}

function Paused({ sendAt }: { sendAt: string }) {
  const pause = usePublicPause();
  // What leaves after its end is not touched by it.
  if (!pause || (pause.until !== null && Date.parse(pause.until) <= Date.parse(sendAt))) return null;
  return (
    <span className="mt-1 flex basis-full items-start gap-1 text-sm text-warn">
      <CirclePause className="mt-0.5 size-3.5 shrink-0" aria-hidden />
      <span>{sayPause('waits', pause)}</span>
    </span>
  );
}
