import type { PointerView } from '@filo/contracts/http';
import { MessageCircleReply } from 'lucide-react';
import { t } from '../../../i18n/t';
import { Button } from '../../../ui/button';
import { BannerFrame } from './banner-frame';

interface AnswerBannerProps {
  answer: PointerView;
  onJoin(): void;
  onOpen(): void;
  onHide(): void;
}

/** Somebody answered what was written in this thread from another address: who, how sure, and the key that joins the two. */
export function AnswerBanner({ answer, onJoin, onOpen, onHide }: AnswerBannerProps) {
  const { key = '', proof = null } = answer.answeredBy ?? {};
  const who = t(proof === 'proven' ? 'answer.who' : 'answer.who-unverified', {
    name: answer.personName,
    key,
  });
  return (
    <BannerFrame
      title={t('answer.title')}
      icon={MessageCircleReply}
      buttons={
        <>
          <Button size="small" tone="primary" command="thread.join-answer" onPress={onJoin}>
            {t('merge.join')}
          </Button>
          <Button size="small" onPress={onOpen}>
            {t('answer.open')}
          </Button>
          <Button size="small" tone="quiet" onPress={onHide}>
            {t('action.dismiss')}
          </Button>
        </>
      }
    >
      <p className="font-semibold">{t('answer.title')}</p>
      <p className="wrap-anywhere">
        {who} <bdi className="text-ink-2">{answer.subject}</bdi>
      </p>
      <p className="text-ink-2">{t('answer.why')}</p>
    </BannerFrame>
  );
}
