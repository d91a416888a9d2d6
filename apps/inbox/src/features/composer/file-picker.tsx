import type { Ref } from 'react';
import { t } from '../../i18n/t';

interface FilePickerProps {
  ref: Ref<HTMLInputElement>;
  onFiles(files: Iterable<File> | null): void;
}

/** The browser's own choice of files, opened from elsewhere; the same file can be chosen twice in a row. */
export function FilePicker({ ref, onFiles }: FilePickerProps) {
  return (
    <input
      ref={ref}
      type="file"
      multiple
      hidden
      aria-label={t('command.composer.attach')}
      onChange={(event) => {
        onFiles(event.target.files);
        event.target.value = '';
      }}
    />
  );
}
