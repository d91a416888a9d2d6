import { acknowledgementVariables, type AcknowledgementText } from '@filo/contracts/http';
import { blanksIn } from '@filo/text-limits';
import { DomainError } from '../http/domain-error.js';

const known = new Set<string>(acknowledgementVariables);

/** The line of what nobody fills in would leave with none. */
export const refuseUnknownVariables = (text: AcknowledgementText, at: number): void => {
  for (const field of ['subject', 'within', 'outside'] as const) {
    const unknown = blanksIn(text[field]).find(({ name }) => !known.has(name));
    if (!unknown) continue;
    const message = `{{${unknown.name}}} is nothing that Filo can fill in`;
    throw new DomainError('invalid-request', `Nothing was stored: ${message}.`, {
      errors: [{ path: `texts.${at}.${field}`, message }],
    });
  }
};
