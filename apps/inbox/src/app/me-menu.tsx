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
      // As it is seen, so that who speaks to the page can say it.
      buttonLabel={[t('me.open', { name: agent.name }), away && t('me.is-away')].filter(Boolean).join(' ')}
      className={cx(
        'focus-inset flex min-h-10 items-center rounded-control hover:bg-hover',
        wide ? 'gap-2.5 px-2' : 'flex-col justify-center gap-0.5',
      )}
    >
      <Avatar seed={agent.id} name={agent.name} size="small" />
      <bdi className={wide ? 'truncate text-base' : 'sr-only'}>{agent.name}</bdi>{' '}
      {away ? <span className={cx('text-xs text-warn', wide && 'ms-auto')}>{t('me.is-away')}</span> : null}
    </Menu>
  );
}
