import { t } from '../../i18n/t';
import type { Draft } from '../../state/drafts/draft';
import { changeDraft } from '../../state/drafts/draft-store';

type Begins = NonNullable<Draft['begins']>;

interface CarriedFilesProps {
  threadId: string;
  begins: Begins;
  carries: NonNullable<Begins['carries']>;
}

/** Which files of the forwarded message go along. */
export function CarriedFiles({ threadId, begins, carries }: CarriedFilesProps) {
  if (carries.offered.length === 0) return null;
  const choose = (id: string, isChosen: boolean) => {
    const others = carries.attachmentIds.filter((one) => one !== id);
    const attachmentIds = isChosen ? [...others, id] : others;
    changeDraft(threadId, 'reply', { begins: { ...begins, carries: { ...carries, attachmentIds } } });
  };
  return (
    <fieldset className="flex basis-full flex-wrap gap-x-3 gap-y-1">
      <legend className="sr-only">{t('begun.files')}</legend>
      {carries.offered.map(({ id, name }) => (
        <label key={id} className="inline-flex min-h-6 max-w-full items-center gap-1.5 max-md:min-h-11">
          <input
            type="checkbox"
            checked={carries.attachmentIds.includes(id)}
            onChange={({ target }) => choose(id, target.checked)}
            className="size-4 accent-accent"
          />
          <bdi className="truncate">{name}</bdi>
        </label>
      ))}
    </fieldset>
  );
}
