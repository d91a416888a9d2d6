import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { threadQuery } from '../../data/threads/thread-queries';
import { t } from '../../i18n/t';
import type { DraftMode } from '../../state/drafts/draft';
import { useDraft } from '../../state/drafts/draft-store';
import { offerFocus } from '../../state/focus-requests';
import { channelName } from '../../ui/channel-glyph';
import type { Composer } from './use-composer';
import { useReplyOptions } from './use-reply-options';

interface DraftFieldProps {
  threadId: string;
  topicId: string | null;
  mode: DraftMode;
  composer: Composer;
  onFiles(files: FileList | null): void;
}

/** The text itself: the only part drawn again at a key. */
export function DraftField({ threadId, topicId, mode, composer, onFiles }: DraftFieldProps) {
  const text = useDraft(threadId, mode)?.text ?? '';
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => offerFocus('composer', () => field.current?.focus()), []);
  const isNote = mode === 'note';
  const label = useReplyLabel(threadId, topicId);
  return (
    <textarea
      ref={field}
      value={text}
      rows={3}
      dir="auto"
      aria-label={isNote ? t('composer.note-text') : label}
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

/** Says by which channel the words will travel, and to whom. */
function useReplyLabel(threadId: string, topicId: string | null): string {
  const { options } = useReplyOptions(threadId, topicId);
  const { data: thread } = useQuery(threadQuery(threadId));
  if (!options?.channel || !thread) return t('composer.reply-text');
  const values = { name: thread.person.name, channel: channelName(options.channel) };
  return t(options.channel === 'email' ? 'composer.reply-by-email' : 'composer.reply-by', values);
}
