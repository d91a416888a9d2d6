import type { InvitationLanguage, linkInWords as linkInContract } from '@filo/contracts/http';
import { t } from '../../../i18n/t';
import { TextField } from '../../../ui/text-field';
import { LanguageField } from './language-field';

/** Stands in place of the link. */
const linkInWords: typeof linkInContract = '[…]';

/** As many as leave room for the link at every network. */
const textMax = 400;

interface DirectWordsProps {
  language: InvitationLanguage;
  /** The person is known to read it. */
  isKnown: boolean;
  text: string;
  onLanguage(language: InvitationLanguage): void;
  onText(text: string): void;
}

/** The link stands in it once: without it nobody can come, and it is made when the message leaves. */
export const holdsLink = (text: string): boolean =>
  text.split(linkInWords).length === 2 && text.trim().length <= textMax;

/** What the direct message will say, to be read and changed before it leaves. */
export function DirectWords({ language, isKnown, text, onLanguage, onText }: DirectWordsProps) {
  return (
    <>
      <LanguageField label={t('invite.language')} {...{ language, isKnown, onLanguage }} />
      <TextField
        label={t('invite.words')}
        help={t('invite.words-help', { link: linkInWords })}
        rows={7}
        value={text}
        onChange={onText}
        error={
          text === '' || holdsLink(text)
            ? undefined
            : t('invite.words-fault', { link: linkInWords, max: textMax })
        }
      />
    </>
  );
}
