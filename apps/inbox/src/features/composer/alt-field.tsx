import { t } from '../../i18n/t';

interface AltFieldProps {
  name: string;
  /** Undefined: not said yet; empty: there is nothing to say. */
  alt: string | undefined;
  /** The most characters that the network takes. */
  max: number | undefined;
  onAlt(alt: string | undefined): void;
}

/** Asks what a picture shows that everybody will see, for whoever cannot see it. */
export function AltField({ name, alt, max, onAlt }: AltFieldProps) {
  const isDecoration = alt === '';
  return (
    <span className="flex w-full flex-wrap items-center gap-2 pe-1 pb-1">
      {isDecoration ? null : (
        <input
          value={alt ?? ''}
          dir="auto"
          maxLength={max}
          aria-label={t('composer.alt', { name })}
          placeholder={t('composer.alt-placeholder')}
          onChange={(event) => onAlt(event.target.value || undefined)}
          className="min-h-8 min-w-0 flex-1 basis-52 rounded-input border border-line-strong bg-surface px-2 text-sm max-md:min-h-11"
        />
      )}
      <label className="inline-flex min-h-8 items-center gap-1.5 text-xs max-md:min-h-11">
        <input
          type="checkbox"
          checked={isDecoration}
          onChange={(event) => onAlt(event.target.checked ? '' : undefined)}
        />
        {t('composer.alt-none')}
      </label>
    </span>
  );
}
