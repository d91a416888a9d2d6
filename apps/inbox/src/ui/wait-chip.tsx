import { Clock } from 'lucide-react';
import { duration } from '../i18n/format';
import { t } from '../i18n/t';
import { useNow } from '../state/minute-clock';
import { Chip } from './chip';

const amberMs = 4 * 3_600_000;
const redMs = 8 * 3_600_000;

/** How long somebody has been waiting for us. */
export function WaitChip({ since, words = false }: { since: string; words?: boolean }) {
  const waited = useNow() - Date.parse(since);
  const tone = waited >= redMs ? 'danger' : waited >= amberMs ? 'warn' : 'plain';
  return (
    <Chip tone={tone} wraps={words} title={t('wait.title', { duration: duration(waited) })}>
      <Clock className="size-3" aria-hidden />
      {words ? t('wait.words', { duration: duration(waited) }) : duration(waited)}
    </Chip>
  );
}
