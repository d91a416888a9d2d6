import { lazy, Suspense, useState } from 'react';
import type { DraftMode } from '../../state/drafts/draft';
import { useDraft } from '../../state/drafts/draft-store';
import { wouldBeWider } from '../../state/drafts/fitting-choices';
import { ComposerBar } from './composer-bar';
import { blanksLeft } from '../../state/drafts/send-hold';
import { Files } from './files';
import { NoteField } from './note-field';
import { ReplyField } from './reply-field';
import type { Composer } from './use-composer';
import { useReplyLabel } from './use-reply-label';
import { useReplyOptions } from './use-reply-options';

const BesideWords = lazy(() => import('./beside-words'));
const CardOfDraft = lazy(() => import('./card-of-draft'));
const SignatureBelow = lazy(() => import('./signature-below'));
const StormOwner = lazy(() => import('./storm-owner'));
const BlanksLeft = lazy(() => import('./scripts/blanks-left'));

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
  const isWider = wouldBeWider(draft, options);
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
          {options?.signatures && options.signatures.items.length > 0 ? (
            <Suspense>
              <SignatureBelow threadId={threadId} offered={options.signatures} write={composer.write} />
            </Suspense>
          ) : null}
          {options && (options.contentWarning != null || options.asksLanguage || isWider) ? (
            <Suspense>
              <BesideWords threadId={threadId} options={options} write={composer.write} />
            </Suspense>
          ) : null}
          {options?.showsCard && draft?.text.includes('://') && draft.attachments.length === 0 ? (
            <Suspense>
              <CardOfDraft threadId={threadId} topicId={topicId} write={composer.write} />
            </Suspense>
          ) : null}
          {options?.stormOwner ? (
            <Suspense>
              <StormOwner owner={options.stormOwner} />
            </Suspense>
          ) : null}
          {blanks.length > 0 ? (
            <Suspense>
              <BlanksLeft blanks={blanks} write={composer.write} />
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
