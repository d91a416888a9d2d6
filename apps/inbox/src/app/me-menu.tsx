import { useAgent } from '../data/session';
import { useAway } from '../data/use-away';
import { t } from '../i18n/t';
import { Avatar } from '../ui/avatar';
import { cx } from '../ui/class-names';
import { Menu } from '../ui/menu';
import { ownChoices } from './own-choices';

/** Oneself, at the foot of the rail. */
export function MeMenu({ wide }: { wide: boolean }) {
  const agent = useAgent();
  const away = useAway();
  return (
    <Menu
      label={t('me.label')}
      choices={ownChoices(away)}
      buttonLabel={[t('me.open', { name: agent.name }), away && t('me.is-away')].filter(Boolean).join(', ')}
      className={cx(
        'focus-inset flex min-h-10 items-center gap-2.5 rounded-control hover:bg-hover',
        wide ? 'px-2' : 'justify-center',
      )}
    >
      <Avatar seed={agent.id} name={agent.name} size="small" />
      <bdi className={wide ? 'truncate text-base' : 'sr-only'}>{agent.name}</bdi>
      {away ? <span className={cx('text-xs text-warn', wide && 'ms-auto')}>{t('me.is-away')}</span> : null}
    </Menu>
  );
}
