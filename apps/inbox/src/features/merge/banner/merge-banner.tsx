import { useQuery } from '@tanstack/react-query';
import { UsersRound } from 'lucide-react';
import { suggestionsQuery } from '../../../data/links/suggestions';
import { t } from '../../../i18n/t';
import { Button } from '../../../ui/button';
import { AskedOfPair, AskThem } from '../ask-them';
import { otherOf } from '../other-of';
import { Reasons } from '../reasons';
import { sayConfidence } from '../say-confidence';
import { useDecision } from '../use-decision';

interface MergeBannerProps {
  personId: string;
  onPerson(personId: string): void;
}

/** "Same person?" in the thread of one of the two: whom it may be, why, why not, how sure, and the three answers. */
export default function MergeBanner({ personId, onPerson }: MergeBannerProps) {
  const { data } = useQuery(suggestionsQuery(personId));
  const { decide, pending } = useDecision();
  const suggestion = data?.items[0];
  if (!suggestion) return null;
  const other = otherOf(suggestion, personId);
  return (
    <section
      aria-label={t('merge.title')}
      className="@container shrink-0 border-b border-line bg-selected px-4 py-2 text-sm max-md:px-3"
    >
      <div className="mx-auto flex max-w-208 flex-wrap items-start gap-x-4 gap-y-2">
        <UsersRound className="mt-0.5 size-4 shrink-0 text-accent max-md:hidden" aria-hidden />
        <div className="min-w-60 flex-1 space-y-1">
          <p>
            <span className="font-semibold">{t('merge.title')}</span>{' '}
            <button type="button" className="text-accent underline" onClick={() => onPerson(other.id)}>
              <bdi>{other.name}</bdi>
            </button>{' '}
            <bdi className="wrap-anywhere text-ink-2">
              {other.identities.map(({ key }) => key).join(', ')}
            </bdi>
            <span className="text-ink-2"> · {sayConfidence(suggestion)}</span>
          </p>
          <Reasons suggestion={suggestion} max={4} />
          <AskedOfPair persons={suggestion.persons} />
        </div>
        <div className="flex gap-2 max-md:w-full max-md:flex-col">
          <Button
            size="small"
            tone="primary"
            isDisabled={pending}
            onPress={() => void decide(suggestion, 'join')}
          >
            {t('merge.join')}
          </Button>
          <Button size="small" isDisabled={pending} onPress={() => void decide(suggestion, 'reject')}>
            {t('merge.reject')}
          </Button>
          <Button size="small" isDisabled={pending} onPress={() => void decide(suggestion, 'later')}>
            {t('merge.later')}
          </Button>
          <AskThem persons={suggestion.persons} />
        </div>
      </div>
    </section>
  );
}
