import type { PublicPause } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { isOn, publicPauseQuery, sayPause, useMayPause } from '../../data/board/public-pause';
import { useAgent } from '../../data/session';
import { t } from '../../i18n/t';
import { useCommand } from '../../keys/active-commands';
import { showToast } from '../../state/toasts';

const PauseDialog = lazy(() => import('./pause-dialog'));

/** On every page of those who may: the command, its dialog, and the word that a colleague decided otherwise than oneself. */
export default function PublicPauseHere() {
  return useMayPause() ? <Here /> : null;
}

function Here() {
  const [isAsking, setIsAsking] = useState(false);
  useCommand('board.pause', () => setIsAsking(true));
  useToldOfOthers();
  return isAsking ? (
    <Suspense fallback={null}>
      <PauseDialog onClose={() => setIsAsking(false)} />
    </Suspense>
  ) : null;
}

/** Of two who pause, the last one's word counts: the first is told of it, wherever they are. */
function useToldOfOthers(): void {
  const { id: me } = useAgent();
  const { data } = useQuery(publicPauseQuery);
  const before = useRef<PublicPause>(undefined);
  useEffect(() => {
    const was = before.current;
    before.current = data;
    const mine = was?.pause?.by.id === me && isOn(was.pause, Date.now());
    const by = data?.changed?.by;
    if (!mine || !by || by.id === me || data.changed?.id === was.changed?.id) return;
    const text = data.pause ? sayPause('told', data.pause) : t('pause.told-resumed', { name: by.name });
    showToast({ tone: 'done', text });
  }, [data, me]);
}
