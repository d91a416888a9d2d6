import { useQuery } from '@tanstack/react-query';
import { matchingQuery } from '../../data/threads/thread-queries';
import type { ListFilter, ViewName } from '../../data/threads/view-membership';
import { useAgent } from '../../data/session';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { useCommandAbove } from '../../keys/active-commands';
import type { CommandId } from '../../keys/commands';
import { moveFocus } from '../../state/focus-requests';
import { clearPicked, pickAll, usePicked } from '../../state/picked-people';
import { Button } from '../../ui/button';
import { useBulkOrder } from './use-bulk-order';

/** What has to be chosen before it can be done. */
export type BulkQuestion = 'assign' | 'team' | 'snooze' | 'tag';

/** What one order changes at most. */
const orderMax = 10_000;

interface BulkBarProps {
  view: ViewName;
  filter: ListFilter;
  /** There is no list that could match as a whole. */
  isFound: boolean;
  onAsk(question: BulkQuestion): void;
}

/** What can be done with everybody who is picked; it stands there while anybody is. */
export function BulkBar({ view, filter, isFound, onAsk }: BulkBarProps) {
  const { all, ids } = usePicked();
  const { data } = useQuery({ ...matchingQuery(view, filter), enabled: !isFound });
  const matching = isFound ? undefined : data?.count;
  const count = all ? Math.max(0, (matching ?? 0) - ids.size) : ids.size;
  const tooMany = all && (matching ?? 0) > orderMax;
  const acts = useActs({ view, filter, isFound, onAsk, enabled: count > 0 && !tooMany });
  const leave = () => {
    clearPicked();
    moveFocus('list');
  };
  useCommandAbove('thread.leave', leave);
  const more = !all && matching !== undefined && matching > ids.size && matching <= orderMax;
  useCommandAbove('list.select-matching', pickAll, more);
  return (
    <section
      aria-label={t('bulk.title')}
      className="shrink-0 border-t border-line bg-selected px-3 py-2 text-sm"
    >
      <div className="flex flex-wrap items-center gap-1.5">
        <p role="status" className="min-w-24 flex-1 font-semibold tabular">
          {tooMany ? t('bulk.too-many') : t('bulk.count', { count })}
        </p>
        {more ? (
          <Button size="small" tone="quiet" command="list.select-matching" onPress={pickAll}>
            {t('bulk.all-matching', { count: matching })}
          </Button>
        ) : null}
        <Button size="small" tone="quiet" command="thread.leave" onPress={leave}>
          {t('bulk.clear')}
        </Button>
      </div>
      <div className="mt-1.5 flex flex-wrap gap-1.5" role="group" aria-label={t('bulk.acts')}>
        {acts.map(({ command, verb, run }) => (
          <Button
            key={command}
            size="small"
            command={command}
            isDisabled={count === 0 || tooMany}
            onPress={run}
          >
            {verb}
          </Button>
        ))}
      </div>
    </section>
  );
}

interface Act {
  command: CommandId;
  verb: string;
  run(): void;
}

/** By the keys of the same actions with one person; the order of the buttons. */
function useActs({ view, filter, onAsk, enabled }: BulkBarProps & { enabled: boolean }): Act[] {
  const order = useBulkOrder({ view, filter });
  const me = useAgent();
  const done = (run: () => void) => () => {
    run();
    moveFocus('list');
  };
  const close = done(() => order({ kind: 'close' }));
  const reopen = done(() => order({ kind: 'reopen' }));
  const wake = done(() => order({ kind: 'wake' }));
  const ask = (question: BulkQuestion) => () => onAsk(question);
  useCommandAbove(
    'thread.assign-to-me',
    done(() => order({ kind: 'assign', agentId: me.id })),
    enabled,
  );
  useCommandAbove('thread.assign', ask('assign'), enabled);
  useCommandAbove('thread.hand', ask('team'), enabled);
  useCommandAbove('thread.snooze', view === 'snoozed' ? wake : ask('snooze'), enabled);
  useCommandAbove('thread.tag', ask('tag'), enabled);
  useCommandAbove('thread.close', close, enabled);
  useCommandAbove('thread.reopen', reopen, enabled);
  const act = (command: CommandId, verb: string, run: () => void): Act => ({ command, verb: t(verb), run });
  return [
    act('thread.assign', 'bulk.assign', ask('assign')),
    act('thread.hand', 'bulk.hand', ask('team')),
    view === 'snoozed'
      ? act('thread.snooze', 'bulk.wake', wake)
      : act('thread.snooze', 'bulk.snooze', ask('snooze')),
    act('thread.tag', 'bulk.tag', ask('tag')),
    view === 'closed'
      ? act('thread.reopen', 'bulk.reopen', reopen)
      : act('thread.close', 'bulk.close', close),
  ];
}
