import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changePause, publicPauseQuery, sayPause, usePublicPause } from '../../data/board/public-pause';
import { useAgent } from '../../data/session';
import { futureWhen, whenIn } from '../../i18n/future-when';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ProblemStrip } from '../../ui/problem-strip';
import { pauseChoices } from './pause-choices';

/** Until when no scheduled answer is posted in public; while they are paused, another time, or the end of it. */
export default function PauseDialog({ onClose }: { onClose(): void }) {
  const { id, timeZone } = useAgent();
  const client = useQueryClient();
  // Nobody tells of each answer that is scheduled: how many there are is asked whenever that is shown.
  const { data, error, isFetchedAfterMount } = useQuery({ ...publicPauseQuery, refetchOnMount: 'always' });
  const pause = usePublicPause();
  const [now] = useState(() => Date.now());
  const choose = (wanted: { until: string | null } | 'resume') => {
    onClose();
    void changePause(client, id, wanted);
  };
  return (
    <Dialog title={t('pause.title')} isOpen onClose={onClose}>
      <div className="space-y-4 p-5">
        {error ? <ProblemStrip error={error} /> : null}
        {pause ? <p className="font-medium">{sayPause('by', pause)}.</p> : null}
        <p className="text-sm text-ink-2">
          {data && isFetchedAfterMount ? t('pause.count', { count: data.scheduled }) : null} {t('pause.lead')}
        </p>
        <div className="flex flex-wrap gap-2" role="group" aria-label={t('pause.choices')}>
          {pauseChoices(now, timeZone).map(({ id: choice, at }, index) => (
            <Button
              key={choice}
              autoFocus={index === 0}
              className="max-md:basis-full"
              onPress={() => choose({ until: at === null ? null : new Date(at).toISOString() })}
            >
              {t(`pause.${choice}`)}
              {at === null ? null : (
                <>
                  <span aria-hidden className="text-sm text-ink-3 tabular">
                    {futureWhen(new Date(at).toISOString(), now)}
                  </span>
                  <span className="sr-only">{whenIn(at, timeZone)}</span>
                </>
              )}
            </Button>
          ))}
        </div>
        <div className="flex justify-end gap-2">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          {pause ? (
            <Button tone="primary" onPress={() => choose('resume')}>
              {t('pause.resume')}
            </Button>
          ) : null}
        </div>
      </div>
    </Dialog>
  );
}
