import { t } from '../../i18n/t';
import { TextField } from '../../ui/text-field';
import type { QueryValues } from './query-values';

const fields = ['words', 'hashtags', 'handle', 'notWords', 'notAuthors', 'language'] as const;

const labels: Record<(typeof fields)[number], string> = {
  words: 'listening.words',
  hashtags: 'listening.hashtags',
  handle: 'listening.handle',
  notWords: 'listening.not-words',
  notAuthors: 'listening.not-authors',
  language: 'listening.language',
};

/** What is looked for, and what is not. */
export function QueryFields({
  values,
  onChange,
}: {
  values: QueryValues;
  onChange(part: Partial<QueryValues>): void;
}) {
  return (
    <>
      <TextField
        label={t('listening.name')}
        help={t('listening.name-help')}
        value={values.name}
        onChange={(name) => onChange({ name })}
        isRequired
        autoFocus
        maxLength={100}
      />
      {fields.map((field) => (
        <TextField
          key={field}
          label={t(labels[field])}
          help={t(`${labels[field]}-help`)}
          value={values[field]}
          onChange={(text) => onChange({ [field]: text })}
        />
      ))}
    </>
  );
}
