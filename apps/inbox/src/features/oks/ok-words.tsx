import type { OkRequest } from '@filo/contracts/http';
import { isDrawnPicture } from '@filo/text-limits';
import { Paperclip } from 'lucide-react';
import { languageName } from '../../i18n/rare-format';
import { t } from '../../i18n/t';
import { cx } from '../../ui/class-names';

/** All that leaves with the OK: the words to the letter, in as many posts as it will be, and what stands beside them. */
export function OkWords({ asked, isFolded }: { asked: OkRequest; isFolded: boolean }) {
  return (
    <>
      <ol
        aria-label={t('oks.words')}
        className={cx('mt-2 space-y-2 rounded-input bg-sunken p-2', isFolded && 'max-h-60 overflow-y-auto')}
      >
        {asked.contentWarning ? (
          <li className="text-sm text-ink-2 wrap-anywhere">
            {t('composer.warning')}: <bdi>{asked.contentWarning}</bdi>
          </li>
        ) : null}
        {(asked.parts ?? [asked.text]).map((part, n) => (
          <li key={n} dir="auto" className="whitespace-pre-line wrap-anywhere">
            {part}
          </li>
        ))}
      </ol>
      {asked.files.map((file) => (
        <OkFile key={file.id} file={file} />
      ))}
      <BesideIt asked={asked} />
      {asked.saidAnyway.length > 0 ? (
        <p className="mt-1 text-sm text-danger wrap-anywhere">
          {t('oks.said-anyway', { name: asked.author.name })} <bdi>{asked.saidAnyway.join(', ')}</bdi>
        </p>
      ) : null}
    </>
  );
}

function OkFile({ file: { id, name, mediaType, alt } }: { file: OkRequest['files'][number] }) {
  const isPicture = isDrawnPicture(mediaType);
  const at = `/api/v1/uploads/${id}`;
  return (
    <figure className="mt-2 text-sm text-ink-2">
      <a
        href={isPicture ? `${at}?inline=1` : at}
        {...(isPicture ? { target: '_blank', rel: 'noreferrer' } : { download: name })}
        className="inline-flex min-h-6 max-w-full flex-col gap-1 hover:underline max-md:min-h-11"
      >
        {isPicture ? (
          <img
            src={`${at}?inline=1`}
            alt=""
            loading="lazy"
            className="max-h-64 max-w-full self-start rounded-input border border-line object-contain"
          />
        ) : null}
        <span className="flex items-center gap-1.5">
          <Paperclip className="size-3.5 shrink-0" aria-hidden />
          <bdi className="wrap-anywhere">{name}</bdi>
        </span>
      </a>
      {isPicture ? (
        <figcaption dir="auto" className="wrap-anywhere">
          {alt ? t('attachments.alt', { alt }) : t('oks.no-alt')}
        </figcaption>
      ) : null}
    </figure>
  );
}

/** Who reads it, in which language, from whom, and whether the topic is closed with it. */
function BesideIt({ asked: { account, to, cc, readers, language, closes } }: { asked: OkRequest }) {
  const facts: [label: string, value: string][] = [
    ...(account ? ([[t('composer.from'), account]] as [string, string][]) : []),
    ...(to.length > 0 ? ([[t('oks.to'), to.join(', ')]] as [string, string][]) : []),
    ...(cc.length > 0 ? ([[t('oks.cc'), cc.join(', ')]] as [string, string][]) : []),
    [t('composer.readers'), t(`composer.readers-${readers}`)],
    ...(language ? ([[t('composer.language'), languageName(language)]] as [string, string][]) : []),
  ];
  return (
    <p className="mt-1 flex flex-wrap gap-x-3 text-xs text-ink-2">
      {facts.map(([label, value]) => (
        <span key={label} className="wrap-anywhere">
          {label} <bdi className="font-medium">{value}</bdi>
        </span>
      ))}
      {closes ? <span className="font-medium">{t('oks.closes')}</span> : null}
    </p>
  );
}
