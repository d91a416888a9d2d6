import { activateLanguage, type Language } from '../../i18n/activate-language';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { type Preferences, setPreferences, usePreferences } from '../../state/preferences';
import { CheckField } from '../../ui/check-field';
import { Dialog } from '../../ui/dialog';
import { SelectField } from '../../ui/select-field';
import { UndoField } from './undo-field';

const languageNames: Record<Language, string> = { en: 'English', it: 'Italiano' };

/** How the page looks and speaks for this agent, in this browser. */
export default function AppearanceDialog({ onClose }: { onClose(): void }) {
  const preferences = usePreferences();
  const changeLanguage = (language: Language) =>
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
        <CheckField
          checked={preferences.contrast === 'high'}
          onChange={(high) => setPreferences({ contrast: high ? 'high' : 'normal' })}
        >
          {t('appearance.contrast')}
        </CheckField>
        <SelectField
          label={t('appearance.text-size')}
          value={String(preferences.textSize)}
          onChange={(size) => setPreferences({ textSize: Number(size) as Preferences['textSize'] })}
          options={['90', '100', '110', '120', '130'].map((value) => ({ value, label: `${value} %` }))}
        />
        <SelectField
          label={t('appearance.language')}
          value={preferences.language}
          onChange={changeLanguage}
          options={(['en', 'it'] as const).map((value) => ({ value, label: languageNames[value] }))}
        />
        <UndoField />
      </div>
    </Dialog>
  );
}
