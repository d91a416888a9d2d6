import { t, wordsIn } from '../i18n/t';
import { knownChannels } from '../state/known-channels';

/** How the reasons of connectors begin, the longer first, and the message that says each to a reader. */
const words = [
  ['dmarc=fail', 'policy'],
  ['dns=temperror', 'dns'],
  ['from=unclear', 'unclear'],
  ['dkim=none spf=pass', 'server'],
  ['dkim=none forwarded', 'forwarded'],
  ['dkim=none', 'unsigned'],
  ['dkim=pass', 'signed'],
  ['arc=pass', 'host'],
  ['typed into a form', 'form'],
  ['reply-to of form mailer', 'form'],
  ['token signed by the site', 'site'],
] as const;

/** Why a message is believed or not, in words; undefined where only its connector has words for it. */
export const proofReason = (reason: string | null): string | undefined => {
  if (reason?.endsWith(' dmarc=pass')) return t('proof-reason.host');
  const found = words.find(([begin]) => reason?.startsWith(begin));
  return found ? t(`proof-reason.${found[1]}`) : announcedReason(reason);
};

/** In the words of the channel whose reason it is. */
const announcedReason = (reason: string | null): string | undefined => {
  const reasons = knownChannels().flatMap(({ proofReasons }) => Object.entries(proofReasons));
  const found = reasons.find(([begin]) => reason?.startsWith(begin));
  return found && wordsIn(found[1]);
};
