import { useQueryClient } from '@tanstack/react-query';
import { keys } from '../../api/keys.ts';
import { signOut } from '../../api/session.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button, ButtonLink } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { AcceptAsMe, AcceptAsNew, type What } from './Accept.tsx';
import css from './InvitationPage.module.css';
import { knowAnew } from './knowAnew.ts';

/** How an invitation is accepted: by whoever has the address, with an account they have or one they make. */
export function Accepting({
  token,
  link,
  what,
  begins = null,
}: {
  token: string;
  link: { name: string; email: string; for_me?: boolean | null | undefined };
  what: What;
  /** The first day of what is accepted, where that is to come. */
  begins?: string | null;
}) {
  const { t } = useWords();
  const client = useQueryClient();
  const leave = async () => {
    await signOut();
    await knowAnew(client, what === 'guest' ? keys.guestLink(token) : keys.invitationLink(token));
  };
  if (link.for_me === true) return <AcceptAsMe token={token} what={what} begins={begins} />;
  if (link.for_me === false)
    return (
      <>
        <Notice wrong>{t('invitation.other', { email: link.email })}</Notice>
        <Button onPress={() => void leave()}>{t('invitation.signOut')}</Button>
      </>
    );
  return (
    <>
      <section className={css.box} aria-labelledby="new">
        <h2 id="new" className={css.part}>
          {t('invitation.newTitle')}
        </h2>
        <p className={css.quiet}>{t('invitation.newLead')}</p>
        <AcceptAsNew token={token} link={link} what={what} begins={begins} />
      </section>
      <section className={css.box} aria-labelledby="have">
        <h2 id="have" className={css.part}>
          {t('invitation.haveTitle')}
        </h2>
        <p className={css.quiet}>{t('invitation.haveLead', { email: link.email })}</p>
        <ButtonLink to="/logga-in" state={{ back: `/${what === 'guest' ? 'gast' : 'inbjudan'}/${token}` }}>
          {t('invitation.signIn')}
        </ButtonLink>
      </section>
    </>
  );
}
