import { Merge, Split } from 'lucide-react';
import { t } from '../i18n/t';
import { Button } from '../ui/button';
import { openMerge, openSplit } from './people-overlay';

/** What can be done with a person as a whole: find who is the same, or part who is not. */
export function LinkButtons({ personId }: { personId: string }) {
  return (
    <div className="flex flex-wrap gap-2 px-4 pb-4">
      <Button command="thread.merge" onPress={() => openMerge(personId)}>
        <Merge className="size-4" aria-hidden />
        {t('merge.open')}
      </Button>
      <Button onPress={() => openSplit(personId)}>
        <Split className="size-4" aria-hidden />
        {t('split.open')}
      </Button>
    </div>
  );
}
