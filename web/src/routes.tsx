import type { QueryClient } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { createBrowserRouter, Navigate } from 'react-router';
import { meQuery } from './api/session.ts';
import { Broken } from './frame/Broken.tsx';
import { withMoreTexts } from './locales/i18n.ts';

/** A component of the first pages, fetched when it is first gone to. */
const first =
  <Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) =>
  async () => ({ Component: (await load())[name] });

/** A route's component, fetched with the texts that the first pages do without. */
const page =
  <Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) =>
  async () => ({ Component: (await withMoreTexts(load()))[name] });

const frame = () => import('./frame/pages.ts');
const documents = () => import('./features/documents/pages.ts');
const conversations = () => import('./features/conversations/pages.ts');
const meetings = () => import('./features/meetings/pages.ts');
const search = () => import('./features/search/pages.ts');
const mail = () => import('./features/mail/pages.ts');
const networks = () => import('./features/networks/pages.ts');
const coordination = () => import('./features/coordination/pages.ts');
const agreements = () => import('./features/agreements/pages.ts');
const running = () => import('./features/running/pages.ts');
const rooms = () => import('./features/rooms/pages.ts');
const people = () => import('./features/people/pages.ts');
const linked = () => import('./features/linked/pages.ts');
const mailings = () => import('./features/mailings/pages.ts');
const seats = () => import('./features/seats/pages.ts');
const importing = () => import('./features/importing/pages.ts');
const joining = () => import('./features/joining/pages.ts');
const home = () => import('./features/home/pages.ts');
const decisions = () => import('./features/decisions/pages.ts');

/** Every address of the client. Addresses of objects carry only the object, so that moves keep links alive. */
export function makeRouter(client: QueryClient) {
  return createBrowserRouter([
    {
      ErrorBoundary: Broken,
      HydrateFallback: () => null,
      children: [
        { path: '/logga-in', lazy: first(() => import('./features/session/SignInPage.tsx'), 'SignInPage') },
        {
          lazy: first(frame, 'SignedIn'),
          loader: () => {
            void client.prefetchQuery(meQuery);
            return null;
          },
          HydrateFallback: () => null,
          children: [
            {
              lazy: first(frame, 'Frame'),
              ErrorBoundary: Broken,
              children: [
                {
                  // a page that could not be shown leaves the ways to others
                  ErrorBoundary: Broken,
                  children: [
                    { index: true, lazy: first(() => import('./features/start/StartPage.tsx'), 'StartPage') },
                    {
                      path: '/inkorg',
                      lazy: page(() => import('./features/inbox/InboxPage.tsx'), 'InboxPage'),
                    },
                    {
                      path: '/natverk/:slug',
                      lazy: page(networks, 'NetworkPage'),
                      children: [
                        { index: true, element: <Navigate to="samtal" replace /> },
                        { path: 'samtal', lazy: page(conversations, 'ConversationList') },
                        { path: 'dokument', lazy: page(documents, 'DocumentList') },
                        { path: 'traffar', lazy: page(meetings, 'MeetingList') },
                        { path: 'deltagare', lazy: page(networks, 'Participants') },
                      ],
                    },
                    { path: '/natverk/:slug/medlemskap', lazy: page(networks, 'MembershipPage') },
                    { path: '/natverk/:slug/lankade', lazy: page(linked, 'LinkedPage') },
                    { path: '/natverk/:slug/utskick', lazy: page(mailings, 'MailingsPage') },
                    { path: '/natverk/:slug/rum', lazy: page(rooms, 'RoomsPage') },
                    { path: '/rum/:id', lazy: page(rooms, 'RoomPage') },
                    { path: '/natverk/:slug/installningar', lazy: page(networks, 'NetworkSettings') },
                    { path: '/natverk/:slug/personer', lazy: page(people, 'DirectoryPage') },
                    { path: '/personer/:id', lazy: page(people, 'PersonPage') },
                    { path: '/organisationer/:id', lazy: page(running, 'OrganisationPage') },
                    { path: '/natverk/:slug/insyn', lazy: page(running, 'InsightPage') },
                    { path: '/installationen', lazy: page(running, 'InstallationPage') },
                    { path: '/natverk/:slug/overenskommelser', lazy: page(agreements, 'AgreementList') },
                    { path: '/natverk/:slug/forteckning', lazy: page(agreements, 'RollPage') },
                    { path: '/natverk/:slug/intyg/:organisation', lazy: page(agreements, 'CertificatePage') },
                    { path: '/overenskommelser/:id', lazy: page(agreements, 'AgreementPage') },
                    { path: '/natverk/:slug/forutsattningar', lazy: page(joining, 'ConditionsOverview') },
                    { path: '/natverk/:slug/forutsattningar/andra', lazy: page(joining, 'EditConditions') },
                    {
                      path: '/natverk/:slug/forutsattningar/:organisation',
                      lazy: page(joining, 'ConditionsPage'),
                    },
                    { path: '/natverk/:slug/lan', lazy: page(joining, 'CoveragePage') },
                    { path: '/natverk/:slug/beslut', lazy: page(decisions, 'DecisionList') },
                    { path: '/natverk/:slug/rundfragor', lazy: page(decisions, 'AskList') },
                    { path: '/natverk/:slug/import', lazy: page(importing, 'ImportsPage') },
                    { path: '/import/:id', lazy: page(importing, 'ImportPage') },
                    { path: '/beslut/:id', lazy: page(decisions, 'DecisionPage') },
                    { path: '/samtal/:id', lazy: page(conversations, 'ConversationPage') },
                    { path: '/direkt', lazy: page(conversations, 'DirectPage') },
                    { path: '/dokument/:id', lazy: page(documents, 'DocumentPage') },
                    { path: '/traffar/:id', lazy: page(meetings, 'MeetingPage') },
                    {
                      path: '/traffar/:id/anteckningar',
                      lazy: page(() => import('./features/meetings/notes/NotesPage.tsx'), 'NotesPage'),
                    },
                    { path: '/ta-hem/:id', lazy: page(home, 'TakeHomePage') },
                    { path: '/natverk/:slug/valskifte', lazy: page(seats, 'RoundsPage') },
                    { path: '/uppdrag/:id', lazy: page(seats, 'SeatPage') },
                    { path: '/borja-har/:id', lazy: page(seats, 'BeginPage') },
                    { path: '/samordning', lazy: page(coordination, 'CoordinationPage') },
                    { path: '/samordning/arenden', lazy: page(joining, 'CaseList') },
                    { path: '/samordning/arenden/:id', lazy: page(joining, 'CasePage') },
                    { path: '/samordning/ord', lazy: page(coordination, 'SynonymsPage') },
                    { path: '/arkiv', lazy: page(search, 'ArchivePage') },
                    { path: '/arkiv/perioden', lazy: page(search, 'PeriodPage') },
                    { path: '/sok', lazy: page(search, 'SearchPage') },
                    { path: '/brevko', lazy: page(mail, 'MailQueue') },
                    {
                      path: '/installningar',
                      lazy: page(() => import('./features/settings/SettingsPage.tsx'), 'SettingsPage'),
                    },
                    { path: '*', lazy: page(() => import('./frame/NotFound.tsx'), 'NotFound') },
                  ],
                },
              ],
            },
          ],
        },
        { path: '/nytt-losenord', lazy: page(() => import('./features/session/ResetPage.tsx'), 'ResetPage') },
        {
          path: '/nytt-losenord/:token',
          lazy: page(() => import('./features/session/ResetPage.tsx'), 'ResetPage'),
        },
        {
          path: '/ny-adress/:token',
          lazy: page(() => import('./features/session/ClaimPage.tsx'), 'ClaimPage'),
        },
        { path: '/om', lazy: page(joining, 'PublicNetworks') },
        { path: '/om/:slug', lazy: page(joining, 'PublicPage') },
        { path: '/anmalan/:slug', lazy: page(joining, 'ApplyPage') },
        { path: '/arende/:token', lazy: page(joining, 'LinkPage') },
        { path: '/brev/:token', lazy: page(mail, 'StopPage') },
        { path: '/hemgrupp/:token', lazy: page(home, 'LeavePage') },
        {
          path: '/gast/:token',
          lazy: page(() => import('./features/invitation/GuestPage.tsx'), 'GuestPage'),
        },
        {
          path: '/inbjudan/:token',
          lazy: page(() => import('./features/invitation/InvitationPage.tsx'), 'InvitationPage'),
        },
        {
          path: '/tillganglighet',
          lazy: page(() => import('./features/statement/StatementPage.tsx'), 'StatementPage'),
        },
      ],
    },
  ]);
}
