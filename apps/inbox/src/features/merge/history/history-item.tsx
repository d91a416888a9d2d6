import { BadgeCheck, Link2, type LucideIcon, Merge, Split, Undo2 } from 'lucide-react';
import { Fragment, lazy, Suspense, useState } from 'react';
import { mediumWhen } from '../../../i18n/format';
import { t } from '../../../i18n/t';
import { Button } from '../../../ui/button';
import { Chip } from '../../../ui/chip';
import { IdentityWords } from '../../../ui/identity-words';
import { useLinkChanges } from '../use-link-changes';
import type { Address, HistoryEntry } from './tell-history';

const UndoMergeDialog = lazy(() => import('./undo-merge-dialog'));

const icons: Record<Extract<HistoryEntry, { type: 'change' }>['change']['kind'] | 'link', LucideIcon> = {
  confirm: BadgeCheck,
  merge: Merge,
  split: Split,
  undo: Undo2,
  link: Link2,
};

/** One entry: what was done, on what evidence, by whom, when, and why. */
export function HistoryItem({ entry }: { entry: HistoryEntry }) {
  const told = entry.type === 'change' ? entry.change : entry.link;
  const kind = entry.type === 'change' ? entry.change.kind : 'link';
  const Icon = icons[kind];
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 px-4 py-3">
      <Icon className="mt-1 size-4 shrink-0 text-ink-3" aria-hidden />
      <div className="min-w-48 flex-1 space-y-0.5">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium">{t(`history.${kind}`)}</span>
          <Chip tone={told.grade === 'proven' ? 'ok' : 'plain'} title={t(`history.means-${told.grade}`)}>
            {t(`grade.${told.grade}`)}
          </Chip>
          {entry.type === 'change' && entry.change.undoneAt ? (
            <Chip tone="warn">{t('history.undone', { at: mediumWhen(entry.change.undoneAt) })}</Chip>
          ) : null}
        </p>
        <Addresses addresses={entry.addresses} />
        <p className="text-sm text-ink-2">{told.evidence}</p>
        {told.reason ? (
          <p className="text-sm text-ink-2 wrap-anywhere" dir="auto">
            {t('history.reason', { reason: told.reason })}
          </p>
        ) : null}
        <p className="text-xs text-ink-3">
          <bdi>{told.actor.name}</bdi> · <time dateTime={told.at}>{mediumWhen(told.at)}</time>
        </p>
        {entry.type === 'link' && entry.link.withdrawn ? <Withdrawn {...entry.link.withdrawn} /> : null}
      </div>
      {entry.type === 'change' && !entry.change.undoneAt && (kind === 'merge' || kind === 'split') ? (
        <UndoButton kind={kind} id={entry.change.id} />
      ) : null}
    </li>
  );
}

function Addresses({ addresses }: { addresses: Address[] }) {
  if (addresses.length === 0) return null;
  return (
    <p className="text-sm wrap-anywhere">
      {addresses.map((address, index) => (
        <Fragment key={`${address.kind ?? ''} ${address.key}`}>
          {index > 0 ? ', ' : null}
          <IdentityWords identity={address} />
        </Fragment>
      ))}
    </p>
  );
}

type Withdrawal = NonNullable<Extract<HistoryEntry, { type: 'link' }>['link']['withdrawn']>;

function Withdrawn({ at, kind, actor }: Withdrawal) {
  return (
    <p className="text-xs text-ink-3">
      {t(`history.withdrawn-${kind ?? 'other'}`, { name: actor.name, at: mediumWhen(at) })}
    </p>
  );
}

function UndoButton({ kind, id }: { kind: 'merge' | 'split'; id: string }) {
  const [pending, setPending] = useState(false);
  const [asking, setAsking] = useState(false);
  const { undo } = useLinkChanges();
  return (
    <>
      <Button
        size="small"
        isDisabled={pending}
        onPress={() => {
          // Two threads come of one: what goes where is shown first.
          if (kind === 'merge') return setAsking(true);
          setPending(true);
          void undo(kind, id).finally(() => setPending(false));
        }}
      >
        <Undo2 className="size-3.5" aria-hidden />
        {t(`history.undo-${kind}`)}
      </Button>
      {asking ? (
        <Suspense fallback={null}>
          <UndoMergeDialog id={id} onClose={() => setAsking(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
