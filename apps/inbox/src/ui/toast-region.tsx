import { CheckCircle2, TriangleAlert, X } from 'lucide-react';
import type { CSSProperties } from 'react';
import { t } from '../i18n/t';
import { useAnnouncement } from '../state/announcer';
import { usePaneCount } from '../state/media';
import { usePreferences } from '../state/preferences';
import { inRem } from '../state/rem';
import { dismissToast, undoToast, useToasts } from '../state/toasts';
import { Button } from './button';
import { IconButton } from './icon-button';

/** Toasts, and the live region through which the page speaks. */
export function ToastRegion() {
  const toasts = useToasts((state) => state.toasts);
  const style = useRoom();
  const announcement = useAnnouncement((state) => state.text);
  return (
    <>
      <div role="status" aria-live="polite" className="sr-only">
        {announcement}
      </div>
      <section
        aria-label={t('toast.region')}
        aria-live="polite"
        style={style}
        className="pointer-events-none fixed bottom-4 z-(--z-toast) flex flex-col gap-2 max-md:inset-x-2 max-md:top-16 max-md:bottom-auto"
      >
        {toasts.map((toast) => (
          <div
            key={toast.id}
            className="float-in pointer-events-auto flex max-w-110 items-center gap-2 rounded-panel border border-line bg-surface py-1.5 ps-3 pe-1.5 text-base shadow-float"
          >
            {toast.tone === 'done' ? (
              <CheckCircle2 className="size-4 shrink-0 text-ok" aria-hidden />
            ) : (
              <TriangleAlert className="size-4 shrink-0 text-danger" aria-hidden />
            )}
            <span className="min-w-0 flex-1 wrap-anywhere" dir="auto">
              {toast.text}
            </span>
            {toast.offer ? <OfferButton id={toast.id} {...toast.offer} /> : null}
            {toast.undo ? (
              <Button tone="accent" size="small" command="action.undo" onPress={() => undoToast(toast.id)}>
                {t('action.undo')}
              </Button>
            ) : null}
            <IconButton label={t('action.dismiss')} onPress={() => dismissToast(toast.id)} className="size-7">
              <X className="size-3.5" aria-hidden />
            </IconButton>
          </div>
        ))}
      </section>
    </>
  );
}

function OfferButton({ id, verb, run }: { id: number; verb: string; run(): void }) {
  const take = () => {
    dismissToast(id);
    run();
  };
  return (
    <Button tone="accent" size="small" onPress={take}>
      {verb}
    </Button>
  );
}

/** Over the list, so that the rail and where one writes stay free; a phone shows them on top. */
function useRoom(): CSSProperties {
  const panes = usePaneCount();
  const { listWidth } = usePreferences();
  if (panes === 1) return {};
  const rail = panes > 2 ? '12.5rem' : '3.5rem';
  return {
    insetInlineStart: `calc(${rail} + 0.5rem)`,
    maxInlineSize: `min(27.5rem, calc(${inRem(listWidth)} - 1rem))`,
  };
}
