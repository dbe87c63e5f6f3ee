import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { keys } from '../../api/keys.ts';
import { sentence } from '../../api/problem.ts';
import { seatQuery, sendAgain, withdrawInvitation } from '../../api/seats.ts';
import type { Invitation, SeatHolding, SeatView } from '../../api/types.ts';
import { AppointmentLine } from '../../inviting/AppointmentLine.tsx';
import { InviteToSeat } from '../../inviting/InviteToSeat.tsx';
import { date, daysUntil } from '../../locales/dates.ts';
import { personName } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { Later } from '../../ui/Later.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page, Part } from '../../ui/Page.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { Asked } from './Asked.tsx';
import { ChangeSeat } from './ChangeSeat.tsx';
import { EndSeat } from './EndSeat.tsx';
import { HomeGroup } from './HomeGroup.tsx';
import { Proposals } from './Proposals.tsx';
import { ProposeSuccessor } from './ProposeSuccessor.tsx';
import { usePeriod } from './period.ts';
import css from './SeatPage.module.css';
import { StandIn, StandingIn } from './StandIn.tsx';

type Open =
  | { what: 'change' | 'end' | 'propose' | 'standIn' }
  | { what: 'invite'; again?: Invitation }
  | { what: 'endHolding'; holding: SeatHolding }
  | null;

/** A seat: what it is for, who holds it, who did; for a coordinator also inviting to it and ending it. */
export function SeatPage() {
  const { t, language } = useWords();
  const { id = '' } = useParams();
  const seat = useQuery(seatQuery(id));
  const [open, setOpen] = useState<Open>(null);
  if (seat.error && !seat.data) return <FailedPage error={seat.error} />;
  if (!seat.data) return <Later lines={6} />;
  const one = seat.data;
  const name = one.title || t(`terms.seat.${one.kind}`);
  const of = (role: 'holder' | 'deputy') => one.holdings.filter((line) => line.role === role);
  const ended = one.state === 'ended';
  const close = () => setOpen(null);
  const deputies = one.holdings.filter((line) => line.role === 'deputy');
  const keeps = one.may.keep && !ended;
  const more = [
    { id: 'change', text: t('seat.change'), act: () => setOpen({ what: 'change' }) },
    { id: 'end', text: t('seat.end'), act: () => setOpen({ what: 'end' }) },
  ];
  return (
    <Page
      title={`${name}, ${one.organisation.name}`}
      above={<Link to={`/natverk/${one.network.slug}/deltagare`}>{one.network.name}</Link>}
      heading={<span className={css.heading}>{name}</span>}
      below={`${one.organisation.name} · ${t(`terms.seat.${one.kind}`)} · ${t(`seat.state.${one.state}`)}`}
      acts={
        !ended && (
          <>
            {keeps && <Button onPress={() => setOpen({ what: 'propose' })}>{t('succession.propose')}</Button>}
            {one.may.invite && (
              <Button
                look={one.state === 'vacant' ? 'filled' : 'outlined'}
                onPress={() => setOpen({ what: 'invite' })}
              >
                {t('seat.invite')}
              </Button>
            )}
            {one.may.change && <Menu label={t('seat.change')} choices={more} />}
          </>
        )
      }
    >
      {one.until && !ended && <Notice>{t('seat.ends', { date: date(one.until, language) })}</Notice>}
      {one.asked && <Asked seat={one} question={one.asked} onPropose={() => setOpen({ what: 'propose' })} />}
      <p className={one.mandate ? css.mandate : css.quiet}>{one.mandate || t('seat.noMandate')}</p>
      <Part title={t('seat.holders')}>
        {of('holder').length === 0 && (
          <p className={css.quiet}>{t(one.state === 'invited' ? 'seat.nobodyInvited' : 'seat.nobody')}</p>
        )}
        <Holdings
          lines={of('holder')}
          onEnd={one.may.change ? (holding) => setOpen({ what: 'endHolding', holding }) : undefined}
        />
      </Part>
      {of('deputy').length === 0 && keeps && (
        <Part title={t('seat.deputies')}>
          <p className={css.quiet}>{t('seat.noDeputy')}</p>
        </Part>
      )}
      {of('deputy').length > 0 && (
        <Part title={t('seat.deputies')}>
          <Holdings
            lines={of('deputy')}
            onEnd={one.may.change ? (holding) => setOpen({ what: 'endHolding', holding }) : undefined}
          />
        </Part>
      )}
      {(one.substitutions.length > 0 || (deputies.length > 0 && (keeps || one.may.change))) && (
        <StandingIn
          seat={one}
          onStart={
            deputies.length > 0 && (keeps || one.may.change) ? () => setOpen({ what: 'standIn' }) : undefined
          }
        />
      )}
      {one.proposals.length > 0 && <Proposals seat={one} />}
      {one.invitations.length > 0 && (
        <Invitations seat={one} onAnew={(again) => setOpen({ what: 'invite', again })} />
      )}
      {one.before.length > 0 && (
        <Part title={t('seat.before')}>
          <Holdings lines={one.before} />
        </Part>
      )}
      {keeps && <HomeGroup seat={one.id} />}
      {one.may.keep && (
        <p>
          <Link to={`/borja-har/${one.id}`}>{t('handover.link')}</Link>
        </p>
      )}
      {open?.what === 'propose' && <ProposeSuccessor seat={one} onClose={close} />}
      {open?.what === 'standIn' && <StandIn seat={one} onClose={close} />}
      {open?.what === 'invite' && <InviteToSeat seat={one} again={open.again} onClose={close} />}
      {open?.what === 'change' && <ChangeSeat seat={one} onClose={close} />}
      {open?.what === 'end' && <EndSeat seat={one} onClose={close} />}
      {open?.what === 'endHolding' && <EndSeat seat={one} holding={open.holding} onClose={close} />}
    </Page>
  );
}

function Holdings({
  lines,
  onEnd,
}: {
  lines: SeatHolding[];
  onEnd?: ((holding: SeatHolding) => void) | undefined;
}) {
  const { t } = useWords();
  const period = usePeriod();
  return (
    <ul className={css.lines}>
      {lines.map((line) => {
        return (
          <li key={line.id} className={css.line}>
            <div>
              <p className={css.name}>{personName(line.person, t)}</p>
              <p className={css.quiet}>{period(line.from, line.to)}</p>
              <AppointmentLine appointment={line.appointment} />
            </div>
            {onEnd && (
              <Button
                look="quiet"
                aria-label={t('seat.endOf', { name: personName(line.person, t) })}
                onPress={() => onEnd(line)}
              >
                {t('seat.endShort')}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Invitations({ seat, onAnew }: { seat: SeatView; onAnew: (invitation: Invitation) => void }) {
  const { t } = useWords();
  return (
    <Part title={t('seat.invitations')}>
      <ul className={css.lines}>
        {seat.invitations.map((one) => (
          <InvitationLine key={one.id} invitation={one} onAnew={() => onAnew(one)} />
        ))}
      </ul>
    </Part>
  );
}

function InvitationLine({ invitation, onAnew }: { invitation: Invitation; onAnew: () => void }) {
  const { t, language } = useWords();
  // sent again it would lead nowhere: what it gives is over
  const over = invitation.to !== null && daysUntil(invitation.to) < 0;
  const client = useQueryClient();
  const act = useMutation({
    mutationFn: async (what: 'again' | 'withdraw') => {
      if (what === 'again') await sendAgain(invitation.id);
      else await withdrawInvitation(invitation.id);
      tell(t(what === 'again' ? 'seat.sentAgain' : 'seat.withdrawn'));
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
    onSettled: () => client.invalidateQueries({ queryKey: keys.seat(invitation.seat_id) }),
  });
  return (
    <li className={css.line}>
      <div>
        <p className={css.name}>{invitation.name}</p>
        <p className={css.quiet}>
          {[
            invitation.email,
            invitation.role === 'deputy' ? t('seat.roles.deputy').toLowerCase() : null,
            over && invitation.to
              ? t('seat.invitationOver', { date: date(invitation.to, language) })
              : t(`seat.invitationState.${invitation.state}`, {
                  date: date(invitation.expires_at, language),
                }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {invitation.unusual_host && <p className={css.odd}>{t('seat.unusualShort')}</p>}
      </div>
      <div className={css.acts}>
        {over ? (
          <Button look="quiet" onPress={onAnew}>
            {t('seat.inviteAnew')}
          </Button>
        ) : (
          <Button look="quiet" isPending={act.isPending} onPress={() => act.mutate('again')}>
            {t('seat.again')}
          </Button>
        )}
        <Button look="quiet" isPending={act.isPending} onPress={() => act.mutate('withdraw')}>
          {t('seat.withdraw')}
        </Button>
      </div>
    </li>
  );
}
