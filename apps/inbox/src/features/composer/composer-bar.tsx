import type { ReplyOptions } from '@filo/contracts/http';
import { NotebookPen, Paperclip, Send } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { t } from '../../i18n/t';
import { keyOf } from '../../keys/key-label';
import { type DraftMode, hasContent, saysSomething } from '../../state/drafts/draft';
import { useDraft } from '../../state/drafts/draft-store';
import { sendHold } from '../../state/drafts/send-hold';
import { useUploads } from '../../state/drafts/uploads';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import { KeyCaps } from '../../ui/key-caps';
import { DraftState } from './draft-state';
import { InviteButton } from './invite-button';
import { ScriptButton } from './scripts/script-button';
import { needsOk } from './needs-ok';
import { SendMenu } from './send-menu';
import type { Composer } from './use-composer';

// Where an answer may have any length there is nothing to say of it.
const LongText = lazy(() => import('./long-text').then((module) => ({ default: module.LongText })));

interface ComposerBarProps {
  threadId: string;
  mode: DraftMode;
  composer: Composer;
  onAttach(): void;
  /** Says where the buttons for formatting may stand. */
  onToolbar(place: HTMLElement | null): void;
  onInvite: (() => void) | undefined;
  onScript(): void;
  onLater(): void;
  /** Names how long a reply may be where it would go. */
  limits: string | null | undefined;
  options: ReplyOptions | undefined;
}

/** Attach, draft state, and the button that says what will happen. */
export function ComposerBar({
  threadId,
  mode,
  composer,
  onAttach,
  onToolbar,
  onInvite,
  onScript,
  onLater,
  limits,
  options,
}: ComposerBarProps) {
  const draft = useDraft(threadId, mode);
  const isNote = mode === 'note';
  const asksOk = !isNote && needsOk(options, draft);
  const hold = useUploads((state) =>
    isNote ? null : sendHold({ threadId, draft, uploads: state.uploads, limits, options }),
  );
  const disabled = !(isNote ? draft?.text.trim() : saysSomething(draft)) || composer.sending || hold !== null;
  return (
    <>
      {limits && !isNote ? (
        <Suspense fallback={null}>
          <LongText draft={draft} limits={limits} write={composer.write} />
        </Suspense>
      ) : null}
      <div className="max-md:group-data-folded/composer:hidden @container flex items-center gap-2 px-2 pb-2 max-md:flex-wrap max-md:gap-y-0">
        {isNote ? null : (
          <>
            <IconButton label={t('command.composer.attach')} command="composer.attach" onPress={onAttach}>
              <Paperclip className="size-4" aria-hidden />
            </IconButton>
            <ScriptButton run={onScript} />
            {onInvite ? <InviteButton run={onInvite} /> : null}
            <div ref={onToolbar} className="max-md:order-first max-md:basis-full max-md:overflow-x-auto" />
          </>
        )}
        <DraftState draft={draft} hold={hold} />
        {hasContent(draft) ? (
          <Button tone="quiet" size="small" onPress={composer.discard}>
            {t('composer.discard')}
          </Button>
        ) : null}
        <span className="ms-auto inline-flex">
          <Button
            tone={isNote ? 'note' : 'primary'}
            isDisabled={disabled}
            onPress={() => composer.send()}
            className={isNote ? '' : 'rounded-e-none'}
          >
            {isNote ? (
              <NotebookPen className="size-4" aria-hidden />
            ) : (
              <Send className="size-4" aria-hidden />
            )}
            {composer.sending
              ? t('composer.sending')
              : t(isNote ? 'composer.add-note' : asksOk ? 'composer.ask-ok' : 'composer.send')}
            <span className="@max-[42rem]:hidden">
              <KeyCaps keys={keyOf('composer.send')} />
            </span>
          </Button>
          {isNote ? null : (
            <SendMenu asksOk={asksOk} isDisabled={disabled} composer={composer} onLater={onLater} />
          )}
        </span>
      </div>
    </>
  );
}
