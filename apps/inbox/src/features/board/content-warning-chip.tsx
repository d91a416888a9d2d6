import { t } from '../../i18n/t';
import { Chip } from '../../ui/chip';

/** What an author put above their words, which stand below without it. */
export function ContentWarningChip({ warning }: { warning: string | null }) {
  if (warning === null) return null;
  return (
    <Chip wraps>
      <span>
        {t('mark.content-warning')}: <bdi>{warning}</bdi>
      </span>
    </Chip>
  );
}
