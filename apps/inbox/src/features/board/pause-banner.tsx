import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CirclePause } from 'lucide-react';
import {
  changePause,
  publicPauseQuery,
  sayPause,
  useMayPause,
  usePublicPause,
} from '../../data/board/public-pause';
import { useAgent } from '../../data/session';
import { t } from '../../i18n/t';
import { runCommand } from '../../keys/active-commands';
import { Button } from '../../ui/button';
import { withKeys } from '../../ui/with-keys';

/** On the board for as long as it holds, storm or not, so that nobody forgets it: who paused public answers until when, and how many wait. */
export function PauseBanner({ isStorm }: { isStorm: boolean }) {
  const { data } = useQuery(publicPauseQuery);
  const pause = usePublicPause();
  const may = useMayPause();
  if (!pause) return null;
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2 rounded-input bg-warn-bg p-3 text-warn">
      <div role="status" className="flex min-w-0 flex-1 basis-64 items-start gap-2">
        <CirclePause className="mt-0.5 size-4 shrink-0" aria-hidden />
        <div className="min-w-0">
          <p className="font-medium">{sayPause('by', pause)}</p>
          <p className="text-sm tabular">
            {t('pause.waiting', { count: data?.waiting ?? 0 })} {isStorm ? null : sayPause('calm', pause)}
          </p>
        </div>
      </div>
      {may ? <PauseButtons /> : null}
    </div>
  );
}

function PauseButtons() {
  const client = useQueryClient();
  const { id } = useAgent();
  return (
    <div className="flex flex-wrap gap-2">
      <Button size="small" onPress={() => void changePause(client, id, 'resume')}>
        {t('pause.resume')}
      </Button>
      <Button
        size="small"
        tone="quiet"
        render={withKeys('board.pause')}
        onPress={() => runCommand('board.pause')}
      >
        {t('pause.change')}
      </Button>
    </div>
  );
}

/** Offered by the banner of a storm to whoever may, while nothing is paused. */
export function PauseOffer() {
  const pause = usePublicPause();
  const may = useMayPause();
  if (!may || pause) return null;
  return (
    <Button size="small" render={withKeys('board.pause')} onPress={() => runCommand('board.pause')}>
      <CirclePause className="size-3.5" aria-hidden />
      {t('pause.offer')}
    </Button>
  );
}
