import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { guestLinkQuery } from '../../api/seats.ts';
import type { GuestLink } from '../../api/types.ts';
import { date } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { placeOf } from './Accept.tsx';
import { Accepting } from './Accepting.tsx';
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
  if (link.state !== 'open')
    return (
      <>
        <Notice>{t(`invitation.state.${link.state}`)}</Notice>
        {link.state === 'used' && (
          <p>
            <ButtonLink to={placeOf(link)}>
              {t(link.meeting_id ? 'guests.toMeeting' : 'guests.toRoom')}
            </ButtonLink>
          </p>
        )}
      </>
    );
  const facts = { inviter: link.inviter ?? '', room: link.room, network: link.network };
  const says = link.meeting_id
    ? link.inviter
      ? 'bringsAlong'
      : 'broughtAlong'
    : link.inviter
      ? 'invites'
      : 'invited';
  return (
    <>
      <div className={css.lead}>
        <p>{t('invitation.hello', { name: link.name })}</p>
        <p>{t(`guests.${says}`, facts)}</p>
        <p>{t(link.writes ? 'guests.mayWrite' : 'guests.mayRead', { date: date(link.to, language) })}</p>
        <p className={css.quiet}>
          {t('invitation.until', { date: date(link.expires_at, language), email: link.email })}
        </p>
      </div>
      <Accepting token={token} link={link} what="guest" />
    </>
  );
}
