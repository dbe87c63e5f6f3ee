import { ChevronDown } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { Room } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { MenuLater } from '../../ui/MenuLater.tsx';

const NewAsk = lazy(async () => ({ default: (await import('./ask/NewAsk.tsx')).NewAsk }));
const NewProposal = lazy(async () => ({ default: (await import('./proposal/NewProposal.tsx')).NewProposal }));

const CARRYING = ['ask', 'proposal'] as const;
type Carrying = (typeof CARRYING)[number];

/** Whether what is to be written is an ask or a proposal. */
export const isCarrying = (what: string): what is Carrying => (CARRYING as readonly string[]).includes(what);

/** The ways to begin something that organisations answer. */
export function AskMenu({ onChoose }: { onChoose: (what: Carrying) => void }) {
  const { t } = useWords();
  return (
    <MenuLater
      label={t('asking.menu')}
      button={<Button icon={<ChevronDown size={17} aria-hidden />}>{t('asking.menu')}</Button>}
      choices={[
        { id: 'ask', text: t('asking.newAsk'), act: () => onChoose('ask') },
        { id: 'proposal', text: t('asking.proposal.newProposal'), act: () => onChoose('proposal') },
      ]}
    />
  );
}

interface Props {
  what: Carrying;
  network: string;
  rooms: Room[];
  room?: string | undefined;
  onClose: () => void;
}

/** The dialog for what is begun; fetched when it is wanted. */
export function NewCarried({ what, ...rest }: Props) {
  const New = what === 'ask' ? NewAsk : NewProposal;
  return (
    <Suspense fallback={null}>
      <New {...rest} />
    </Suspense>
  );
}
