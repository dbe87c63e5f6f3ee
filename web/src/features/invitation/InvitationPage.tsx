import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { Link, useParams } from 'react-router';
import { ApiError } from '../../api/problem.ts';
import { invitationLinkQuery } from '../../api/seats.ts';
import type { InvitationLink } from '../../api/types.ts';
import { date, daysUntil } from '../../locales/dates.ts';
import { switchLanguage } from '../../locales/i18n.ts';
import { useWords } from '../../locales/useWords.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { Later } from '../../ui/Later.tsx';
import { Failure, Notice } from '../../ui/Notice.tsx';
import { OtherLanguage } from '../../ui/OtherLanguage.tsx';
import { Accepting } from './Accepting.tsx';
import css from './InvitationPage.module.css';

/** Where the link of an invitation leads: looking changes nothing, accepting does. Nobody has to be signed in. */
export function InvitationPage() {
  const { token = '' } = useParams();
  const link = useQuery(invitationLinkQuery(token));
  return <Sheet link={link}>{link.data && <Invited link={link.data} token={token} />}</Sheet>;
}

/** The page round an invitation, in the language of the mail. */
export function Sheet({
  link,
  children,
}: {
  link: {
    data: { language: InvitationLink['language']; network: string } | undefined;
    error: unknown;
    refetch: () => unknown;
  };
  children: ReactNode;
}) {
  const { t } = useWords();
  const title = link.data
    ? t('invitation.title', { network: link.data.network })
    : t('invitation.titlePlain');
  useEffect(() => {
    document.title = `${title} · ${t('terms.appName')}`;
  }, [title, t]);
  const written = link.data?.language;
  const chosen = useRef(false);
  useEffect(() => {
    // the page speaks as the mail did, until one chooses otherwise
    if (!written || chosen.current) return;
    chosen.current = true;
    void switchLanguage(written);
  }, [written]);
  const missing = link.error instanceof ApiError && link.error.status === 404;
  return (
    <div className={css.page}>
      <main className={css.sheet} id="content">
        <p className={css.brand}>{t('terms.appName')}</p>
        <h1 className={css.title}>{title}</h1>
        {link.data ? (
          children
        ) : missing ? (
          <Notice wrong>{t('invitation.none')}</Notice>
        ) : link.error ? (
          <Failure error={link.error} retry={() => void link.refetch()} />
        ) : (
          <Later lines={4} />
        )}
      </main>
      <footer className={css.foot}>
        <OtherLanguage />
        <Link to="/tillganglighet">{t('frame.accessibility')}</Link>
      </footer>
    </div>
  );
}

function Invited({ link, token }: { link: InvitationLink; token: string }) {
  const { t, language } = useWords();
  const begins = daysUntil(link.from) > 0 ? link.from : null;
  // accepted, and not yet begun: until then the network is not there for them
  if (link.state === 'used' && begins)
    return <Notice>{t('invitation.begins', { date: date(begins, language) })}</Notice>;
  if (link.state !== 'open')
    return (
      <>
        <Notice>{t(`invitation.state.${link.state}`)}</Notice>
        {link.state === 'used' && (
          <p>
            <ButtonLink to={`/natverk/${link.slug}`}>{t('invitation.toNetwork')}</ButtonLink>
          </p>
        )}
      </>
    );
  const named = link.title || t(`terms.seat.${link.kind}`);
  const facts = {
    inviter: link.inviter ?? '',
    network: link.network,
    organisation: link.organisation,
    role: t(`invitation.role.${link.role}`, { title: named }),
  };
  const from = date(link.from, language);
  return (
    <>
      <div className={css.lead}>
        <p>{t('invitation.hello', { name: link.name })}</p>
        <p>{t(link.inviter ? 'invitation.lead' : 'invitation.leadPlain', facts)}</p>
        <p className={css.quiet}>
          {link.to
            ? t('invitation.fromTo', { from, to: date(link.to, language) })
            : t('invitation.from', { date: from })}{' '}
          {t('invitation.until', { date: date(link.expires_at, language), email: link.email })}
        </p>
      </div>
      {link.mandate && (
        <section>
          <h2 className={css.part}>{t('invitation.mandate')}</h2>
          <p className={css.mandate}>{link.mandate}</p>
        </section>
      )}
      <Accepting token={token} link={link} what="seat" begins={begins} />
    </>
  );
}
