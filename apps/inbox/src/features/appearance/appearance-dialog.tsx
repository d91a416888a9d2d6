import { activateLanguage } from '../../i18n/activate-language';
import { languageNames, languages } from '../../i18n/languages';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { type Preferences, setPreferences, textSizes, usePreferences } from '../../state/preferences';
import { Dialog } from '../../ui/dialog';
import { SelectField } from '../../ui/select-field';
import { UndoField } from './undo-field';

/** How the page looks and speaks for this agent, in this browser. */
export default function AppearanceDialog({ onClose }: { onClose(): void }) {
  const preferences = usePreferences();
  const changeLanguage = (language: Preferences['language']) =>
    void activateLanguage(language).then(() => setPreferences({ language }));
  return (
    <Dialog title={t('appearance.title')} isOpen onClose={onClose} width="max-w-100">
      <div className="space-y-4 p-5">
        <SelectField
          label={t('appearance.theme')}
          value={preferences.theme}
          onChange={(theme: Preferences['theme']) => setPreferences({ theme })}
          options={(['system', 'light', 'dark'] as const).map((value) => ({
            value,
            label: t(`theme.${value}`),
          }))}
        />
        <SelectField
          label={t('appearance.contrast')}
          value={preferences.contrast}
          onChange={(contrast: Preferences['contrast']) => setPreferences({ contrast })}
          options={(['system', 'standard', 'high'] as const).map((value) => ({
            value,
            label: t(`contrast.${value}`),
          }))}
        />
        <SelectField
          label={t('appearance.text-size')}
          value={String(preferences.textSize)}
          onChange={(size) => setPreferences({ textSize: Number(size) as Preferences['textSize'] })}
          options={textSizes.map((size) => ({ value: String(size), label: `${size} %` }))}
        />
        <SelectField
          label={t('appearance.language')}
          value={preferences.language}
          onChange={changeLanguage}
          options={languages.map((value) => ({ value, label: languageNames[value] }))}
        />
        <UndoField />
      </div>
    </Dialog>
  );
}
