import { startAsk } from '../../../api/asks.ts';
import type { Room } from '../../../api/types.ts';
import { daysFromNow } from '../../../locales/dates.ts';
import { useWords } from '../../../locales/useWords.ts';
import { Field } from '../../../ui/Field.tsx';
import type { Begun } from '../../../writing/outbox.ts';
import { BeginDialog } from '../BeginDialog.tsx';
import { askable } from '../ChooseRoom.tsx';
import { useBeginning } from '../useBeginning.ts';
import { Alike } from './Alike.tsx';
import { AskWhom } from './AskWhom.tsx';

interface Props {
  network: string;
  rooms: Room[];
  room?: string | undefined;
  onClose: () => void;
}

/** Asking the network: what was asked before comes up while one writes, and one sees who will read before one sends. */
export function NewAsk({ network, rooms, room, onClose }: Props) {
  const { t } = useWords();
  const beginning = useBeginning<Begun & { what: 'ask' }>({
    what: 'ask',
    rooms: () => askable(rooms),
    room,
    put: startAsk,
    onClose,
  });
  const { draft, tried, refused } = beginning;
  const { organisations } = draft;
  const due = draft.dueOn ?? daysFromNow(14);
  const late = !due || due < daysFromNow(0);
  const nobody = organisations?.length === 0;
  const whole = !late && !nobody;
  return (
    <BeginDialog
      beginning={beginning}
      title={t('asking.newTitle')}
      titleHint={t('asking.titleHint')}
      first={<Alike network={network} title={draft.title} />}
      text={{ label: t('asking.question'), hint: t('asking.questionHint') }}
      send={t('asking.send')}
      sending={t('asking.sending')}
      onSubmit={() => beginning.submit(whole ? { what: 'ask', due_on: due, organisations } : null)}
      onClose={onClose}
    >
      <Field
        label={t('asking.dueOn')}
        type="date"
        value={due}
        onChange={(dueOn) => draft.choose({ dueOn })}
        error={tried && late ? t('asking.dueRequired') : refused?.field('/due_on')}
      />
      <AskWhom
        key={draft.generation}
        network={network}
        value={organisations}
        onChange={(organisations) => draft.choose({ organisations })}
        error={tried && nobody ? t('asking.whomRequired') : refused?.field('/organisations')}
      />
    </BeginDialog>
  );
}
