import { lazy, Suspense, useState } from 'react';
import type { DraftMode } from '../../state/drafts/draft';
import { useDraft } from '../../state/drafts/draft-store';
import { ComposerBar } from './composer-bar';
import { blanksLeft } from '../../state/drafts/send-hold';
import { Files } from './files';
import { NoteField } from './note-field';
import { ReplyField } from './reply-field';
import type { Composer } from './use-composer';
import { useReplyLabel } from './use-reply-label';
import { useReplyOptions } from './use-reply-options';

const BesideReply = lazy(() => import('./beside-reply'));

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
  onScript(): void;
  onLater(): void;
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
  onScript,
  onLater,
}: WritingAreaProps) {
  const { options, areFormer } = useReplyOptions(threadId, topicId);
  const draft = useDraft(threadId, 'reply');
  const isRich = !options?.channel || richChannels.has(options.channel);
  const blanks = blanksLeft(draft);
  const label = useReplyLabel(threadId, topicId);
  const [toolbar, setToolbar] = useState<HTMLElement | null>(null);
  return (
    <>
      {mode === 'note' ? (
        <NoteField {...{ threadId, topicId, composer }} />
      ) : (
        <>
          <ReplyField
            threadId={threadId}
            composer={composer}
            label={label}
            toolbar={toolbar}
            onFiles={onFiles}
            limits={options?.limits}
            isRich={isRich}
            network={isRich || areFormer ? undefined : (options?.channel ?? undefined)}
          />
          {options || blanks.length > 0 ? (
            <Suspense>
              <BesideReply {...{ threadId, topicId, options, blanks, write: composer.write }} />
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
        onScript={onScript}
        onLater={onLater}
        limits={options?.limits}
        options={options}
      />
    </>
  );
}
