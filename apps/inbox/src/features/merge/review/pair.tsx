import type { SuggestionView } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { mergePreviewQuery } from '../../../data/links/link-queries';
import { t } from '../../../i18n/t';
import { useCommand } from '../../../keys/active-commands';
import { Button } from '../../../ui/button';
import { AskedOfPair, AskThem } from '../ask-them';
import { FieldRows } from '../field-rows';
import { Reasons } from '../reasons';
import { sayConfidence } from '../say-confidence';
import { useDecision, type Verdict } from '../use-decision';
import { LastWords } from './last-words';
import { PairMoves } from './pair-moves';
import { PairTable } from './pair-table';

interface PairProps {
  suggestion: SuggestionView;
  onDecided(): void;
  onSkip(): void;
  onPerson(personId: string): void;
}

/** One pair: the two side by side, what speaks for and against, what a merge would move, and the answers with their keys. */
export function Pair({ suggestion, onDecided, onSkip, onPerson }: PairProps) {
  const [threads, setThreads] = useState(false);
  const { data: preview } = useQuery(mergePreviewQuery(suggestion.persons.map(({ id }) => id)));
  const { decide, pending } = useDecision();
  const part = useRef<HTMLElement>(null);
  useEffect(() => part.current?.focus({ preventScroll: true }), []);
  const answer = (verdict: Verdict) => void decide(suggestion, verdict).then((done) => done && onDecided());
  useCommand('review.join', () => answer('join'));
  useCommand('review.reject', () => answer('reject'));
  useCommand('review.skip', onSkip);
  useCommand('review.threads', () => setThreads((open) => !open));
  return (
    <section
      ref={part}
      tabIndex={-1}
      aria-label={suggestion.persons.map(({ name }) => name).join(', ')}
      className="space-y-5 rounded-panel border border-line bg-surface p-5 outline-none max-md:p-3"
    >
      <PairTable persons={suggestion.persons} onPerson={onPerson}>
        {preview ? <FieldRows people={suggestion.persons} fields={preview.fields} /> : null}
      </PairTable>
      <div>
        <h2 className="mb-1.5 font-semibold">{sayConfidence(suggestion)}</h2>
        <Reasons suggestion={suggestion} />
      </div>
      <PairMoves preview={preview} />
      <div className="flex flex-wrap gap-2 max-md:flex-col">
        <Button command="review.join" tone="primary" isDisabled={pending} onPress={() => answer('join')}>
          {t('merge.join')}
        </Button>
        <Button command="review.reject" isDisabled={pending} onPress={() => answer('reject')}>
          {t('merge.reject')}
        </Button>
        <Button command="review.skip" isDisabled={pending} onPress={onSkip}>
          {t('review.skip')}
        </Button>
        <AskThem persons={suggestion.persons} />
        <Button
          command="review.threads"
          tone="quiet"
          aria-expanded={threads}
          onPress={() => setThreads(!threads)}
        >
          {t('review.threads')}
        </Button>
      </div>
      <AskedOfPair persons={suggestion.persons} />
      {threads ? (
        <div className="grid grid-cols-2 gap-5 max-md:grid-cols-1">
          {suggestion.persons.map((person) => (
            <LastWords key={person.id} person={person} />
          ))}
        </div>
      ) : null}
    </section>
  );
}
