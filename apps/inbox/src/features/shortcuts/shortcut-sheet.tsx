import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { type Command, type CommandGroup, commands } from '../../keys/commands';
import { keyOf } from '../../keys/key-label';
import type { CommandId } from '../../keys/commands';
import { setPreferences, usePreferences } from '../../state/preferences';
import { CheckField } from '../../ui/check-field';
import { Dialog } from '../../ui/dialog';
import { KeyCaps } from '../../ui/key-caps';

const groups: readonly CommandGroup[] = [
  ...(['move', 'act', 'write', 'picture'] as const),
  ...(['review', 'board', 'oks', 'go', 'page'] as const),
];

/** All shortcuts, from the one list of commands, and the switch that turns single keys off. */
export default function ShortcutSheet({ onClose }: { onClose(): void }) {
  const singleKeys = usePreferences((state) => state.singleKeys);
  return (
    <Dialog title={t('shortcuts.title')} isOpen onClose={onClose} width="max-w-180">
      <div className="columns-2 gap-8 p-5 max-md:columns-1">
        {groups.map((group) => (
          <section key={group} className="mb-5 break-inside-avoid">
            <h3 className="mb-1 text-sm font-semibold text-ink-2">{t(`shortcuts.${group}`)}</h3>
            <dl>
              {commands
                .filter((command: Command) => command.group === group && command.keys.length > 0)
                .map((command) => (
                  <div key={command.id} className="flex min-h-7 items-center justify-between gap-4 text-base">
                    <dt>{t(`command.${command.id}`)}</dt>
                    <dd>
                      <span className="sr-only">{keyOf(command.id as CommandId).join(' ')}</span>
                      <KeyCaps keys={keyOf(command.id as CommandId)} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
      <div className="border-t border-line px-5 py-3">
        <CheckField checked={singleKeys} onChange={(on) => setPreferences({ singleKeys: on })}>
          {t('shortcuts.single-keys')}
        </CheckField>
      </div>
    </Dialog>
  );
}
