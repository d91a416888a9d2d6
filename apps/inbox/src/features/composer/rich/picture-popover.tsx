import type { Editor } from '@tiptap/core';
import type { RefObject } from 'react';
import { t } from '../../../i18n/t';
import { WordPopover } from './word-popover';

interface PicturePopoverProps {
  editor: Editor;
  button: RefObject<HTMLButtonElement | null>;
  onClose(): void;
}

/** Says what the selected picture shows, for those who cannot see it. */
export default function PicturePopover({ editor, button, onClose }: PicturePopoverProps) {
  const close = () => {
    onClose();
    requestAnimationFrame(() => editor.view.focus());
  };
  const apply = (alt: string) => {
    editor.commands.updateAttributes('picture', { alt: alt.trim() });
    return undefined;
  };
  return (
    <WordPopover
      button={button}
      title={t('format.describe')}
      label={t('format.describe-label')}
      help={t('format.describe-help')}
      initial={String(editor.getAttributes('picture')['alt'] ?? '')}
      onApply={apply}
      onClose={close}
    />
  );
}
