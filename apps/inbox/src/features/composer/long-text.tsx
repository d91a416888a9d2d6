import { useMemo } from 'react';
import { t } from '../../i18n/t';
import type { Draft } from '../../state/drafts/draft';
import { measureReply, partsOf } from '../../state/drafts/send-hold';
import { Button } from '../../ui/button';
import { TextLeft } from './text-left';

interface LongTextProps {
  draft: Draft | undefined;
  limits: string | null | undefined;
  write(change: Partial<Draft>): void;
}

/** How much of what the network takes is left, and for a text that is too long the way to send it as several posts. */
export function LongText({ draft, limits, write }: LongTextProps) {
  const { text, contentWarning } = draft ?? {};
  const measure = measureReply(draft, limits);
  const isLong = measure !== undefined && measure.used > measure.max;
  const parts = useMemo(
    () => (isLong ? partsOf(draft, limits) : undefined),
    // Of the draft these two count; it changes with every key.
    [text, contentWarning, limits, isLong],
  );
  if (!measure) return null;
  if (!parts) return <TextLeft measure={measure} />;
  if (!draft?.split)
    return (
      <div className="flex flex-wrap items-center justify-end gap-x-2 px-4 pb-1">
        <TextLeft measure={measure} />
        <Button size="small" onPress={() => write({ split: true })}>
          {t('composer.split', { count: parts.length })}
        </Button>
      </div>
    );
  return (
    <div className="space-y-1 px-4 pb-1 text-sm">
      <p role="status" className="flex flex-wrap items-center justify-end gap-2 text-ink-2">
        {t('composer.parts', { count: parts.length })}
        <Button size="small" tone="quiet" onPress={() => write({ split: false })}>
          {t('composer.not-split')}
        </Button>
      </p>
      <details>
        <summary className="min-h-6 cursor-pointer text-xs text-ink-3 underline">
          {t('composer.show-parts')}
        </summary>
        <ol className="max-h-40 space-y-1 overflow-y-auto max-md:max-h-20">
          {parts.map((part) => (
            <li
              key={part}
              dir="auto"
              className="rounded-input bg-sunken p-2 whitespace-pre-wrap wrap-anywhere"
            >
              {part}
            </li>
          ))}
        </ol>
      </details>
    </div>
  );
}
