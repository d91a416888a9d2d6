import type { AutomaticItem } from '@filo/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';
import { useId } from 'react';
import { openThreadOf } from '../../data/admin/automatic';
import { mediumWhen } from '../../i18n/format';
import { t } from '../../i18n/t';
import { showProblem } from '../../state/toasts';
import { Button } from '../../ui/button';
import { ChannelGlyph } from '../../ui/channel-glyph';
import { Chip } from '../../ui/chip';
import { explain } from '../../ui/explain-problem';

/** One mail in nobody's thread: from whom, of what kind, its words, and the way into a thread. */
export function AutomaticCard({ item }: { item: AutomaticItem }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const title = useId();
  const placing = useMutation({
    mutationFn: () => openThreadOf(item.id),
    onSuccess: ({ threadId }) =>
      navigate({ to: '/inbox/$view', params: { view: 'all' }, search: { person: threadId } }),
    onError: (error) => showProblem(explain(error)),
    onSettled: () => void client.invalidateQueries({ queryKey: ['automatic'] }),
  });
  const { name, handle, key } = item.anchor;
  const address = handle ?? key;
  return (
    <article aria-labelledby={title} className="rounded-panel border border-line bg-surface p-4">
      <div className="flex flex-wrap items-center gap-2">
        <ChannelGlyph channel={item.channel} label />
        <h2 id={title} className="text-md font-semibold wrap-anywhere">
          <bdi>{item.subject ?? t('row.no-subject')}</bdi>
        </h2>
        {item.class === 'human' ? null : <Chip>{t(`class.${item.class}`)}</Chip>}
        {item.anchor.ours && item.direction === 'inbound' && item.authorProof !== 'proven' ? (
          <Chip tone="danger" wraps>
            <TriangleAlert className="size-3 shrink-0" aria-hidden />
            {t('automatic.forged-ours')}
          </Chip>
        ) : null}
        <time dateTime={item.sortAt} className="ms-auto text-xs text-ink-3 tabular">
          {mediumWhen(item.sortAt)}
        </time>
      </div>
      <p className="mt-1 text-sm text-ink-2 wrap-anywhere">
        <bdi>{name ?? address}</bdi>
        {name === null ? null : (
          <>
            {' · '}
            <bdi>{address}</bdi>
          </>
        )}
      </p>
      <details className="mt-2">
        <summary className="min-h-6 text-sm text-ink-2">{t('automatic.text')}</summary>
        <p
          dir="auto"
          tabIndex={0}
          className="user-text focus-inset mt-1 max-h-72 overflow-auto rounded-input bg-sunken p-3 text-sm"
        >
          {item.text.trim() === '' ? t('message.empty') : item.text.trimEnd()}
        </p>
      </details>
      <Button
        className="mt-3 max-w-full"
        aria-describedby={title}
        onPress={() => placing.mutate()}
        isDisabled={placing.isPending}
      >
        {placing.isPending ? t('automatic.opening') : t('automatic.open')}
      </Button>
    </article>
  );
}
