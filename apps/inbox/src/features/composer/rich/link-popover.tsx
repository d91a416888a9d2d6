import type { Editor } from '@tiptap/core';
import type { RefObject } from 'react';
import { t } from '../../../i18n/t';
import { Button } from '../../../ui/button';
import { linkAddress } from './link-address';
import { WordPopover } from './word-popover';

interface LinkPopoverProps {
  editor: Editor;
  button: RefObject<HTMLButtonElement | null>;
  onClose(): void;
}

/** Makes the selected words a link, changes the link at the caret, or takes it away. */
export default function LinkPopover({ editor, button, onClose }: LinkPopoverProps) {
  const current = editor.getAttributes('link')['href'] as string | undefined;
  const close = () => {
    onClose();
    // The popover gives the focus back to its button; the writer goes on in the text.
    requestAnimationFrame(() => editor.view.focus());
  };
  const remove = () => {
    editor.chain().extendMarkRange('link').unsetLink().run();
    close();
  };
  const apply = (typed: string) => {
    const href = linkAddress(typed);
    if (href === undefined) return t('format.link-wrong');
    const chain = editor.chain();
    if (current !== undefined) chain.extendMarkRange('link');
    chain.setLink({ href }).run();
    return undefined;
  };
  return (
    <WordPopover
      button={button}
      title={t('command.format.link')}
      label={t('format.link-label')}
      initial={current ?? ''}
      onApply={apply}
      onClose={close}
    >
      {current === undefined ? null : (
        <Button tone="danger" onPress={remove}>
          {t('format.link-remove')}
        </Button>
      )}
    </WordPopover>
  );
}
