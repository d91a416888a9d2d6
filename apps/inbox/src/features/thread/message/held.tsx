import '../../../i18n/later-words';
import type { MessageView } from '@filo/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { Clock } from 'lucide-react';
import { useEffect, useState } from 'react';
import { holdBack } from '../../../data/threads/hold-back';
import { useAgent } from '../../../data/session';
import { t } from '../../../i18n/t';
import { Button } from '../../../ui/button';

/** The seconds that are left, counted down. */
function useSecondsTo(until: string): number {
  const left = () => Math.max(0, Math.ceil((Date.parse(until) - Date.now()) / 1000));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    const timer = setInterval(() => setSeconds(left), 250);
    return () => clearInterval(timer);
  }, [until]);
  return seconds;
}

/** An answer that has not left, with the way back for whoever wrote it. */
export default function Held({ message, until }: { message: MessageView; until: string }) {
  const client = useQueryClient();
  const agent = useAgent();
  const seconds = useSecondsTo(until);
  const [asked, setAsked] = useState(false);
  const { author } = message;
  const isOurs = author.type === 'agent' && author.agent.id === agent.id;
  return (
    <p className="mt-2 flex min-h-8 items-center gap-1.5 border-t border-line pt-1.5 text-xs text-ink-2">
      <Clock className="size-3 shrink-0" aria-hidden />
      <span className="tabular">{seconds > 0 ? t('held.leaves-in', { seconds }) : t('held.leaves-now')}</span>
      {isOurs && seconds > 0 ? (
        <Button
          size="small"
          tone="accent"
          command="action.undo"
          data-take-back
          isDisabled={asked}
          onPress={() => {
            setAsked(true);
            void holdBack(client, message).finally(() => setAsked(false));
          }}
        >
          {t('action.undo')}
        </Button>
      ) : null}
    </p>
  );
}
