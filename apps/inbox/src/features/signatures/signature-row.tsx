import type { SignatureView } from '@filo/contracts/http';
import { changeSignature } from '../../data/admin/signatures';
import { signatureName } from '../../i18n/signature-name';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { UndoableButton } from '../../ui/undoable-button';

/** One signature, whose it is, and what may be done with it. */
export function SignatureRow({
  signature,
  onEdit,
}: {
  signature: SignatureView;
  onEdit?: (() => void) | undefined;
}) {
  const { id, version, team, language, text } = signature;
  const name = signatureName(team?.name ?? null, language);
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-60">
        <h3 className="font-medium">
          <bdi>{name}</bdi>
        </h3>
        <p dir="auto" className="line-clamp-4 text-sm wrap-anywhere whitespace-pre-line text-ink-2">
          {text}
        </p>
      </div>
      {onEdit ? (
        <span className="flex flex-wrap gap-2">
          <Button
            size="small"
            onPress={onEdit}
            aria-label={t('agents.do-for', { verb: t('action.edit'), name })}
          >
            {t('action.edit')}
          </Button>
          <UndoableButton
            verb={t('action.remove')}
            name={name}
            tone="danger"
            refreshes="signatures"
            act={() => changeSignature(id, { version, removed: true })}
            done={t('signatures.removed', { name })}
            undo={(now) => changeSignature(id, { version: now.version, removed: false })}
          />
        </span>
      ) : null}
    </li>
  );
}
