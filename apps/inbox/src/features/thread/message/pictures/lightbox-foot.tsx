import { ChevronLeft, ChevronRight } from 'lucide-react';
import { t } from '../../../../i18n/t';
import { IconButton } from '../../../../ui/icon-button';

interface LightboxFootProps {
  /** What the picture shows; empty: nobody said. */
  alt: string;
  /** Undefined: there is one picture alone. */
  onGo: ((by: number) => void) | undefined;
}

/** What a picture shows, in words, between the ways to the others. */
export function LightboxFoot({ alt, onGo }: LightboxFootProps) {
  return (
    <footer className="flex items-center gap-2 border-t border-line bg-surface px-2 py-1.5">
      {onGo ? (
        <IconButton label={t('command.picture.previous')} command="picture.previous" onPress={() => onGo(-1)}>
          <ChevronLeft className="size-4" aria-hidden />
        </IconButton>
      ) : null}
      <p
        dir="auto"
        // Long words are scrolled to by keys as well.
        tabIndex={0}
        role="group"
        aria-label={t('picture.alt')}
        className="focus-inset max-h-24 min-h-8 min-w-0 flex-1 overflow-y-auto py-1.5 text-center text-sm text-ink-2 whitespace-pre-line wrap-anywhere"
      >
        {alt || t('picture.no-alt')}
      </p>
      {onGo ? (
        <IconButton label={t('command.picture.next')} command="picture.next" onPress={() => onGo(1)}>
          <ChevronRight className="size-4" aria-hidden />
        </IconButton>
      ) : null}
    </footer>
  );
}
