import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { guestLinkQuery } from '../../api/seats.ts';
import { signOut } from '../../api/session.ts';
import type { GuestLink } from '../../api/types.ts';
import { date } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button, ButtonLink } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { AcceptAsMe, AcceptAsNew } from './Accept.tsx';
import css from './InvitationPage.module.css';
import { Sheet } from './InvitationPage.tsx';

/** Where the link of a guest's invitation leads: looking changes nothing, accepting does. */
export function GuestPage() {
  const { token = '' } = useParams();
  const link = useQuery(guestLinkQuery(token));
  return <Sheet link={link}>{link.data && <Invited link={link.data} token={token} />}</Sheet>;
}

function Invited({ link, token }: { link: GuestLink; token: string }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  if (link.state !== 'open')
    return (
      <>
        <Notice>{t(`invitation.state.${link.state}`)}</Notice>
        {link.state === 'used' && (
          <p>
            <ButtonLink to={`/rum/${link.room_id}`}>{t('guests.toRoom')}</ButtonLink>
          </p>
        )}
      </>
    );
  const leave = async () => {
    await signOut();
    client.clear();
    await client.fetchQuery(guestLinkQuery(token));
  };
  const facts = { inviter: link.inviter ?? '', room: link.room, network: link.network };
  return (
    <>
      <div className={css.lead}>
        <p>{t('invitation.hello', { name: link.name })}</p>
        <p>{t(link.inviter ? 'guests.invites' : 'guests.invited', facts)}</p>
        <p>{t(link.writes ? 'guests.mayWrite' : 'guests.mayRead', { date: date(link.to, language) })}</p>
        <p className={css.quiet}>
          {t('invitation.until', { date: date(link.expires_at, language), email: link.email })}
        </p>
      </div>
      {link.for_me === true && <AcceptAsMe token={token} what="guest" />}
      {link.for_me === false && (
        <>
          <Notice wrong>{t('invitation.other', { email: link.email })}</Notice>
          <Button onPress={() => void leave()}>{t('invitation.signOut')}</Button>
        </>
      )}
      {link.for_me === null && (
        <>
          <section className={css.box} aria-labelledby="new">
            <h2 id="new" className={css.part}>
              {t('invitation.newTitle')}
            </h2>
            <p className={css.quiet}>{t('invitation.newLead')}</p>
            <AcceptAsNew token={token} link={link} what="guest" />
          </section>
          <section className={css.box} aria-labelledby="have">
            <h2 id="have" className={css.part}>
              {t('invitation.haveTitle')}
            </h2>
            <p className={css.quiet}>{t('invitation.haveLead', { email: link.email })}</p>
            <ButtonLink to="/logga-in" state={{ back: `/gast/${token}` }}>
              {t('invitation.signIn')}
            </ButtonLink>
          </section>
        </>
      )}
    </>
  );
}
