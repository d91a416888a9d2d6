import type { Watch } from '@filo/contracts/http';
import { identityName } from '../data/identity-name';
import { t } from '../i18n/t';

/** What is new in a conversation that the agent watches: how much was said, how the newest begins, and figures that crossed a step. */
export function WatchNews({ watch: { said, latest, reached } }: { watch: Watch }) {
  return (
    <ul className="space-y-0.5 text-sm">
      {latest ? (
        <li className="line-clamp-3 wrap-anywhere">
          <span className="font-medium">{t('watches.said', { count: said })}</span>{' '}
          <bdi>{identityName(latest.author)}</bdi>: <span dir="auto">{latest.text}</span>
        </li>
      ) : null}
      {reached.map(({ figure, from, to }) => (
        <li key={figure} className="tabular">
          {t('watches.reached', { figure: t(`reach.${figure}`, { count: to }), from })}
        </li>
      ))}
    </ul>
  );
}
