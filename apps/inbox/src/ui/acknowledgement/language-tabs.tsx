import type { AcknowledgementText } from '@filo/contracts/http';
import { useState } from 'react';
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
  const [wanted, setWanted] = useState('');
  const missing = offered.filter((language) => !texts.some((one) => one.language === language));
  const offer = missing.includes(wanted) ? wanted : missing[0];
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
      {offer === undefined ? null : (
        <span className="flex min-w-40 flex-1 flex-wrap items-end gap-2">
          <SelectField
            label={t('acknowledgement.add-language')}
            value={offer}
            onChange={setWanted}
            options={missing.map((language) => ({ value: language, label: name(language) }))}
            className="min-w-40 flex-1"
          />
          <Button onPress={() => onTexts([...texts, starterIn(offer)], texts.length)}>
            {t('acknowledgement.add')}
          </Button>
        </span>
      )}
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
