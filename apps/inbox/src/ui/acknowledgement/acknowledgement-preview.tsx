import type { Acknowledgement, AcknowledgementText } from '@filo/contracts/http';
import { writeAcknowledgement } from '@filo/text-limits';
import { t } from '../../i18n/t';

interface AcknowledgementPreviewProps {
  text: AcknowledgementText;
  known: Acknowledgement['known'];
}

/** What would leave now, by the very words of the server. */
export function AcknowledgementPreview({ text, known }: AcknowledgementPreviewProps) {
  const { expectedWithin, expectedOutside } = known;
  return (
    <section aria-label={t('acknowledgement.preview')} className="space-y-3">
      {known.hasHours ? (
        <>
          <Mail text={text} known={known} isOpen />
          <Mail text={text} known={known} isOpen={false} />
        </>
      ) : (
        <Mail text={text} known={known} isOpen />
      )}
      {(known.hasHours ? (expectedWithin ?? expectedOutside) : expectedWithin) === null ? (
        <p className="text-sm text-ink-3">{t('acknowledgement.not-measured')}</p>
      ) : (
        <p className="text-sm text-ink-3">{t('acknowledgement.measured')}</p>
      )}
    </section>
  );
}

function Mail({ text, known, isOpen }: AcknowledgementPreviewProps & { isOpen: boolean }) {
  const { organisation, timeZone, nextOpening } = known;
  const said = writeAcknowledgement(text, {
    ...{ organisation, timeZone, isOpen },
    hours: isOpen ? known.expectedWithin : known.expectedOutside,
    nextOpening: isOpen || nextOpening === null ? null : new Date(nextOpening),
  });
  const caption = known.hasHours
    ? t(isOpen ? 'acknowledgement.preview-within' : 'acknowledgement.preview-outside')
    : t('acknowledgement.preview');
  if (said.text === '')
    return (
      <div className="rounded-panel border border-line bg-bg p-3">
        <p className="pb-1 text-xs text-ink-3">{caption}</p>
        <p className="text-sm text-ink-2">{t('acknowledgement.preview-nothing')}</p>
      </div>
    );
  return (
    <div className="rounded-panel border border-line bg-bg p-3">
      <p className="pb-1 text-xs text-ink-3">{caption}</p>
      <p dir="auto" lang={text.language} className="font-medium wrap-anywhere">
        {said.subject}
      </p>
      <p
        dir="auto"
        lang={text.language}
        className="pt-1 text-sm wrap-anywhere whitespace-pre-line text-ink-2"
      >
        {said.text}
      </p>
    </div>
  );
}
