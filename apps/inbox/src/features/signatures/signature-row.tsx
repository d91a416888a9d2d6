import type { SignatureView } from '@filo/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changeSignature } from '../../data/admin/signatures';
import { signatureName } from '../../i18n/signature-name';
import { t } from '../../i18n/t';
import { showProblem, showToast } from '../../state/toasts';
import { Button } from '../../ui/button';
import { explain } from '../../ui/explain-problem';

/** One signature, whose it is, and what may be done with it. */
export function SignatureRow({
  signature,
  onEdit,
}: {
  signature: SignatureView;
  onEdit?: (() => void) | undefined;
}) {
  const { team, language, text } = signature;
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
          <RemoveButton signature={signature} name={name} />
        </span>
      ) : null}
    </li>
  );
}

/** It comes back with one press, so that nothing is asked before. */
function RemoveButton({ signature: { id, version }, name }: { signature: SignatureView; name: string }) {
  const client = useQueryClient();
  const set = (removed: boolean, of: number) =>
    changeSignature(id, { version: of, removed }).finally(
      () => void client.invalidateQueries({ queryKey: ['signatures'] }),
    );
  const bringBack = (now: SignatureView) => () =>
    void set(false, now.version).catch((error: unknown) => showProblem(explain(error)));
  const removing = useMutation({
    mutationFn: () => set(true, version),
    onSuccess: (now) =>
      void showToast({ tone: 'done', text: t('signatures.removed', { name }), undo: bringBack(now) }),
    onError: (error: Error) => showProblem(explain(error)),
  });
  const verb = t('action.remove');
  return (
    <Button
      size="small"
      isDisabled={removing.isPending}
      onPress={() => removing.mutate()}
      aria-label={t('agents.do-for', { verb, name })}
    >
      {verb}
    </Button>
  );
}
