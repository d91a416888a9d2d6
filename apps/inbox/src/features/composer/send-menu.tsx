import { ChevronDown } from 'lucide-react';
import { t } from '../../i18n/t';
import { Menu, type MenuChoice } from '../../ui/menu';
import type { Composer } from './use-composer';

interface SendMenuProps {
  asksOk: boolean;
  isDisabled: boolean;
  composer: Composer;
  onLater(): void;
}

/** More ways to send, beside the button that sends. What a colleague reads first has no time of its own. */
export function SendMenu({ asksOk, isDisabled, composer, onLater }: SendMenuProps) {
  const close: MenuChoice = {
    id: 'close',
    label: t(asksOk ? 'composer.ask-ok-and-close' : 'command.composer.send-and-close'),
    command: 'composer.send-and-close',
    run: () => composer.send({ close: true }),
  };
  const later: MenuChoice = {
    id: 'later',
    label: t('command.composer.send-later'),
    command: 'composer.send-later',
    run: onLater,
  };
  return (
    <Menu
      label={t('composer.send-menu')}
      choices={asksOk ? [close] : [close, later]}
      buttonLabel={t('composer.send-menu')}
      isDisabled={isDisabled}
      className="inline-flex min-h-8 w-8 items-center justify-center rounded-e-control border-s border-on-accent/30 bg-accent text-on-accent hover:bg-accent-hover disabled:opacity-50 max-md:min-h-11 max-md:w-11"
    >
      <ChevronDown className="size-4" aria-hidden />
    </Menu>
  );
}
