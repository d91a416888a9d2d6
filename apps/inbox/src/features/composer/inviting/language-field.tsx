import type { InvitationLanguage } from '@filo/contracts/http';
import { t } from '../../../i18n/t';
import { SelectField } from '../../../ui/select-field';

interface LanguageFieldProps {
  label: string;
  language: InvitationLanguage;
  /** The person is known to read it. */
  isKnown: boolean;
  onLanguage(language: InvitationLanguage): void;
}

/** What an agent takes where nothing is known of the person. */
export const languageOfReader = (): InvitationLanguage =>
  document.documentElement.lang.startsWith('it') ? 'it' : 'en';

/** In which language an invitation is written; each under its own name. */
export function LanguageField({ label, language, isKnown, onLanguage }: LanguageFieldProps) {
  return (
    <SelectField
      label={label}
      value={language}
      options={[
        { value: 'en', label: 'English' },
        { value: 'it', label: 'Italiano' },
      ]}
      onChange={onLanguage}
      {...(isKnown ? { help: t('invite.language-known') } : {})}
    />
  );
}
