import { useState } from 'react';
import { Dialog, Header, MenuItem, MenuSection, Modal, ModalOverlay } from 'react-aria-components';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { runCommand } from '../../keys/active-commands';
import { takeHeldKeys } from '../../keys/hold-keys';
import type { CommandId } from '../../keys/commands';
import { keyOf } from '../../keys/key-label';
import { KnownByLine } from '../../ui/known-by-line';
import { KeyCaps } from '../../ui/key-caps';
import { SearchMenu } from '../../ui/search-menu';
import { rememberCommand } from './order-commands';
import { usePaletteChoices } from './use-palette-choices';

export interface PaletteProps {
  onClose(): void;
  onPerson(personId: string): void;
}

const rowLook =
  'flex min-h-9 items-center gap-2 rounded-control px-3 text-base outline-none data-[focused]:bg-selected max-md:min-h-11';

function giveCommand(id: CommandId, onClose: () => void): void {
  rememberCommand(id);
  onClose();
  // The dialog gives the focus back first; a command may then move it.
  setTimeout(() => runCommand(id), 0);
}

/** Every command that can be given now, and people by name or address; each with its key. */
export default function Palette({ onClose, onPerson }: PaletteProps) {
  const [text, setText] = useState('');
  const { choices, found } = usePaletteChoices(text);

  const run = (id: CommandId) => giveCommand(id, onClose);
  return (
    <ModalOverlay
      isOpen
      onOpenChange={(open) => !open && onClose()}
      isDismissable
      className="fixed inset-0 z-(--z-dialog) flex items-start justify-center bg-overlay p-4 pt-[12vh] max-md:p-2"
    >
      <Modal className="float-in w-full max-w-140 overflow-hidden rounded-dialog border border-line bg-surface shadow-float">
        <Dialog aria-label={t('palette.label')} className="outline-none">
          <SearchMenu
            label={t('palette.label')}
            placeholder={t('palette.placeholder')}
            text={text}
            onText={setText}
            onFocus={() => {
              const typed = takeHeldKeys();
              if (typed) setText((before) => before + typed);
            }}
            empty={t('palette.nothing')}
          >
            {choices.length > 0 ? (
              <MenuSection id="commands">
                <Header className="px-3 pt-1.5 pb-1 text-xs font-medium text-ink-3">
                  {t('palette.commands')}
                </Header>
                {choices.map((command) => (
                  <MenuItem
                    key={command.id}
                    id={command.id}
                    textValue={t(`command.${command.id}`)}
                    onAction={() => run(command.id as CommandId)}
                    className={rowLook}
                  >
                    <span className="flex-1">{t(`command.${command.id}`)}</span>
                    <KeyCaps keys={keyOf(command.id as CommandId)} />
                  </MenuItem>
                ))}
              </MenuSection>
            ) : null}
            {found.length > 0 ? (
              <MenuSection id="people">
                <Header className="px-3 pt-2 pb-1 text-xs font-medium text-ink-3">
                  {t('palette.people')}
                </Header>
                {found.map((person) => (
                  <MenuItem
                    key={person.id}
                    id={person.id}
                    textValue={person.name}
                    onAction={() => {
                      onClose();
                      onPerson(person.id);
                    }}
                    className={rowLook}
                  >
                    <bdi className="font-medium">{person.name}</bdi>
                    <span className="truncate text-sm text-ink-3">
                      <KnownByLine person={person} />
                    </span>
                  </MenuItem>
                ))}
              </MenuSection>
            ) : null}
          </SearchMenu>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
