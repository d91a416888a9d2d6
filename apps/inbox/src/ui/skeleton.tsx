import { t } from '../i18n/t';
import { inRem } from '../state/rem';

/** Grey lines in the shape of what is coming; shown only when it takes longer than 150 ms. */
export function Skeleton({ rows = 4, height = 82 }: { rows?: number; height?: number }) {
  return (
    <div role="status" className="appear-late">
      <span className="sr-only">{t('state.loading')}</span>
      {Array.from({ length: rows }, (_, index) => (
        <div
          key={index}
          aria-hidden
          className="flex items-center gap-3 px-4"
          style={{ height: inRem(height) }}
        >
          <span className="size-9 rounded-full bg-sunken" />
          <span className="flex flex-1 flex-col gap-2">
            <span className="h-3 w-1/3 rounded-control bg-sunken" />
            <span className="h-3 w-4/5 rounded-control bg-sunken" />
          </span>
        </div>
      ))}
    </div>
  );
}
