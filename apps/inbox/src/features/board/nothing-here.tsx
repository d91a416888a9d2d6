import { t } from '../../i18n/t';
import { QuietBoard } from './quiet-board';

/** Why there is no card: nothing is watched, the source brought nothing, or all is quiet. */
export function NothingHere({
  source,
  watched,
  lastAt,
}: {
  source: string | undefined;
  watched: boolean;
  lastAt: string | null;
}) {
  if (watched) return <p className="text-ink-3">{t('watches.none')}</p>;
  if (source) return <p className="text-ink-3">{t('listening.none-here')}</p>;
  return <QuietBoard lastAt={lastAt} />;
}
