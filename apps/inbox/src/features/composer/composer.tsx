import { memo, useRef } from 'react';
import { t } from '../../i18n/t';
import { useCommand } from '../../keys/active-commands';
import { composerScope } from '../../keys/listen-for-keys';
import { setComposerMode, useComposerMode } from '../../state/drafts/composer-mode';
import { addFiles } from '../../state/drafts/uploads';
import { moveFocus } from '../../state/focus-requests';
import { cx } from '../../ui/class-names';
import { ProblemStrip } from '../../ui/problem-strip';
import { ModeSwitch } from './mode-switch';
import { NoteAudience, ReplyAudience } from './audience';
import { FilePicker } from './file-picker';
import { PrivateWordsGuard } from './private-words-guard';
import { SendGuard } from './send-guard';
import { useComposer } from './use-composer';
import { useFileDrop } from './use-file-drop';
import { useInviting } from './use-inviting';
import { useReplyOptions } from './use-reply-options';
import { WaitingDrafts } from './waiting-drafts';
import { WritingArea } from './writing-area';

interface ComposerProps {
  threadId: string;
  topicId: string | null;
}

/**
 * Where an answer or a note is written. The two differ in surface, border, icon and words, so that a note never goes to
 * the person; the mode stays as it was left and never changes by itself.
 */
export const Composer = memo(function Composer({ threadId, topicId }: ComposerProps) {
  const mode = useComposerMode(threadId);
  const composer = useComposer(threadId, topicId, mode);
  const { options } = useReplyOptions(threadId, topicId);
  const inviting = useInviting(threadId, topicId, composer);
  const picker = useRef<HTMLInputElement>(null);
  const isNote = mode === 'note';
  const blocked = isNote ? null : (options?.cannotReply ?? null);

  const turn = (next: typeof mode) => {
    setComposerMode(threadId, next);
    moveFocus('composer');
  };
  useCommand('composer.reply', () => turn('reply'));
  useCommand('composer.note', () => turn('note'));
  useCommand('composer.switch-mode', () => turn(isNote ? 'reply' : 'note'));
  useCommand('composer.send', () => composer.send(), blocked === null);
  useCommand('composer.send-and-close', () => composer.send({ close: true }), blocked === null && !isNote);
  useCommand('composer.attach', () => picker.current?.click(), !isNote);
  useCommand('composer.leave', () => moveFocus('thread'));

  const takeFiles = (files: Iterable<File> | null) => {
    if (files && !isNote) addFiles(threadId, files);
  };
  const { dropping, dropHandlers } = useFileDrop(takeFiles, !isNote);
  return (
    <section
      {...composerScope}
      aria-label={t(isNote ? 'composer.note-label' : 'composer.reply-label')}
      {...dropHandlers}
      className="shrink-0 bg-bg px-4 pb-3 max-md:px-2 max-md:pb-2"
    >
      <div className="mx-auto flex max-w-208 flex-col gap-2">
        <WaitingDrafts threadId={threadId} mode={mode} />
        <SendGuard threadId={threadId} mode={mode} composer={composer} />
        {isNote ? null : <PrivateWordsGuard composer={composer} />}
        {composer.problem ? <ProblemStrip words={composer.problem} /> : null}
        <div
          className={cx(
            'relative rounded-panel border shadow-float',
            isNote ? 'border-2 border-dashed border-note-ink bg-note' : 'border-line-strong bg-surface',
          )}
        >
          <div className="flex flex-wrap items-start gap-x-3 gap-y-1 px-2 pt-2">
            <ModeSwitch mode={mode} onMode={turn} />
            {isNote ? (
              <NoteAudience />
            ) : (
              <ReplyAudience threadId={threadId} topicId={topicId} write={composer.write} />
            )}
          </div>
          {blocked ? (
            <p role="note" className="m-3 rounded-input bg-warn-bg p-3 text-warn">
              {blocked}
            </p>
          ) : (
            <WritingArea
              threadId={threadId}
              topicId={topicId}
              mode={mode}
              composer={composer}
              onFiles={takeFiles}
              onAttach={() => picker.current?.click()}
              onInvite={inviting.run}
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
      <FilePicker ref={picker} onFiles={takeFiles} />
    </section>
  );
});
