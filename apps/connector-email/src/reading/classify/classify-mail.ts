import type { MessageClass } from '@filo/contracts';
import type { Entity } from '../mime/entity.js';
import { isAutoSubmitted, readAutomatic } from './is-automatic.js';
import { isListMail } from './is-list-mail.js';

export interface ClassifiedMail {
  class: Exclude<MessageClass, 'own-loop'>;
  /** A program wrote it: it must get no automatic answer. */
  autoSubmitted: boolean;
}

export interface MailToClassify {
  root: Entity;
  leaves: readonly Entity[];
  subject: string;
  text: string;
  authorKey: string;
}

/** What kind of mail it is: nothing is dropped, but only what a human wrote is work. */
export const classifyMail = (mail: MailToClassify): ClassifiedMail => {
  const { headers } = mail.root;
  if (isComplaint(mail)) return { class: 'complaint', autoSubmitted: true };
  if (isDeliveryReport(mail)) return { class: 'bounce', autoSubmitted: true };
  if (isReadReceipt(mail)) return { class: 'auto-reply', autoSubmitted: true };
  const automatic = readAutomatic(headers, mail.subject);
  if (automatic) return { class: automatic, autoSubmitted: true };
  if (isListMail(headers)) return { class: 'list', autoSubmitted: isAutoSubmitted(headers) };
  if (isAutoSubmitted(headers)) return { class: 'auto-reply', autoSubmitted: true };
  return { class: 'human', autoSubmitted: false };
};

const reportType = ({ root }: MailToClassify): string | undefined =>
  root.mediaType === 'multipart/report' ? root.type.parameters.get('report-type')?.toLowerCase() : undefined;

/** RFC 5965. */
const isComplaint = (mail: MailToClassify): boolean =>
  reportType(mail) === 'feedback-report' || hasPart(mail, 'message/feedback-report');

/** RFC 8098: someone's program says that the mail was shown. */
const isReadReceipt = (mail: MailToClassify): boolean =>
  reportType(mail) === 'disposition-notification' || hasPart(mail, 'message/disposition-notification');

const isDeliveryReport = (mail: MailToClassify): boolean => {
  if (reportType(mail) === 'delivery-status' || hasPart(mail, 'message/delivery-status')) return true;
  const { headers } = mail.root;
  if (headers.has('x-failed-recipients')) return true;
  const nullSender = /^\s*<\s*>\s*$/.test(headers.get('return-path') ?? '');
  const daemon = /^(?:mailer-?daemon|mdaemon|postmaster|mail-?daemon|majordomo-owner)(?:@|$)/.test(
    mail.authorKey,
  );
  if (!daemon && !nullSender) return false;
  const says = failedSubject.test(mail.subject);
  const reports = failedText.test(mail.text.slice(0, 5000));
  return (daemon && (says || reports)) || (nullSender && says && reports);
};

const hasPart = ({ leaves }: MailToClassify, mediaType: string): boolean =>
  leaves.some((leaf) => leaf.mediaType === mediaType);

const failedSubject =
  /undeliver|delivery (?:status|failure|has failed|report|notification|problem|delayed)|returned mail|mail (?:delivery )?(?:failed|failure|error)|failure notice|could not be delivered|not delivered|message (?:frozen|delayed|status)|delayed|warning: could not send|postmaster notify|non remis|unzustellbar|mail system error|returning message|nondeliverable|user unknown/i;

const failedText =
  /could not be delivered|couldn't be delivered|(?:permanent|fatal) (?:fatal )?errors?|delivery (?:has )?failed|unable to deliver|undeliverable|following address(?:es|\(es\))? (?:failed|had)|not (?:yet )?been delivered|transcript of session|user unknown|wasn't able to deliver|was not delivered|has been delayed|retry time/i;
