import { useEffect, useRef } from 'react';
import { t } from '../../i18n/t';
import type { DraftMode } from '../../state/drafts/draft';
import { useDraft } from '../../state/drafts/draft-store';
import { offerFocus } from '../../state/focus-requests';
import type { Composer } from './use-composer';

interface DraftFieldProps {
  threadId: string;
  mode: DraftMode;
  composer: Composer;
  onFiles(files: FileList | null): void;
}

/** The text itself: the only part drawn again at a key. */
export function DraftField({ threadId, mode, composer, onFiles }: DraftFieldProps) {
  const text = useDraft(threadId, mode)?.text ?? '';
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => offerFocus('composer', () => field.current?.focus()), []);
  const isNote = mode === 'note';
  return (
    <textarea
      ref={field}
      value={text}
      rows={3}
      dir="auto"
      aria-label={t(isNote ? 'composer.note-text' : 'composer.reply-text')}
      placeholder={t(isNote ? 'composer.note-placeholder' : 'composer.reply-placeholder')}
      onChange={(event) => composer.write({ text: event.target.value })}
      onPaste={(event) => {
        if (event.clipboardData.files.length === 0) return;
        event.preventDefault();
        onFiles(event.clipboardData.files);
      }}
      className="field-sizing-content max-h-[40vh] min-h-18 w-full resize-none bg-transparent px-4 py-2 text-md outline-none max-md:max-h-[30vh]"
    />
  );
}
