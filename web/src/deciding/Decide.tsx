import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { decideCase, nameOrganisation, sayInCase } from '../api/joining.ts';
import { ApiError, sentence } from '../api/problem.ts';
import type { Case, DecideCase } from '../api/types.ts';
import { useWords } from '../locales/useWords.ts';
import { Button } from '../ui/Button.tsx';
import { Checks } from '../ui/Checks.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Radios } from '../ui/Radios.tsx';
import { useRefusalShown } from '../ui/useRefusalShown.ts';
import { ChooseOrganisation, type Chosen } from './ChooseOrganisation.tsx';
import css from './Deciding.module.css';

type Decision = DecideCase['decision'];
/** The seats one may give, in the order they are made: the first is offered to whoever asked. */
const SEATS = ['official', 'elected'] as const;
/** What becomes of it now: a decision, or a word to whoever asks, whose turn it then is. */
type Next = Decision | 'ask';

interface Props {
  found: Case;
  /** For who has not the case before their eyes: what is asked, what stands first in the foot, and asking back. */
  alone?: { said: ReactNode; beside: ReactNode };
  /** What is most likely, where that is known. */
  likely?: Decision;
  onClose: () => void;
  onDone: (now: Case, next: Next) => void;
  onFailed: (error: unknown) => void;
}

/** What becomes of a case, why, and which seats the organisation gets. */
export function Decide({ found, alone, likely, onClose, onDone, onFailed }: Props) {
  const { t } = useWords();
  // who asks for membership is an observer already, and has a seat
  const outside = found.kind === 'expression';
  const all = found.met === found.conditions;
  const [next, setNext] = useState<Next>(likely ?? (all || !outside ? 'member' : 'observer'));
  const [text, setText] = useState('');
  const [seats, setSeats] = useState<string[]>(outside ? ['official'] : []);
  const [named, setNamed] = useState<Chosen | null>(null);
  const [tried, setTried] = useState(false);
  const [lacking, setLacking] = useState(0);
  const asks = next === 'ask';
  const joins = next === 'member' || next === 'observer';
  // who is told no need not be known
  const unknown = !found.organisation_id && !asks && next !== 'no';
  const act = useMutation({
    mutationFn: async (): Promise<Case> => {
      if (next === 'ask') return sayInCase(found.id, text.trim());
      const known = unknown && named ? await nameOrganisation(found, named.id) : found;
      return decideCase(known, {
        decision: next,
        reason: text.trim(),
        seats: !joins
          ? []
          : SEATS.filter((kind) => seats.includes(kind)).map((kind) =>
              kind === 'elected'
                ? { kind: 'elected' as const, title: t('joining.case.electedTitle') }
                : {
                    kind: 'official' as const,
                    title: t(next === 'member' ? 'joining.case.contact' : 'joining.case.observerContact'),
                  },
            ),
      });
    },
    onSuccess: (now) => onDone(now, next),
    onError: (error) => onFailed(error),
  });
  const options: { id: Next; text: string; note: string }[] = [
    { id: 'member', text: t('joining.decision.member'), note: t('joining.case.memberNote') },
    { id: 'observer', text: t('joining.decision.observer'), note: t('joining.case.observerNote') },
    {
      id: 'queue',
      text: t('joining.decision.queue'),
      // an observer in the queue stays observer
      note: t(outside ? 'joining.case.queueNote' : 'joining.case.queueNoteObserver'),
    },
    {
      id: 'no',
      text: t('joining.decision.no'),
      note: t(outside ? 'joining.case.noNote' : 'joining.case.noNoteObserver'),
    },
    { id: 'ask', text: t('joining.case.askBack'), note: t('joining.case.askBackNote') },
  ];
  const possible = options.filter(
    (one) =>
      !(one.id === 'queue' && found.decision === 'queue') &&
      (outside || one.id !== 'observer') &&
      // whoever waits in the queue has been asked what there was to ask
      ((alone && found.state !== 'decided') || one.id !== 'ask'),
  );
  const refused = act.error instanceof ApiError ? act.error : null;
  const field = refused?.field('/reason') ?? refused?.field('/text');
  const nobody = unknown && !named;
  // a try that lacks something is a refusal too
  const form = useRefusalShown(act.error ?? lacking);
  return (
    <Dialog
      title={t('joining.case.decideTitle', { organisation: found.organisation })}
      isOpen
      onClose={onClose}
      footer={
        <>
          {alone?.beside}
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            look="filled"
            isPending={act.isPending}
            onPress={() => {
              setTried(true);
              if (text.trim() && !nobody) act.mutate();
              else setLacking((before) => before + 1);
            }}
          >
            {t(asks ? 'joining.case.send' : 'joining.case.confirm')}
          </Button>
        </>
      }
    >
      <div ref={form} className={css.form}>
        {act.error && !field && <Notice wrong>{sentence(act.error, t('ui.broken.body'))}</Notice>}
        {alone?.said}
        {unknown && (
          <>
            <Notice wrong={tried && nobody}>
              {t('joining.case.unknownOrganisation', { name: found.organisation })}
            </Notice>
            <ChooseOrganisation label={t('joining.apply.organisation')} value={named} onChange={setNamed} />
          </>
        )}
        <Radios label={t('joining.case.becomes')} value={next} onChange={setNext} options={possible} />
        <Field
          label={asks ? t('joining.case.write', { name: found.name }) : t('joining.case.reason')}
          hint={asks ? t('joining.case.writeHint', { email: found.email }) : t('joining.case.reasonHint')}
          rows={3}
          maxLength={4000}
          value={text}
          onChange={setText}
          error={
            tried && !text.trim() ? t(asks ? 'joining.apply.required' : 'joining.case.reasonRequired') : field
          }
        />
        {joins && (
          <Checks
            label={t('joining.case.seats')}
            value={seats}
            onChange={setSeats}
            options={SEATS.map((id) => ({ id, text: t(`joining.case.${id}`) }))}
          />
        )}
        {joins && outside && (
          <p>
            {t(seats.length > 0 ? 'joining.case.invited' : 'joining.case.nobodyInvited', {
              name: found.name,
              email: found.email,
            })}
          </p>
        )}
      </div>
    </Dialog>
  );
}
