import '../../../i18n/later-words';
import type { MessageView } from '@filo/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAgent } from '../../../data/session';
import { holdBack } from '../../../data/threads/hold-back';
import { t } from '../../../i18n/t';
import { Button } from '../../../ui/button';

/** Below an answer that waits for its network, maybe for days: whoever may answer here can stop it, and nothing of it leaves. */
export default function PutOff({ message }: { message: MessageView }) {
  const client = useQueryClient();
  const agent = useAgent();
  const [asked, setAsked] = useState(false);
  const { author } = message;
  const writer = author.type === 'agent' && author.agent.id !== agent.id ? author.agent.name : undefined;
  return (
    <Button
      size="small"
      tone="accent"
      command="thread.take-back"
      data-take-back
      isDisabled={asked}
      className="-ms-2 max-md:-ms-3"
      onPress={() => {
        setAsked(true);
        void holdBack(client, message, writer).finally(() => setAsked(false));
      }}
    >
      {t('held.stop')}
    </Button>
  );
}
