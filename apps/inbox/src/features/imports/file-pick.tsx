import { useRef } from 'react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';

/** Chooses one CSV file; the name of the chosen one stands beside the button. */
export function FilePick({ file, onFile }: { file: File | null; onFile(file: File): void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="flex flex-wrap items-center gap-3">
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        className="hidden"
        aria-label={t('imports.choose')}
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          // The same file may be chosen again once it was mended.
          event.target.value = '';
          if (chosen) onFile(chosen);
        }}
      />
      <Button onPress={() => input.current?.click()}>{t('imports.choose')}</Button>
      <span className="min-w-0 text-ink-2 wrap-anywhere">{file ? file.name : t('imports.choose-help')}</span>
    </div>
  );
}
