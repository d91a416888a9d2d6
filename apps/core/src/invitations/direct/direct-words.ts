import { linkInWords, type DirectInvitation } from '@filo/contracts/http';
import type { Queryable } from '../../database/queryable.js';
import { readWorkspace, validUntil } from '../../proofs/queue-proof-mail.js';
import { knownProofLanguage, writeProofMail, type ProofLanguage } from '../../proofs/proof-words.js';

/** What an invitation by direct message would say if it left now, and in which language as far as it is known. */
export const directWords = async (
  db: Queryable,
  { language }: { language: string | null },
): Promise<DirectInvitation['words']> => {
  const about = { ...(await readWorkspace(db)), until: validUntil(new Date()), url: linkInWords };
  const mail = { ...about, brief: true, purpose: 'direct-invitation', other: '' } as const;
  const text = (spoken: ProofLanguage) => writeProofMail(mail, spoken).text;
  return { texts: { en: text('en'), it: text('it') }, language: knownProofLanguage(language) };
};
