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

/**
 * Sets for how long a channel keeps messages. A shorter time, and any that removes something, is asked for first with the number of what
 * would go: a select is changed by a single key.
 */
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
      if (days === null) return set(days);
      const { messages } = await previewRetention(channel, days);
      if (messages > 0 || isShorter(days, before)) setAsked({ days, messages });
      else await set(days);
    });
  return {
    asked,
    choose,
    confirm: () => void (asked && set(asked.days)),
    cancel: () => setAsked(undefined),
  };
}

const isShorter = (days: number, before: number | null): boolean => before === null || days < before;
