import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CirclePause } from 'lucide-react';
import { useState } from 'react';
import { holdSending, sendingQuery } from '../data/admin/operations';
import { useAgent } from '../data/session';
import { t } from '../i18n/t';
import { showProblem, showToast } from '../state/toasts';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { explain } from '../ui/explain-problem';
import { NoticeStrip } from './notice-strip';

/** Says that no answer leaves, and lets an admin release them all. */
export function SendingHeld() {
  const client = useQueryClient();
  const isAdmin = useAgent().role === 'admin';
  const { data } = useQuery(sendingQuery);
  const [asking, setAsking] = useState(false);
  const releasing = useMutation({
    mutationFn: () => holdSending(false),
    onSuccess: (sending) => {
      client.setQueryData(sendingQuery.queryKey, sending);
      showToast({ tone: 'done', text: t('sending.released') });
    },
    onError: (error) => showProblem(explain(error)),
  });
  if (!data?.held) return null;
  const count = data.waiting;
  return (
    <NoticeStrip
      tone="warn"
      icon={CirclePause}
      action={
        isAdmin ? (
          <Button size="small" onPress={() => setAsking(true)} isDisabled={releasing.isPending}>
            {t('sending.release')}
          </Button>
        ) : null
      }
    >
      {t('sending.held', { count })} {isAdmin ? '' : t('sending.ask-admin')}
      {asking ? (
        <ConfirmDialog
          title={t('sending.release-title')}
          text={t('sending.release-text', { count })}
          verb={t('sending.release')}
          onConfirm={() => releasing.mutate()}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </NoticeStrip>
  );
}
