import type { PromiseView } from '@filo/contracts/http';
import { Handshake } from 'lucide-react';
import { useState } from 'react';
import { usePromiseActions } from '../../data/promises';
import { fullWhen } from '../../i18n/format';
import { futureWhen } from '../../i18n/future-when';
import { t } from '../../i18n/t';
import { useNow } from '../../state/minute-clock';
import { Button } from '../../ui/button';
import { cx } from '../../ui/class-names';
import { DropDialog, MoveDialog } from './promise-dialog';

/** One thing that we promised and have not done: what, by when, whose it is, and what can be done with it. */
export function PromiseLine({ promise, keptBy }: { promise: PromiseView; keptBy: string | undefined }) {
  const now = useNow();
  const { change } = usePromiseActions();
  const [dialog, setDialog] = useState<'move' | 'drop' | null>(null);
  const late = Date.parse(promise.dueAt) <= now;
  const keep = () => void change(promise, { kind: 'keep', ...(keptBy ? { messageId: keptBy } : {}) });
  const close = () => setDialog(null);
  return (
    <li
      className={cx(
        'flex flex-wrap items-center gap-x-3 gap-y-1 rounded-panel border px-3 py-1.5 text-sm',
        late ? 'border-danger bg-danger-bg' : 'border-line bg-surface',
      )}
    >
      <Handshake className={cx('size-4 shrink-0', late ? 'text-danger' : 'text-accent')} aria-hidden />
      <span className="min-w-40 flex-1 wrap-anywhere">
        {keptBy ? <strong className="block font-medium">{t('promise.does-keep')}</strong> : null}
        <bdi>{promise.text || t('promise.no-words')}</bdi>{' '}
        <span className={late ? 'font-medium text-danger' : 'text-ink-3'}>
          <span aria-hidden className="tabular">
            {t(late ? 'promise.late' : 'promise.due', { when: futureWhen(promise.dueAt, now) })}
          </span>
          <span className="sr-only">
            {t(late ? 'promise.late' : 'promise.due', { when: fullWhen(promise.dueAt) })}
          </span>
          {' · '}
          <bdi>{promise.owner.name}</bdi>
          {promise.moves.length > 0 ? ` · ${t('promise.moved', { count: promise.moves.length })}` : null}
        </span>
      </span>
      <span className="flex flex-wrap gap-1.5">
        <Button size="small" tone={keptBy ? 'primary' : 'plain'} onPress={keep}>
          {t('promise.keep')}
        </Button>
        <Button size="small" onPress={() => setDialog('move')}>
          {t('promise.move')}
        </Button>
        <Button size="small" tone="quiet" onPress={() => setDialog('drop')}>
          {t('promise.drop')}
        </Button>
      </span>
      {dialog === 'move' ? <MoveDialog promise={promise} onClose={close} /> : null}
      {dialog === 'drop' ? <DropDialog promise={promise} onClose={close} /> : null}
    </li>
  );
}
