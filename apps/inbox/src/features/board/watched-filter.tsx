import { useQuery } from '@tanstack/react-query';
import { Eye } from 'lucide-react';
import { watchesQuery } from '../../data/watches/watches-query';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';

/** Shows only what the agent watches; there while they watch anything. */
export function WatchedFilter({ chosen, onChoose }: { chosen: boolean; onChoose(chosen: boolean): void }) {
  const { data } = useQuery(watchesQuery);
  const count = data?.items.length ?? 0;
  if (count === 0 && !chosen) return null;
  return (
    <Button
      size="small"
      aria-pressed={chosen}
      tone={chosen ? 'primary' : 'plain'}
      onPress={() => onChoose(!chosen)}
    >
      <Eye className="size-3.5" aria-hidden />
      {t('watches.mine', { count })}
    </Button>
  );
}
