import '../../i18n/later-words';
import type { PresentAgent } from '@filo/contracts/http';
import { MessageSquareReply } from 'lucide-react';
import { useState } from 'react';
import { duration } from '../../i18n/format';
import { t } from '../../i18n/t';
import { moveFocus } from '../../state/focus-requests';
import { useNow } from '../../state/minute-clock';
import { Button } from '../../ui/button';

const keyOf = ({ agent, since }: PresentAgent): string => `${agent.id} ${since}`;

/** A colleague writes to this person as well. Whoever goes on all the same is not asked again until somebody begins anew. */
export default function Collision({ agents }: { agents: readonly PresentAgent[] }) {
  const now = useNow();
  const [accepted, setAccepted] = useState<readonly string[]>([]);
  const [other] = agents.filter((one) => !accepted.includes(keyOf(one)));
  if (!other) return null;
  const since = Math.max(0, now - Date.parse(other.since));
  return (
    <div
      role="status"
      className="float-in flex flex-wrap items-center gap-2 rounded-panel border border-warn bg-warn-bg px-3 py-2 text-base"
    >
      <MessageSquareReply className="size-4 shrink-0 text-warn" aria-hidden />
      <span className="min-w-0 flex-1 font-medium text-warn">
        {since < 60_000
          ? t('collision.just', { name: other.agent.name })
          : t('collision.for', { name: other.agent.name, duration: duration(since) })}
      </span>
      <Button
        size="small"
        onPress={() => {
          setAccepted([...accepted, ...agents.map(keyOf)]);
          moveFocus('composer');
        }}
      >
        {t('collision.write-anyway')}
      </Button>
    </div>
  );
}
