import { Archive, Ellipsis, Eraser } from 'lucide-react';
import { useState } from 'react';
import '../../../i18n/later-words';
import { t } from '../../../i18n/t';
import { useCommand } from '../../../keys/active-commands';
import { Menu } from '../../../ui/menu';
import { EraseDialog } from './erase-dialog';
import { useExport } from './use-export';

/** What admins may do with all that is kept of a person. */
export default function PrivacyMenu({ person }: { person: { id: string; name: string } }) {
  const [erasing, setErasing] = useState(false);
  const startExport = useExport(person.id, person.name);
  const askErase = () => setErasing(true);
  useCommand('person.export', startExport);
  useCommand('person.erase', askErase);
  const icon = 'size-4';
  return (
    <>
      <Menu
        label={t('privacy.more', { name: person.name })}
        buttonLabel={t('privacy.more', { name: person.name })}
        className="inline-flex size-8 items-center justify-center rounded-control text-ink-2 hover:bg-hover max-md:size-11"
        choices={[
          {
            id: 'export',
            label: t('command.person.export'),
            icon: <Archive className={icon} aria-hidden />,
            run: startExport,
          },
          {
            id: 'erase',
            label: t('command.person.erase'),
            icon: <Eraser className={icon} aria-hidden />,
            tone: 'danger',
            run: askErase,
          },
        ]}
      >
        <Ellipsis className={icon} aria-hidden />
      </Menu>
      {erasing ? <EraseDialog personId={person.id} onClose={() => setErasing(false)} /> : null}
    </>
  );
}
