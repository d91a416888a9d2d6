import { t } from '../../i18n/t';
import { TextField } from '../../ui/text-field';

/** Why, in one's own words; kept with the links. */
export function ReasonField({ value, onChange }: { value: string; onChange(text: string): void }) {
  return <TextField label={t('merge.reason')} value={value} onChange={onChange} maxLength={1000} />;
}
