import type { BulkOrder } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { agentsQuery } from '../data/agents';
import { useAgent } from '../data/session';
import { tagsQuery } from '../data/tags';
import { teamsQuery } from '../data/teams';
import type { ListFilter, ViewName } from '../data/threads/view-membership';
import type { BulkQuestion } from '../features/bulk/bulk-bar';
import { ChooseOne } from '../features/bulk/choose-one';
import { useBulkOrder } from '../features/bulk/use-bulk-order';
import { SnoozeForm } from '../features/snooze/snooze-form';
import { TagPicker } from '../features/tagging/tag-picker';
import '../i18n/later-words';
import { t } from '../i18n/t';
import { moveFocus } from '../state/focus-requests';
import { Dialog } from '../ui/dialog';
import { Skeleton } from '../ui/skeleton';

interface BulkDialogProps {
  question: BulkQuestion;
  view: ViewName;
  filter: ListFilter;
  onClose(): void;
}

type Choose = (action: BulkOrder['action']) => void;
const nobody = 'nobody';

/** Whom, until when or with what: asked once for everybody who is picked. */
export function BulkDialog({ question, view, filter, onClose }: BulkDialogProps) {
  const order = useBulkOrder({ view, filter });
  const choose: Choose = (action) => {
    onClose();
    order(action);
    moveFocus('list');
  };
  return (
    <Dialog title={t(`bulk.ask.${question}`)} isOpen onClose={onClose}>
      {question === 'assign' ? <Assign onChoose={choose} /> : null}
      {question === 'team' ? <Hand onChoose={choose} /> : null}
      {question === 'snooze' ? <Snooze onChoose={choose} /> : null}
      {question === 'tag' ? <Tag onChoose={choose} onClose={onClose} /> : null}
    </Dialog>
  );
}

function Assign({ onChoose }: { onChoose: Choose }) {
  const me = useAgent();
  const { data } = useQuery(agentsQuery);
  const others = (data?.items ?? []).filter(({ id }) => id !== me.id);
  return (
    <ChooseOne
      label={t('bulk.find-agent')}
      choices={[{ id: me.id, name: t('assign.me') }, ...others, { id: nobody, name: t('assign.nobody') }]}
      onChoose={(id) => onChoose({ kind: 'assign', agentId: id === nobody ? null : id })}
    />
  );
}

function Hand({ onChoose }: { onChoose: Choose }) {
  const { data } = useQuery(teamsQuery);
  return (
    <ChooseOne
      label={t('bulk.find-team')}
      choices={[...(data?.items ?? []), { id: nobody, name: t('hand.to-none') }]}
      onChoose={(id) => onChoose({ kind: 'team', teamId: id === nobody ? null : id })}
    />
  );
}

function Snooze({ onChoose }: { onChoose: Choose }) {
  const { timeZone } = useAgent();
  return (
    <SnoozeForm
      who={t('bulk.snooze-who')}
      onSnooze={(until, { typed } = {}) =>
        onChoose({ kind: 'snooze', until, timeZone, ...(typed !== undefined && { typed }) })
      }
    />
  );
}

const ways = ['add', 'remove'] as const;

function Tag({ onChoose, onClose }: { onChoose: Choose; onClose(): void }) {
  const { data } = useQuery(tagsQuery);
  const [way, setWay] = useState<(typeof ways)[number]>('add');
  if (!data) return <Skeleton rows={3} height={44} />;
  return (
    <>
      <fieldset className="flex flex-wrap gap-x-6 px-4 pt-3">
        <legend className="sr-only">{t('bulk.tag-way')}</legend>
        {ways.map((one) => (
          <label key={one} className="flex min-h-11 items-center gap-2">
            <input
              type="radio"
              name="tag-way"
              checked={way === one}
              onChange={() => setWay(one)}
              className="size-4 accent-accent"
            />
            {t(`bulk.tag-way.${one}`)}
          </label>
        ))}
      </fieldset>
      <TagPicker
        tags={data.items}
        now={[]}
        takesOff={way === 'remove'}
        onSave={({ add: chosen }) =>
          chosen.length > 0 ? onChoose({ kind: 'tag', [way]: chosen.map(({ id }) => id) }) : onClose()
        }
        onClose={onClose}
      />
    </>
  );
}
