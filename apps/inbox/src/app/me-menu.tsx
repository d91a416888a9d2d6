import { useAgent } from '../data/session';
import { t } from '../i18n/t';
import { Avatar } from '../ui/avatar';
import { cx } from '../ui/class-names';
import { Menu } from '../ui/menu';
import { ownChoices } from './own-choices';

/** Oneself, at the foot of the rail. */
export function MeMenu({ wide }: { wide: boolean }) {
  const agent = useAgent();
  return (
    <Menu
      label={t('me.label')}
      choices={ownChoices()}
      buttonLabel={t('me.open', { name: agent.name })}
      className={cx(
        'focus-inset flex min-h-10 items-center gap-2.5 rounded-control hover:bg-hover',
        wide ? 'px-2' : 'justify-center',
      )}
    >
      <Avatar seed={agent.id} name={agent.name} size="small" />
      <bdi className={wide ? 'truncate text-base' : 'sr-only'}>{agent.name}</bdi>
    </Menu>
  );
}
