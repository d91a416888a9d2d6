import { NotebookPen, Reply } from 'lucide-react';
import { t } from '../../i18n/t';
import type { DraftMode } from '../../state/drafts/draft';
import { cx } from '../../ui/class-names';
import { Hint } from '../../ui/hint';
import { Button as AriaButton } from 'react-aria-components';

/** Reply or note, with the words and icons that keep them apart. */
export function ModeSwitch({ mode, onMode }: { mode: DraftMode; onMode(mode: DraftMode): void }) {
  return (
    <div
      role="group"
      aria-label={t('composer.mode')}
      className="inline-flex shrink-0 gap-0.5 rounded-control bg-sunken p-0.5"
    >
      {(['reply', 'note'] as const).map((one) => {
        const Icon = one === 'note' ? NotebookPen : Reply;
        return (
          <Hint key={one} command={one === 'note' ? 'composer.note' : 'composer.reply'}>
            <AriaButton
              aria-pressed={mode === one}
              onPress={() => onMode(one)}
              className={cx(
                'inline-flex min-h-7 items-center gap-1.5 rounded-key px-2.5 text-sm font-medium max-md:min-h-11',
                mode !== one && 'text-ink-2 hover:text-ink',
                mode === one && one === 'reply' && 'border border-line bg-surface text-accent',
                mode === one &&
                  one === 'note' &&
                  'border border-dashed border-note-ink bg-note text-note-ink',
              )}
            >
              <Icon className="size-3.5" aria-hidden />
              {t(one === 'note' ? 'composer.note' : 'composer.reply')}
            </AriaButton>
          </Hint>
        );
      })}
    </div>
  );
}
