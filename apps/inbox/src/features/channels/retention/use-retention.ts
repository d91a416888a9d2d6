import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  previewRetention,
  retentionQuery,
  setRetention,
  type Retention,
} from '../../../data/admin/retention';
import { t } from '../../../i18n/t';
import { showProblem, showToast } from '../../../state/toasts';
import { channelName } from '../../../ui/channel-glyph';
import { explain } from '../../../ui/explain-problem';

interface Asked {
  days: number;
  messages: number;
}

/** Sets for how long a channel keeps messages; where some would be removed, it asks with their number first. */
export function useRetention({ channel, days: before }: Retention) {
  const client = useQueryClient();
  const [asked, setAsked] = useState<Asked>();
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      showProblem(explain(error));
    }
  };
  const set = (days: number | null) =>
    attempt(async () => {
      client.setQueryData(retentionQuery.queryKey, await setRetention({ channel, days }));
      showToast({ tone: 'done', text: t('retention.done', { channel: channelName(channel) }) });
    });
  const choose = (days: number | null) =>
    void attempt(async () => {
      if (days === before) return;
      const messages = days === null ? 0 : (await previewRetention(channel, days)).messages;
      if (days === null || messages === 0) await set(days);
      else setAsked({ days, messages });
    });
  return {
    asked,
    choose,
    confirm: () => void (asked && set(asked.days)),
    cancel: () => setAsked(undefined),
  };
}
