import type { SuggestionView } from '@filo/contracts/http';
import { UsersRound } from 'lucide-react';
import { t } from '../../../i18n/t';
import { Button } from '../../../ui/button';
import { ListOfIdentities } from '../../../ui/identity-words';
import { AskedOfPair, AskThem } from '../ask-them';
import { otherOf } from '../other-of';
import { Reasons } from '../reasons';
import { sayConfidence } from '../say-confidence';
import { useDecision } from '../use-decision';
import { BannerFrame } from './banner-frame';

interface MergeBannerProps {
  personId: string;
  suggestion: SuggestionView;
  /** Whether `y` joins these two: it stands for one pair at a time. */
  hasKey: boolean;
  onJoin(): void;
  onPerson(personId: string): void;
}

/** "Same person?" in the thread of one of the two: whom it may be, why, why not, how sure, and the three answers. */
export function MergeBanner({ personId, suggestion, hasKey, onJoin, onPerson }: MergeBannerProps) {
  const { decide, pending } = useDecision();
  const other = otherOf(suggestion, personId);
  return (
    <BannerFrame
      title={t('merge.title')}
      icon={UsersRound}
      buttons={
        <>
          <Button
            size="small"
            tone="primary"
            {...(hasKey ? { command: 'thread.join-answer' } : {})}
            isDisabled={pending}
            onPress={onJoin}
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
        </>
      }
    >
      <p>
        <span className="font-semibold">{t('merge.title')}</span>{' '}
        <button type="button" className="text-accent underline" onClick={() => onPerson(other.id)}>
          <bdi>{other.name}</bdi>
        </button>{' '}
        <span className="wrap-anywhere text-ink-2">
          <ListOfIdentities identities={other.identities} />
        </span>
        <span className="text-ink-2"> · {sayConfidence(suggestion)}</span>
      </p>
      <Reasons suggestion={suggestion} max={4} />
      <AskedOfPair persons={suggestion.persons} />
    </BannerFrame>
  );
}
