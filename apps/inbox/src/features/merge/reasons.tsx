import type { SuggestionView } from '@filo/contracts/http';
import { Check, X } from 'lucide-react';
import { t } from '../../i18n/t';
import { sayReason } from './say-reason';

interface ReasonsProps {
  suggestion: Pick<SuggestionView, 'evidence' | 'counterEvidence'>;
  /** No more than these of each kind. */
  max?: number;
}

/** What speaks for two persons being one and what against it, strongest first. */
export function Reasons({ suggestion, max = 20 }: ReasonsProps) {
  return (
    <ul className="space-y-0.5">
      {suggestion.evidence.slice(0, max).map((reason, index) => (
        <li key={`for ${index}`} className="flex items-start gap-1.5">
          <Check className="mt-0.5 size-4 shrink-0 text-ok" aria-hidden />
          <span className="min-w-0 wrap-anywhere" dir="auto">
            {sayReason(reason)}
          </span>
        </li>
      ))}
      {suggestion.counterEvidence.slice(0, max).map((reason, index) => (
        <li key={`against ${index}`} className="flex items-start gap-1.5">
          <X className="mt-0.5 size-4 shrink-0 text-danger" aria-hidden />
          <span className="min-w-0 wrap-anywhere" dir="auto">
            <span className="font-medium">{t('reason.against')}</span> {sayReason(reason)}
          </span>
        </li>
      ))}
    </ul>
  );
}
