import type { AcknowledgementText } from '@filo/contracts/http';
import { sayLanguage } from '../../i18n/say-language';
import { t } from '../../i18n/t';
import { Button } from '../button';
import { SelectField } from '../select-field';
import { starterIn } from './starters';

/** In the order of how many write to shops of Europe in them; whoever needs another asks for it by the API. */
const offered = ['en', 'it', 'de', 'fr', 'es', 'pt', 'nl', 'pl', 'sv', 'ar', 'zh', 'ja'];

interface LanguageTabsProps {
  texts: readonly AcknowledgementText[];
  at: number;
  onChoose(at: number): void;
  onTexts(texts: AcknowledgementText[], chosen: number): void;
}

/** In which languages something is said; the first is for everybody else. */
export function LanguageTabs({ texts, at, onChoose, onTexts }: LanguageTabsProps) {
  const missing = offered.filter((language) => !texts.some((one) => one.language === language));
  const name = (language: string) => sayLanguage(language);
  return (
    <div className="flex flex-wrap items-end gap-3">
      <SelectField
        label={t('acknowledgement.language')}
        value={String(at)}
        onChange={(next) => onChoose(Number(next))}
        options={texts.map(({ language }, index) => ({
          value: String(index),
          label: index === 0 ? t('acknowledgement.for-others', { language: name(language) }) : name(language),
        }))}
        className="min-w-40 flex-1"
      />
      <SelectField
        label={t('acknowledgement.add-language')}
        value=""
        onChange={(language) => {
          if (language) onTexts([...texts, starterIn(language)], texts.length);
        }}
        options={[
          { value: '', label: t('acknowledgement.choose-language') },
          ...missing.map((language) => ({ value: language, label: name(language) })),
        ]}
        className="min-w-40 flex-1"
      />
      {at > 0 ? (
        <span className="flex gap-2">
          <Button onPress={() => onTexts([texts[at]!, ...texts.filter((_, index) => index !== at)], 0)}>
            {t('acknowledgement.make-first')}
          </Button>
          <Button
            onPress={() =>
              onTexts(
                texts.filter((_, index) => index !== at),
                0,
              )
            }
          >
            {t('acknowledgement.remove-language')}
          </Button>
        </span>
      ) : null}
    </div>
  );
}
