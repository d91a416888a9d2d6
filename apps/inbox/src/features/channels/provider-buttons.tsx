import { useQuery } from '@tanstack/react-query';
import { oauthProvidersQuery } from '../../data/admin/oauth';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';

/** One button for each provider that a client is configured for; nothing at all without one. */
export function ProviderButtons({
  isDisabled,
  onChoose,
}: {
  isDisabled: boolean;
  onChoose(provider: string): void;
}) {
  const { data } = useQuery(oauthProvidersQuery);
  if (!data?.items.length) return null;
  return (
    <section aria-label={t('oauth.choice')} className="rounded-panel border border-line bg-sunken p-4">
      <p className="text-sm text-ink-2">{t('oauth.choice-help')}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        {data.items.map(({ name, label }) => (
          <Button key={name} isDisabled={isDisabled} onPress={() => onChoose(name)}>
            {t('oauth.sign-in', { provider: label })}
          </Button>
        ))}
      </div>
    </section>
  );
}
