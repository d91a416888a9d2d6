import type { OwnSettings } from '@filo/contracts/http';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { t } from '../../i18n/t';
import { showProblem, showToast } from '../../state/toasts';
import { explain } from '../../ui/explain-problem';
import { ownSettingsQuery, writeOwnSettings } from '../own-settings';

/** A storm that has grown so many times since it was put away is told anew. */
const grownTimes = 3;

export interface StormMute {
  /** Undefined: it is not known yet. */
  isMuted: boolean | undefined;
  /** Puts the banner away for today, with a toast that undoes it. */
  mute(): void;
  unmute(): void;
}

/** Whether this agent put the banner of a storm away: until tomorrow, or until it has trebled again. */
export function useStormMute(lastHour: number, now: number): StormMute {
  const client = useQueryClient();
  const { data, isPending } = useQuery(ownSettingsQuery);
  const muted = data?.stormMute ?? null;
  const write = async (stormMute: OwnSettings['stormMute']): Promise<boolean> => {
    const { queryKey } = ownSettingsQuery;
    try {
      client.setQueryData(queryKey, await writeOwnSettings({ stormMute }));
      return true;
    } catch (error) {
      showProblem(explain(error));
      return false;
    }
  };
  return {
    isMuted: isPending
      ? undefined
      : muted !== null && now < Date.parse(muted.until) && lastHour < grownTimes * muted.lastHour,
    mute: () =>
      void write({ until: tomorrow(now), lastHour }).then((done) => {
        if (done) showToast({ tone: 'done', text: t('board.storm-muted'), undo: () => void write(null) });
      }),
    unmute: () => void write(null),
  };
}

/** When the day ends where the agent sits. */
const tomorrow = (now: number): string => {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).toISOString();
};
