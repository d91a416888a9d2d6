import { clock } from '../../i18n/format';
import { t } from '../../i18n/t';
import { type Draft, hasContent } from '../../state/drafts/draft';
import type { SendHold } from '../../state/drafts/send-hold';
import { cx } from '../../ui/class-names';

/** Why the reply cannot leave yet, or else since when the draft is in the browser. */
export function DraftState({ draft, hold }: { draft: Draft | undefined; hold: SendHold | null }) {
  const isForWriter = hold === 'failed' || hold === 'too-long';
  return (
    <span
      className={cx('ms-auto min-w-0 truncate text-xs', isForWriter ? 'text-danger' : 'text-ink-3')}
      title={hold ? t(`composer.held-${hold}`) : undefined}
    >
      {hold
        ? t(`composer.hold-${hold}`)
        : hasContent(draft) && draft
          ? t('composer.saved', { at: clock(new Date(draft.updatedAt).toISOString()) })
          : null}
    </span>
  );
}
