import { useMutation, useQueryClient } from '@tanstack/react-query';
import { keys } from '../../api/keys.ts';
import { acceptLink, endLink } from '../../api/linked.ts';
import { sentence } from '../../api/problem.ts';
import type { NetworkLink } from '../../api/types.ts';
import { date } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './Linked.module.css';

/** Each link: with which network, since when, and for coordinators what can be done with it. */
export function LinkList({
  network,
  links,
  coordinates,
}: {
  network: string;
  links: NetworkLink[];
  coordinates: boolean;
}) {
  const { t } = useWords();
  if (links.length === 0) return <Empty title={t('linked.none')}>{t('linked.noneHint')}</Empty>;
  return (
    <ul className={css.rows} aria-label={t('linked.title')}>
      {links.map((one) => (
        <LinkRow key={one.id} network={network} link={one} coordinates={coordinates} />
      ))}
    </ul>
  );
}

function LinkRow({
  network,
  link,
  coordinates,
}: {
  network: string;
  link: NetworkLink;
  coordinates: boolean;
}) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const done = (said: string) => () => {
    tell(said);
    void client.invalidateQueries({ queryKey: keys.links(network) });
    void client.invalidateQueries({ queryKey: keys.networks });
    void client.invalidateQueries({ queryKey: keys.desk });
  };
  const failed = (error: unknown) => tell(sentence(error, t('ui.broken.body')));
  const named = { network: link.name };
  const accept = useMutation({
    mutationFn: () => acceptLink(link.id),
    onSuccess: done(t('linked.accepted', named)),
    onError: failed,
  });
  const end = useMutation({
    mutationFn: () => endLink(link.id),
    onSuccess: done(t('linked.ended', named)),
    onError: failed,
  });
  const waits = !link.accepted_at;
  const how = link.accepted_at
    ? t('linked.since', { date: date(link.accepted_at, language) })
    : t(link.proposed_here ? 'linked.asked' : 'linked.asks', { date: date(link.proposed_at, language) });
  return (
    <li className={css.row}>
      <p className={css.name}>{link.name}</p>
      <p className={css.quiet}>
        {how}
        {link.closed && ` · ${t('linked.closed')}`}
      </p>
      {coordinates && (
        <p className={css.acts}>
          {waits && !link.proposed_here && (
            <Button isDisabled={accept.isPending} onPress={() => accept.mutate()}>
              {t('linked.accept')}
            </Button>
          )}
          <Button
            look="quiet"
            isDisabled={end.isPending}
            onPress={() => end.mutate()}
            aria-label={t(
              waits ? (link.proposed_here ? 'linked.takeBackOf' : 'linked.refuseOf') : 'linked.endOf',
              named,
            )}
          >
            {t(waits ? (link.proposed_here ? 'linked.takeBack' : 'linked.refuse') : 'linked.end')}
          </Button>
        </p>
      )}
    </li>
  );
}
