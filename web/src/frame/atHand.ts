import { moreTexts } from '../locales/i18n.ts';

/**
 * Fetches what is written and read with, wherever one is: a line that breaks later takes none of it away. What does not come
 * now is fetched when it is wanted.
 */
export function putAtHand(): void {
  void Promise.allSettled([
    moreTexts(),
    import('../features/start/StartPage.tsx'),
    import('../features/inbox/InboxPage.tsx'),
    import('../features/networks/pages.ts'),
    import('../features/conversations/pages.ts'),
    import('../features/conversations/ask/AskPanel.tsx'),
    import('../features/conversations/ask/NewAsk.tsx'),
    import('../features/conversations/proposal/ProposalPanel.tsx'),
    import('../features/conversations/proposal/NewProposal.tsx'),
    import('../features/conversations/thread/LiftMessage.tsx'),
    import('../writing/deliver.ts'),
    import('../ui/Dialog.tsx'),
    import('./Refused.tsx'),
    import('../ui/Menu.tsx'),
    import('../ui/PutOffDialog.tsx'),
  ]);
}
