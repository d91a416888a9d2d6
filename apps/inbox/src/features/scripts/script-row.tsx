import type { ScriptView } from '@filo/contracts/http';
import { mediumWhen } from '../../i18n/format';
import { sayLanguage } from '../../i18n/say-language';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';

interface ScriptRowProps {
  script: ScriptView;
  onEdit(): void;
  onRemove(): void;
}

/** One script: its words, whose it is, how much it is used. */
export function ScriptRow({ script, onEdit, onRemove }: ScriptRowProps) {
  const { title, shared, owner, words, uses, lastUsedAt, mayChange } = script;
  const facts = [
    shared ? t('scripts.shared-by', { name: owner.name }) : t('scripts.own'),
    words.map(({ language }) => sayLanguage(language)).join(', '),
    lastUsedAt ? t('scripts.used', { count: uses, at: mediumWhen(lastUsedAt) }) : t('scripts.unused'),
  ];
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 rounded-panel border border-line bg-surface px-4 py-2.5">
      <div className="min-w-0 flex-1 basis-72">
        <h3 className="font-medium">
          <bdi>{title}</bdi>
        </h3>
        <p dir="auto" className="line-clamp-2 text-sm whitespace-pre-line text-ink-2">
          {words[0]?.text}
        </p>
        <p className="text-xs text-ink-3">{facts.join(' · ')}</p>
      </div>
      {mayChange ? (
        <span className="flex gap-2">
          <Button size="small" aria-label={t('scripts.edit-one', { title })} onPress={onEdit}>
            {t('action.edit')}
          </Button>
          <Button
            size="small"
            tone="danger"
            aria-label={t('scripts.remove-one', { title })}
            onPress={onRemove}
          >
            {t('action.remove')}
          </Button>
        </span>
      ) : null}
    </li>
  );
}
