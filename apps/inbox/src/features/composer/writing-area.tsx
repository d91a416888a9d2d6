import { lazy, Suspense, useState } from 'react';
import type { DraftMode } from '../../state/drafts/draft';
import { useDraft } from '../../state/drafts/draft-store';
import { wouldBeWider } from '../../state/drafts/fitting-choices';
import { ComposerBar } from './composer-bar';
import { Files } from './files';
import { NoteField } from './note-field';
import { ReplyField } from './reply-field';
import type { Composer } from './use-composer';
import { useReplyLabel } from './use-reply-label';
import { useReplyOptions } from './use-reply-options';

const BesideWords = lazy(() => import('./beside-words'));

/** The channels whose mails carry formatting and pictures. */
const richChannels = new Set(['email', 'webform']);

interface WritingAreaProps {
  threadId: string;
  topicId: string | null;
  mode: DraftMode;
  composer: Composer;
  onFiles(files: Iterable<File>): void;
  onAttach(): void;
  /** Set while the answer is public. */
  onInvite: (() => void) | undefined;
}

/** The text, its files, and the bar below. */
export function WritingArea({
  threadId,
  topicId,
  mode,
  composer,
  onFiles,
  onAttach,
  onInvite,
}: WritingAreaProps) {
  const { options } = useReplyOptions(threadId, topicId);
  const isWider = wouldBeWider(useDraft(threadId, 'reply'), options);
  const label = useReplyLabel(threadId, topicId);
  const [toolbar, setToolbar] = useState<HTMLElement | null>(null);
  return (
    <>
      {mode === 'note' ? (
        <NoteField threadId={threadId} composer={composer} />
      ) : (
        <>
          <ReplyField
            threadId={threadId}
            composer={composer}
            label={label}
            toolbar={toolbar}
            onFiles={onFiles}
            isRich={!options?.channel || richChannels.has(options.channel)}
          />
          {options && (options.contentWarning != null || options.asksLanguage || isWider) ? (
            <Suspense>
              <BesideWords threadId={threadId} options={options} write={composer.write} />
            </Suspense>
          ) : null}
          <Files threadId={threadId} limits={options?.limits} write={composer.write} />
        </>
      )}
      <ComposerBar
        threadId={threadId}
        mode={mode}
        composer={composer}
        onAttach={onAttach}
        onToolbar={setToolbar}
        onInvite={onInvite}
        limits={options?.limits}
        options={options}
      />
    </>
  );
}
