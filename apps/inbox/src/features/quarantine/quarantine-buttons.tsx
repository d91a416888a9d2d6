import type { QuarantineItem } from '@filo/contracts/http';
import { Ban, Flag, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { Menu } from '../../ui/menu';
import { useQuarantineActions } from './use-quarantine-actions';

/** Release or read again, block the sender, say what it is, discard. */
export function QuarantineButtons({ item }: { item: QuarantineItem }) {
  const [asking, setAsking] = useState<'discard' | 'block'>();
  const { replaying, discarding, blocking, reporting } = useQuarantineActions(item);
  const release = t(item.cause === 'untrusted' ? 'quarantine.release' : 'quarantine.replay');
  return (
    <>
      <Button tone="primary" onPress={() => replaying.mutate()} isDisabled={replaying.isPending}>
        <RotateCw className="size-4" aria-hidden />
        {replaying.isPending ? t('quarantine.replaying') : release}
      </Button>
      {item.sender ? (
        <Button
          onPress={() => (item.blocked ? blocking.mutate(false) : setAsking('block'))}
          isDisabled={blocking.isPending}
        >
          <Ban className="size-4" aria-hidden />
          {t(item.blocked ? 'quarantine.unblock' : 'quarantine.block')}
        </Button>
      ) : null}
      <Menu
        label={t('quarantine.report')}
        buttonLabel={t('quarantine.report')}
        isDisabled={reporting.isPending}
        className="inline-flex min-h-8 items-center gap-1.5 rounded-control border border-line-strong bg-surface px-3 hover:bg-hover max-md:min-h-11"
        choices={(['spam', 'phishing'] as const).map((as) => ({
          id: as,
          label: t(`quarantine.report-${as}`),
          checked: item.reported?.as === as,
          run: () => reporting.mutate(as),
        }))}
      >
        <Flag className="size-4" aria-hidden />
        {t('quarantine.report')}
      </Menu>
      <Button tone="danger" onPress={() => setAsking('discard')} isDisabled={discarding.isPending}>
        {t('quarantine.discard')}
      </Button>
      {item.attempts > 0 ? (
        <span className="text-sm text-ink-3">{t('quarantine.attempts', { count: item.attempts })}</span>
      ) : null}
      {asking ? (
        <Asking
          what={asking}
          item={item}
          onConfirm={() => (asking === 'block' ? blocking.mutate(true) : discarding.mutate())}
          onClose={() => setAsking(undefined)}
        />
      ) : null}
    </>
  );
}

interface AskingProps {
  what: 'discard' | 'block';
  item: QuarantineItem;
  onConfirm(): void;
  onClose(): void;
}

/** Says what it does before it is done; a sender that may be forged is blocked knowingly. */
function Asking({ what, item, ...rest }: AskingProps) {
  const forged = item.cause === 'untrusted' && !item.blocked;
  const text = what === 'block' && forged ? 'quarantine.block-forged' : `quarantine.${what}-text`;
  return (
    <ConfirmDialog
      title={t(`quarantine.${what}-title`, { key: item.sender?.key ?? '' })}
      text={t(text, { key: item.sender?.key ?? '' })}
      verb={t(`quarantine.${what}`)}
      {...rest}
    />
  );
}
