import type { Editor } from '@tiptap/core';
import {
  Bold,
  Captions,
  ImagePlus,
  Italic,
  Link,
  List,
  ListOrdered,
  type LucideIcon,
  TextQuote,
} from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { Toolbar } from 'react-aria-components';
import { t } from '../../../i18n/t';
import { runCommand, useCommand } from '../../../keys/active-commands';
import type { CommandId } from '../../../keys/commands';
import { IconButton } from '../../../ui/icon-button';
import { FormatButton } from './format-button';
import { insertPictures } from './insert-files';
import { type Marks, useMarks } from './use-marks';

const LinkPopover = lazy(() => import('./link-popover'));
const PicturePopover = lazy(() => import('./picture-popover'));

const toggles = [
  { id: 'bold', icon: Bold, run: (editor) => editor.chain().focus().toggleBold().run() },
  { id: 'italic', icon: Italic, run: (editor) => editor.chain().focus().toggleItalic().run() },
  { id: 'bullets', icon: List, run: (editor) => editor.chain().focus().toggleBulletList().run() },
  { id: 'numbers', icon: ListOrdered, run: (editor) => editor.chain().focus().toggleOrderedList().run() },
  { id: 'quote', icon: TextQuote, run: (editor) => editor.chain().focus().toggleBlockquote().run() },
] as const satisfies readonly { id: keyof Marks; icon: LucideIcon; run: (editor: Editor) => boolean }[];

/** The buttons for formatting: one stop for Tab, arrows between them. */
export function FormatBar({ editor, threadId }: { editor: Editor; threadId: string }) {
  const marks = useMarks(editor);
  const [open, setOpen] = useState<'link' | 'picture' | null>(null);
  const link = useRef<HTMLButtonElement>(null);
  const describe = useRef<HTMLButtonElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const canLink = marks.link || (!marks.empty && !marks.picture);
  // At a press the page may know less of the selection than the browser. Without one the key means the palette.
  useCommand('format.link', () => {
    const selected = getSelection()?.isCollapsed === false;
    if (selected || editor.isActive('link')) setOpen('link');
    else runCommand('page.palette');
  });
  return (
    <Toolbar aria-label={t('format.toolbar')} className="flex">
      {toggles.slice(0, 2).map((toggle) => (
        <Toggle key={toggle.id} editor={editor} isOn={marks[toggle.id]} {...toggle} />
      ))}
      <FormatButton
        ref={link}
        command="format.link"
        isOn={marks.link}
        isDisabled={!canLink}
        onPress={() => setOpen('link')}
      >
        <Link className="size-4" aria-hidden />
      </FormatButton>
      {toggles.slice(2).map((toggle) => (
        <Toggle key={toggle.id} editor={editor} isOn={marks[toggle.id]} {...toggle} />
      ))}
      <IconButton label={t('format.picture')} onPress={() => picker.current?.click()}>
        <ImagePlus className="size-4" aria-hidden />
      </IconButton>
      {marks.picture ? (
        <IconButton ref={describe} label={t('format.describe')} onPress={() => setOpen('picture')}>
          <Captions className="size-4" aria-hidden />
        </IconButton>
      ) : null}
      <input
        ref={picker}
        type="file"
        accept="image/png,image/jpeg,image/gif,image/webp"
        multiple
        hidden
        aria-label={t('format.picture')}
        onChange={(event) => {
          insertPictures(editor, threadId, [...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <Suspense fallback={null}>
        {open === 'link' ? <LinkPopover editor={editor} button={link} onClose={() => setOpen(null)} /> : null}
        {open === 'picture' ? (
          <PicturePopover editor={editor} button={describe} onClose={() => setOpen(null)} />
        ) : null}
      </Suspense>
    </Toolbar>
  );
}

interface ToggleProps {
  id: (typeof toggles)[number]['id'];
  icon: LucideIcon;
  editor: Editor;
  isOn: boolean;
  run(editor: Editor): boolean;
}

function Toggle({ id, icon: Icon, editor, isOn, run }: ToggleProps) {
  const command: CommandId = `format.${id}`;
  const press = () => void run(editor);
  useCommand(command, press);
  return (
    <FormatButton command={command} isOn={isOn} onPress={press}>
      <Icon className="size-4" aria-hidden />
    </FormatButton>
  );
}
