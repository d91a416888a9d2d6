import { ChevronDown, NotebookPen, Paperclip, Send } from 'lucide-react';
import { clock } from '../../i18n/format';
import { t } from '../../i18n/t';
import { keyOf } from '../../keys/key-label';
import { type DraftMode, hasContent } from '../../state/drafts/draft';
import { useDraft } from '../../state/drafts/draft-store';
import { useUploads } from '../../state/drafts/uploads';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import { KeyCaps } from '../../ui/key-caps';
import { Menu } from '../../ui/menu';
import type { Composer } from './use-composer';

interface ComposerBarProps {
  threadId: string;
  mode: DraftMode;
  composer: Composer;
  onAttach(): void;
}

/** Attach, draft state, and the button that says what will happen. */
export function ComposerBar({ threadId, mode, composer, onAttach }: ComposerBarProps) {
  const draft = useDraft(threadId, mode);
  const uploading = useUploads((state) =>
    state.uploads.some((upload) => upload.threadId === threadId && !upload.problem),
  );
  const isNote = mode === 'note';
  const disabled = !draft?.text.trim() || composer.sending || (uploading && !isNote);
  return (
    <div className="flex items-center gap-2 px-2 pb-2">
      {isNote ? null : (
        <IconButton label={t('command.composer.attach')} command="composer.attach" onPress={onAttach}>
          <Paperclip className="size-4" aria-hidden />
        </IconButton>
      )}
      <span className="ms-auto truncate text-xs text-ink-3">
        {uploading && !isNote
          ? t('composer.uploading')
          : hasContent(draft) && draft
            ? t('composer.saved', { at: clock(new Date(draft.updatedAt).toISOString()) })
            : null}
      </span>
      {hasContent(draft) ? (
        <Button tone="quiet" size="small" onPress={composer.discard}>
          {t('composer.discard')}
        </Button>
      ) : null}
      <span className="inline-flex">
        <Button
          tone={isNote ? 'note' : 'primary'}
          isDisabled={disabled}
          onPress={() => composer.send()}
          className={isNote ? '' : 'rounded-e-none'}
        >
          {isNote ? (
            <NotebookPen className="size-4" aria-hidden />
          ) : (
            <Send className="size-4 rtl:-scale-x-100" aria-hidden />
          )}
          {composer.sending ? t('composer.sending') : t(isNote ? 'composer.add-note' : 'composer.send')}
          <span className="max-md:hidden">
            <KeyCaps keys={keyOf('composer.send')} />
          </span>
        </Button>
        {isNote ? null : (
          <Menu
            label={t('composer.send-menu')}
            choices={[
              {
                id: 'close',
                label: t('command.composer.send-and-close'),
                command: 'composer.send-and-close',
                run: () => composer.send({ close: true }),
              },
            ]}
            buttonLabel={t('composer.send-menu')}
            isDisabled={disabled}
            className="inline-flex min-h-8 w-8 items-center justify-center rounded-e-control border-s border-on-accent/30 bg-accent text-on-accent hover:bg-accent-hover disabled:opacity-50 max-md:min-h-11 max-md:w-11"
          >
            <ChevronDown className="size-4" aria-hidden />
          </Menu>
        )}
      </span>
    </div>
  );
}
