import { type ComponentProps, lazy, memo, Suspense, useRef } from 'react';
import { sayWhy } from '../../i18n/say-why';
import { t } from '../../i18n/t';
import { useCommand } from '../../keys/active-commands';
import { composerScope } from '../../keys/listen-for-keys';
import { setComposerMode, useComposerMode } from '../../state/drafts/composer-mode';
import type { DraftMode } from '../../state/drafts/draft';
import { useDraft } from '../../state/drafts/draft-store';
import { addFiles } from '../../state/drafts/uploads';
import { moveFocus } from '../../state/focus-requests';
import { cx } from '../../ui/class-names';
import { ProblemStrip } from '../../ui/problem-strip';
import { needsOk } from './needs-ok';
import { ModeSwitch } from './mode-switch';
import { NoteAudience, ReplyAudience } from './audience';
import { BesideDraft } from './beside-draft';
import { FilePicker } from './file-picker';
import { GoesElsewhere } from './goes-elsewhere';
import { SendGuard } from './send-guard';
import { useScripts } from './scripts/use-scripts';
import { Answered } from './answered';
import { NothingToAnswer } from './nothing-to-answer';
import { useAnswering } from './use-answering';
import { useComposer } from './use-composer';
import { useFileDrop } from './use-file-drop';
import { useInviting } from './use-inviting';
import { useLater } from './later/use-later';
import { useUnfolded } from './use-unfolded';
import { useReplyOptions } from './use-reply-options';
import { WritingArea } from './writing-area';

// Of public answers alone, and of few of them.
const PrivateWordsGuard = lazy(() =>
  import('./private-words-guard').then((module) => ({ default: module.PrivateWordsGuard })),
);

const PublicGuard = (props: ComponentProps<typeof PrivateWordsGuard>) =>
  props.composer.privateWords ? (
    <Suspense fallback={null}>
      <PrivateWordsGuard {...props} />
    </Suspense>
  ) : null;

interface ComposerProps {
  threadId: string;
  topicId: string | null;
}

function useModeCommands(threadId: string, isNote: boolean, turn: (mode: DraftMode) => void) {
  const answersFocused = useAnswering(threadId);
  useCommand('composer.reply', () => {
    if (!answersFocused()) turn('reply');
  });
  useCommand('composer.note', () => turn('note'));
  useCommand('composer.switch-mode', () => turn(isNote ? 'reply' : 'note'));
  useCommand('composer.leave', () => moveFocus('thread'));
}

/**
 * Where an answer or a note is written. The two differ in surface, border, icon and words, so that a note never goes to
 * the person; the mode stays as it was left and never changes by itself.
 */
export const Composer = memo(function Composer({ threadId, topicId }: ComposerProps) {
  const mode = useComposerMode(threadId);
  const composer = useComposer(threadId, topicId, mode);
  const { options } = useReplyOptions(threadId, topicId);
  const draft = useDraft(threadId, 'reply');
  const inviting = useInviting(threadId, topicId, composer);
  const scripts = useScripts(threadId, topicId, mode === 'reply' && !options?.cannotReply);
  const later = useLater({ threadId, topicId, mode }, composer);
  const unfolded = useUnfolded(threadId, mode);
  const picker = useRef<HTMLInputElement>(null);
  const isNote = mode === 'note';
  const blocked = isNote ? null : sayWhy(options?.cannotReply, options?.cannotReplyWhy) || null;

  const turn = (next: typeof mode) => {
    setComposerMode(threadId, next);
    moveFocus('composer');
  };
  useModeCommands(threadId, isNote, turn);
  useCommand('composer.send', () => composer.send(), blocked === null);
  useCommand('composer.send-and-close', () => composer.send({ close: true }), blocked === null && !isNote);
  useCommand('composer.attach', () => picker.current?.click(), !isNote);

  const takeFiles = (files: Iterable<File> | null) => {
    if (files && !isNote) addFiles(threadId, files);
  };
  const { dropping, dropHandlers } = useFileDrop(takeFiles, !isNote);
  return (
    <section
      {...composerScope}
      aria-label={t(isNote ? 'composer.note-label' : 'composer.reply-label')}
      {...dropHandlers}
      onKeyDown={scripts.onKeyDown}
      {...unfolded}
      className="group/composer shrink-0 bg-bg px-4 pb-3 max-md:px-2 max-md:pb-2"
    >
      <div className="mx-auto flex max-w-208 flex-col gap-2">
        <BesideDraft threadId={threadId} mode={mode} />
        <SendGuard threadId={threadId} mode={mode} composer={composer} />
        {isNote ? null : <PublicGuard composer={composer} asksOk={needsOk(options, draft)} />}
        {composer.problem ? <ProblemStrip words={composer.problem} /> : null}
        <div
          className={cx(
            'relative rounded-panel border shadow-float',
            isNote ? 'border-2 border-dashed border-note-ink bg-note' : 'border-line-strong bg-surface',
          )}
        >
          <div className="flex flex-wrap items-start gap-x-3 gap-y-1 px-2 pt-2">
            <ModeSwitch mode={mode} onMode={turn} />
            {isNote ? <NoteAudience /> : <ReplyAudience {...{ threadId, topicId }} write={composer.write} />}
          </div>
          {isNote ? null : <Answered {...{ threadId, topicId }} />}
          {isNote ? null : <GoesElsewhere {...{ threadId, topicId }} />}
          {blocked ? (
            <NothingToAnswer blocked={blocked} options={options} />
          ) : (
            <WritingArea
              threadId={threadId}
              topicId={topicId}
              {...{ mode, composer }}
              onFiles={takeFiles}
              onAttach={() => picker.current?.click()}
              onInvite={inviting.run}
              onScript={scripts.open}
              onLater={later.open}
            />
          )}
          {dropping ? (
            <div className="pointer-events-none absolute inset-0 flex items-center justify-center rounded-panel border-2 border-dashed border-accent bg-selected text-lg font-medium text-accent">
              {t('composer.drop')}
            </div>
          ) : null}
        </div>
      </div>
      {inviting.dialog}
      {scripts.picker}
      {later.dialog}
      <FilePicker ref={picker} onFiles={takeFiles} />
    </section>
  );
});
