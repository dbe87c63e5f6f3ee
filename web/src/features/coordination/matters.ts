import type { TFunction } from 'i18next';
import { renewAgreement } from '../../api/agreements.ts';
import { remind } from '../../api/asks.ts';
import { acceptLink } from '../../api/linked.ts';
import { confirmStandIn, remindOfMeeting } from '../../api/meetings.ts';
import type { Revisited } from '../../api/revisits.ts';
import { confirmStandIn as confirmDeputy, confirmProposal, remindSeats } from '../../api/seats.ts';
import type { Matter } from '../../api/types.ts';
import { personName } from '../../locales/names.ts';

/** How a matter reads and what its one button does: finishes it in place, asks for the next day first, or goes to where it can be finished. */
export interface Shown {
  sentence: (matter: Matter, t: TFunction) => string;
  act:
    | { to: (matter: Matter) => string }
    | { revisit: (matter: Matter) => Revisited }
    | { finish: (matter: Matter) => Promise<unknown>; told: (t: TFunction) => string };
}

const thread = (matter: Matter) => `/samtal/${matter.subject_id}`;
const meeting = (matter: Matter) => `/traffar/${matter.subject_id}`;
const title = (matter: Matter) => matter.title ?? '';
const counted = (matter: Matter) => ({
  number: matter.number ?? 0,
  of: matter.of ?? 0,
  title: title(matter),
});
const joining = (matter: Matter) => ({
  organisation: matter.organisation ?? '',
  number: matter.number ?? 0,
  of: matter.of ?? 0,
});
const person = (matter: Matter, t: TFunction) => personName({ name: matter.person }, t);
const organisation = (matter: Matter, t: TFunction) => matter.organisation ?? person(matter, t);

const seatOf = (matter: Matter, t: TFunction) => ({
  seat: matter.title || t('desk.seat'),
  organisation: organisation(matter, t),
});

/** A kind without its entry does not compile. */
export const MATTERS: Record<Matter['kind'], Shown> = {
  decision_missing: {
    sentence: (matter, t) =>
      t('desk.matter.decision_missing', { organisation: organisation(matter, t), title: title(matter) }),
    act: { to: (matter) => `/overenskommelser/${matter.subject_id}?beslut=${matter.part_id}` },
  },
  agreement_ending: {
    sentence: (matter, t) => t('desk.matter.agreement_ending', { title: title(matter) }),
    act: { finish: (matter) => renewAgreement(matter.subject_id), told: (t) => t('desk.done.renewed') },
  },
  question_waiting: {
    sentence: (matter, t) =>
      t('desk.matter.question_waiting', {
        organisation: organisation(matter, t),
        title: title(matter),
      }),
    act: { to: thread },
  },
  ask_overdue: {
    sentence: (matter, t) => t('desk.matter.ask_overdue', counted(matter)),
    act: { finish: (matter) => remind(matter.subject_id), told: (t) => t('desk.done.asks_reminded') },
  },
  proposal_overdue: {
    sentence: (matter, t) => t('desk.matter.proposal_overdue', { title: title(matter) }),
    act: { to: (matter) => `${thread(matter)}?visa=svar` },
  },
  stand_in_to_confirm: {
    sentence: (matter, t) =>
      t('desk.matter.stand_in_to_confirm', {
        person: person(matter, t),
        organisation: organisation(matter, t),
        title: title(matter),
      }),
    act: {
      finish: (matter) => confirmStandIn(matter.subject_id, matter.part_id ?? ''),
      told: (t) => t('desk.done.stand_in'),
    },
  },
  meeting_to_document: {
    sentence: (matter, t) => t('desk.matter.meeting_to_document', { title: title(matter) }),
    act: { to: meeting },
  },
  case_waiting: {
    sentence: (matter, t) => t('desk.matter.case_waiting', joining(matter)),
    act: { to: (matter) => `/samordning/arenden/${matter.subject_id}` },
  },
  membership_asked: {
    sentence: (matter, t) => t('desk.matter.membership_asked', joining(matter)),
    act: { to: (matter) => `/samordning/arenden/${matter.subject_id}` },
  },
  case_answered: {
    sentence: (matter, t) => t('desk.matter.case_answered', joining(matter)),
    act: { to: (matter) => `/samordning/arenden/${matter.subject_id}` },
  },
  conditions_unconfirmed: {
    sentence: (matter, t) => t('desk.matter.conditions_unconfirmed', joining(matter)),
    act: { to: (matter) => `/natverk/${matter.network.slug}/forutsattningar/${matter.subject_id}` },
  },
  place_free: {
    sentence: (matter, t) => t('desk.matter.place_free', joining(matter)),
    // where the organisation asked for the place it is given, with a seat and a letter
    act: {
      to: (matter) =>
        matter.part_id
          ? `/samordning/arenden/${matter.part_id}`
          : `/natverk/${matter.network.slug}/medlemskap`,
    },
  },
  link_proposed: {
    sentence: (matter, t) =>
      t('desk.matter.link_proposed', { network: title(matter), here: matter.network.name }),
    act: { finish: (matter) => acceptLink(matter.subject_id), told: (t) => t('desk.done.linked') },
  },
  forwarding_waiting: {
    sentence: (matter, t) =>
      t('desk.matter.forwarding_waiting', { network: matter.organisation ?? '', title: title(matter) }),
    act: { to: (matter) => `/natverk/${matter.network.slug}/lankade` },
  },
  document_to_revisit: {
    sentence: (matter, t) => t('desk.matter.document_to_revisit', { title: title(matter) }),
    act: { revisit: (matter) => ({ what: 'document', id: matter.subject_id, title: title(matter) }) },
  },
  agreement_to_revisit: {
    sentence: (matter, t) => t('desk.matter.agreement_to_revisit', { title: title(matter) }),
    act: { revisit: (matter) => ({ what: 'agreement', id: matter.subject_id, title: title(matter) }) },
  },
  import_waiting: {
    sentence: (matter, t) => t('desk.matter.import_waiting', counted(matter)),
    act: { to: (matter) => `/import/${matter.subject_id}` },
  },
  answers_missing: {
    sentence: (matter, t) => t('desk.matter.answers_missing', counted(matter)),
    act: {
      finish: (matter) => remindOfMeeting(matter.subject_id),
      told: (t) => t('desk.done.asks_reminded'),
    },
  },
  seat_vacant: {
    sentence: (matter, t) => t('desk.matter.seat_vacant', seatOf(matter, t)),
    act: { to: (matter) => `/uppdrag/${matter.subject_id}` },
  },
  seat_expiring: {
    sentence: (matter, t) =>
      t('desk.matter.seat_expiring', { person: person(matter, t), ...seatOf(matter, t) }),
    act: { to: (matter) => `/uppdrag/${matter.subject_id}` },
  },
  successor_proposed: {
    sentence: (matter, t) =>
      t('desk.matter.successor_proposed', {
        organisation: organisation(matter, t),
        person: person(matter, t),
        name: title(matter),
      }),
    act: {
      finish: (matter) => confirmProposal(matter.subject_id),
      told: (t) => t('desk.done.successor_proposed'),
    },
  },
  deputy_to_confirm: {
    sentence: (matter, t) =>
      t('desk.matter.deputy_to_confirm', { person: person(matter, t), ...seatOf(matter, t) }),
    act: { finish: (matter) => confirmDeputy(matter.subject_id), told: (t) => t('desk.done.stand_in') },
  },
  seats_silent: {
    sentence: (matter, t) => t('desk.matter.seats_silent', counted(matter)),
    act: { finish: (matter) => remindSeats(matter.subject_id), told: (t) => t('desk.done.asks_reminded') },
  },
};

/** What makes it the same matter. */
export const keyOf = (matter: Matter): string =>
  `${matter.kind}:${matter.subject_id}:${matter.part_id ?? ''}`;
