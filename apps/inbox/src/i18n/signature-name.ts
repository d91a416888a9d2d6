import './later-words';
import { sayLanguage } from './say-language';
import { t } from './t';

/** By which a signature is told from others: whose it is, and in which language. */
export const signatureName = (team: string | null, language: string | null): string =>
  t('signatures.name', {
    team: team ?? t('signatures.no-team'),
    language: language === null ? t('signatures.any-language') : sayLanguage(language),
  });
