import { useWords } from '../../../locales/useWords.ts';
import { OutgoingItem } from '../../../writing/OutgoingItem.tsx';
import type { Outgoing } from '../../../writing/outbox.ts';

/** One's own vote on its way, or refused; `over` where there is no field any more that it could go back to. */
export function OutgoingVoice({ outgoing, over = false }: { outgoing: Outgoing; over?: boolean }) {
  const { t } = useWords();
  const { cast } = outgoing;
  const words = cast?.what === 'voice' ? t(`asking.proposal.choice.${cast.choice}`) : '';
  return <OutgoingItem outgoing={outgoing} words={words} fixed={over} />;
}
