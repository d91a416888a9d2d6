import { useRef } from 'react';
import { t } from '../../i18n/t';
import type { Draft } from '../../state/drafts/draft';
import { measureReply, partsOf } from '../../state/drafts/send-hold';
import { Button } from '../../ui/button';
import { TextLeft } from './text-left';
import { useSpokenLimit } from './use-spoken-limit';

interface LongTextProps {
  draft: Draft | undefined;
  limits: string | null | undefined;
  write(change: Partial<Draft>): void;
}

/** How much of what the network takes is left, and for a text that is too long the way to send it as several posts. */
export function LongText({ draft, limits, write }: LongTextProps) {
  const switched = useRef(false);
  const choose = (split: boolean) => {
    switched.current = true;
    write({ split });
  };
  // The button that was pressed gives way to its opposite, which takes the focus along: without it, keys would be commands again.
  const takeFocus = (button: HTMLButtonElement | null) => {
    if (!button || !switched.current) return;
    switched.current = false;
    button.focus();
  };
  const measure = measureReply(draft, limits);
  const isLong = measure !== undefined && measure.used > measure.max;
  const parts = isLong ? partsOf(draft, limits) : undefined;
  useSpokenLimit(parts && draft?.split ? undefined : measure);
  if (!measure) return null;
  if (!parts) return <TextLeft measure={measure} />;
  if (!draft?.split)
    return (
      <div className="flex flex-wrap items-center justify-end gap-x-2 px-4 pb-1">
        <TextLeft measure={measure} />
        <Button size="small" ref={takeFocus} onPress={() => choose(true)}>
          {t('composer.split', { count: parts.length })}
        </Button>
      </div>
    );
  return (
    <div className="space-y-1 px-4 pb-1 text-sm">
      <p role="status" className="flex flex-wrap items-center justify-end gap-2 text-ink-2">
        {t('composer.parts', { count: parts.length })}
        <Button size="small" tone="quiet" ref={takeFocus} onPress={() => choose(false)}>
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
