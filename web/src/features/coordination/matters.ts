import type { FetchQueryOptions, QueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { agreementQuery } from '../../api/agreements.ts';
import { remind } from '../../api/asks.ts';
import { remindOfConditions } from '../../api/conditions.ts';
import { conversationQuery, firstMessageQuery } from '../../api/conversations.ts';
import { dossierQuery } from '../../api/dossier.ts';
import { importQuery } from '../../api/imports.ts';
import { caseQuery } from '../../api/joining.ts';
import { acceptLink, forwardingQuery } from '../../api/linked.ts';
import { confirmStandIn, meetingQuery, remindOfMeeting } from '../../api/meetings.ts';
import { membershipQuery } from '../../api/membership.ts';
import { roomsQuery } from '../../api/networks.ts';
import { proposalQuery } from '../../api/proposals.ts';
import { confirmStandIn as confirmDeputy, remindSeats, seatQuery } from '../../api/seats.ts';
import type { Matter } from '../../api/types.ts';
import { daysUntil } from '../../locales/dates.ts';
import { personName } from '../../locales/names.ts';
import type { desk } from '../../locales/sv/desk.ts';
import type { Finishing } from './finishing/finishing.ts';

/** Finishes a matter at once, and says what was done. */
interface AtOnce {
  finish: (matter: Matter) => Promise<unknown>;
  told: (t: TFunction) => string;
  /** Where all of it stands, and one may say no. */
  whole: (matter: Matter) => { to: string; words: keyof typeof desk.whole };
}
/** Finishes a matter in a dialog over the page, once what it shows is there. */
interface Asking {
  asks: LazyExoticComponent<ComponentType<Finishing>>;
  first?: (client: QueryClient, matter: Matter) => Promise<unknown>;
}

/** How a matter reads and what its one button does. Either way it is finished where it stands: nothing leads away. */
export interface Shown {
  sentence: (matter: Matter, t: TFunction) => string;
  act: AtOnce | Asking;
}

const title = (matter: Matter) => matter.title ?? '';
const counted = (matter: Matter) => ({
  number: matter.number ?? 0,
  of: matter.of ?? 0,
  count: matter.number ?? 0,
  title: title(matter),
});
const joining = (matter: Matter) => ({
  organisation: matter.organisation ?? '',
  number: matter.number ?? 0,
  of: matter.of ?? 0,
  count: matter.number ?? 0,
});
const person = (matter: Matter, t: TFunction) => personName({ name: matter.person }, t);
const organisation = (matter: Matter, t: TFunction) => matter.organisation ?? person(matter, t);

const seatOf = (matter: Matter, t: TFunction) => ({
  seat: matter.title ? t('desk.seatCalled', { title: matter.title }) : t('desk.seat'),
  organisation: organisation(matter, t),
});

/** What a coordinator decides of is as it is now, not as it was when it was last looked at. */
// biome-ignore lint/suspicious/noExplicitAny: each query has types of its own, and none of them matters here
const now = (client: QueryClient, query: FetchQueryOptions<any, Error, any, any>) =>
  client.fetchQuery({ ...query, staleTime: 0 });

const settleCase: Asking = {
  asks: lazy(async () => ({ default: (await import('./finishing/SettleCase.tsx')).SettleCase })),
  first: (client, matter) => now(client, caseQuery(matter.subject_id)),
};
const lookOver: Asking = {
  asks: lazy(async () => ({ default: (await import('./finishing/LookOver.tsx')).LookOver })),
};
const inviteHolder: Asking = {
  asks: lazy(async () => ({ default: (await import('./finishing/InviteHolder.tsx')).InviteHolder })),
  first: (client, matter) => now(client, seatQuery(matter.subject_id)),
};

const meeting: AtOnce['whole'] = (matter) => ({ to: `/traffar/${matter.subject_id}`, words: 'meeting' });
const thread: AtOnce['whole'] = (matter) => ({ to: `/samtal/${matter.subject_id}`, words: 'thread' });

/** A kind without its entry does not compile. */
export const MATTERS: Record<Matter['kind'], Shown> = {
  decision_missing: {
    sentence: (matter, t) =>
      t('desk.matter.decision_missing', { organisation: organisation(matter, t), title: title(matter) }),
    act: {
      asks: lazy(async () => ({ default: (await import('./finishing/NoteDecision.tsx')).NoteDecision })),
    },
  },
  agreement_ending: {
    sentence: (matter, t) =>
      t(matter.due && daysUntil(matter.due) < 0 ? 'desk.agreementEnded' : 'desk.matter.agreement_ending', {
        title: title(matter),
      }),
    act: {
      asks: lazy(async () => ({ default: (await import('./finishing/RenewAgreement.tsx')).RenewAgreement })),
      first: (client, matter) => now(client, agreementQuery(matter.subject_id)),
    },
  },
  question_waiting: {
    sentence: (matter, t) =>
      t('desk.matter.question_waiting', {
        organisation: organisation(matter, t),
        title: title(matter),
      }),
    act: {
      asks: lazy(async () => ({ default: (await import('./finishing/AnswerQuestion.tsx')).AnswerQuestion })),
      first: (client, matter) =>
        Promise.all([
          now(client, conversationQuery(matter.subject_id)),
          now(client, firstMessageQuery(matter.subject_id)),
        ]),
    },
  },
  ask_overdue: {
    sentence: (matter, t) => t('desk.matter.ask_overdue', counted(matter)),
    act: {
      finish: (matter) => remind(matter.subject_id),
      told: (t) => t('desk.done.reminded'),
      whole: thread,
    },
  },
  proposal_overdue: {
    sentence: (matter, t) => t('desk.matter.proposal_overdue', { title: title(matter) }),
    act: {
      asks: lazy(async () => ({ default: (await import('./finishing/SettleProposal.tsx')).SettleProposal })),
      first: (client, matter) => now(client, proposalQuery(matter.subject_id)),
    },
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
      whole: meeting,
    },
  },
  meeting_to_document: {
    sentence: (matter, t) => t('desk.matter.meeting_to_document', { title: title(matter) }),
    act: {
      asks: lazy(async () => ({ default: (await import('./finishing/PublishMeeting.tsx')).PublishMeeting })),
      first: (client, matter) =>
        Promise.all([
          now(client, meetingQuery(matter.subject_id)),
          now(client, dossierQuery(matter.subject_id)),
        ]),
    },
  },
  case_waiting: {
    sentence: (matter, t) => t('desk.matter.case_waiting', joining(matter)),
    act: settleCase,
  },
  membership_asked: {
    sentence: (matter, t) => t('desk.matter.membership_asked', joining(matter)),
    act: settleCase,
  },
  case_answered: {
    sentence: (matter, t) => t('desk.matter.case_answered', joining(matter)),
    act: {
      asks: lazy(async () => ({ default: (await import('./finishing/AnswerCase.tsx')).AnswerCase })),
      first: (client, matter) => now(client, caseQuery(matter.subject_id)),
    },
  },
  conditions_unconfirmed: {
    sentence: (matter, t) => t('desk.matter.conditions_unconfirmed', joining(matter)),
    // only the organisation itself can confirm them: what a coordinator does is remind it
    act: {
      finish: (matter) => remindOfConditions(matter.network.id, matter.subject_id),
      told: (t) => t('desk.done.conditions_reminded'),
      whole: (matter) => ({
        to: `/natverk/${matter.network.slug}/forutsattningar/${matter.subject_id}`,
        words: 'conditions',
      }),
    },
  },
  place_free: {
    sentence: (matter, t) => t('desk.matter.place_free', joining(matter)),
    act: {
      asks: lazy(async () => ({ default: (await import('./finishing/GivePlace.tsx')).GivePlace })),
      first: (client, matter) =>
        matter.part_id
          ? now(client, caseQuery(matter.part_id))
          : now(client, membershipQuery(matter.network.id)),
    },
  },
  link_proposed: {
    sentence: (matter, t) =>
      t('desk.matter.link_proposed', { network: title(matter), here: matter.network.name }),
    act: {
      finish: (matter) => acceptLink(matter.subject_id),
      told: (t) => t('desk.done.linked'),
      whole: (matter) => ({ to: `/natverk/${matter.network.slug}/lankade`, words: 'passed' }),
    },
  },
  forwarding_waiting: {
    sentence: (matter, t) =>
      t('desk.matter.forwarding_waiting', { network: matter.organisation ?? '', title: title(matter) }),
    act: {
      asks: lazy(async () => ({
        default: (await import('./finishing/PlaceForwarding.tsx')).PlaceForwarding,
      })),
      first: (client, matter) =>
        Promise.all([
          now(client, forwardingQuery(matter.network.id, matter.subject_id)),
          now(client, roomsQuery(matter.network.id)),
        ]),
    },
  },
  document_to_revisit: {
    sentence: (matter, t) => t('desk.matter.document_to_revisit', { title: title(matter) }),
    act: lookOver,
  },
  agreement_to_revisit: {
    sentence: (matter, t) => t('desk.matter.agreement_to_revisit', { title: title(matter) }),
    act: lookOver,
  },
  import_waiting: {
    sentence: (matter, t) => t('desk.matter.import_waiting', counted(matter)),
    act: {
      asks: lazy(async () => ({ default: (await import('./finishing/TakeIn.tsx')).TakeIn })),
      first: (client, matter) => now(client, importQuery(matter.subject_id)),
    },
  },
  answers_missing: {
    sentence: (matter, t) => t('desk.matter.answers_missing', counted(matter)),
    act: {
      finish: (matter) => remindOfMeeting(matter.subject_id),
      told: (t) => t('desk.done.reminded'),
      whole: meeting,
    },
  },
  seat_vacant: {
    sentence: (matter, t) => t('desk.matter.seat_vacant', seatOf(matter, t)),
    act: inviteHolder,
  },
  seat_expiring: {
    sentence: (matter, t) =>
      t('desk.matter.seat_expiring', { person: person(matter, t), ...seatOf(matter, t) }),
    act: inviteHolder,
  },
  spokesperson_leaving: {
    sentence: (matter, t) => t('desk.matter.spokesperson_leaving', { person: person(matter, t) }),
    act: {
      asks: lazy(async () => ({ default: (await import('./finishing/AppointSpeaker.tsx')).AppointSpeaker })),
    },
  },
  successor_proposed: {
    sentence: (matter, t) =>
      t('desk.matter.successor_proposed', {
        organisation: organisation(matter, t),
        person: person(matter, t),
        name: title(matter),
      }),
    act: {
      asks: lazy(async () => ({
        default: (await import('./finishing/ConfirmSuccessor.tsx')).ConfirmSuccessor,
      })),
      first: (client, matter) => now(client, seatQuery(matter.part_id ?? '')),
    },
  },
  deputy_to_confirm: {
    sentence: (matter, t) =>
      t('desk.matter.deputy_to_confirm', {
        person: person(matter, t),
        count: matter.number ?? 1,
        ...seatOf(matter, t),
      }),
    act: {
      finish: (matter) => confirmDeputy(matter.subject_id),
      told: (t) => t('desk.done.stand_in'),
      whole: (matter) => ({ to: `/uppdrag/${matter.part_id}`, words: 'seat' }),
    },
  },
  seats_silent: {
    sentence: (matter, t) => t('desk.matter.seats_silent', counted(matter)),
    act: {
      finish: (matter) => remindSeats(matter.subject_id),
      told: (t) => t('desk.done.reminded'),
      whole: (matter) => ({ to: `/natverk/${matter.network.slug}/valskifte`, words: 'round' }),
    },
  },
};

/** What makes it the same matter. */
export const keyOf = (matter: Matter): string =>
  `${matter.kind}:${matter.subject_id}:${matter.part_id ?? ''}`;

/** When each matter was done here, in milliseconds. */
export type Done = ReadonlyMap<string, number>;

/**
 * What is left to do: what is done here is gone at once, and stays away until the desk has been asked again. If it stands
 * there then, because it was undone or was not finished by what was done, it stands here too.
 */
export const left = (matters: Matter[], done: Done, askedAt: number): Matter[] =>
  matters.filter((matter) => (done.get(keyOf(matter)) ?? Number.NEGATIVE_INFINITY) < askedAt);
