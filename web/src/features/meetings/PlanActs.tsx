import { useMutation } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { remindOfMeeting, setMeetingState } from '../../api/meetings.ts';
import { sentence } from '../../api/problem.ts';
import type { Meeting } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { MenuLater } from '../../ui/MenuLater.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { useMeetingChange } from './useMeetingChange.ts';

const ChangeMeeting = lazy(async () => ({ default: (await import('./ChangeMeeting.tsx')).ChangeMeeting }));
const CancelMeeting = lazy(async () => ({ default: (await import('./Cancelled.tsx')).CancelMeeting }));
const ProgrammeEditor = lazy(async () => ({
  default: (await import('./ProgrammeEditor.tsx')).ProgrammeEditor,
}));

/** The phases one goes through by hand, in order; the archive comes by publishing. */
const PHASES = ['planned', 'invited', 'ongoing', 'documenting'] as const;

/** What those do who plan a meeting: the next phase, what is said of it, its programme. */
export function PlanActs({ meeting }: { meeting: Meeting }) {
  const { t } = useWords();
  const [open, setOpen] = useState<'facts' | 'programme' | 'cancel' | null>(null);
  const move = useMeetingChange((state: Meeting['state']) => setMeetingState(meeting, state));
  const remind = useMutation({
    mutationFn: () => remindOfMeeting(meeting.id),
    onSuccess: (count) => tell(t('meeting.reminded', { count })),
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  const set = (state: Meeting['state']) =>
    move.mutate(state, {
      onSuccess: () => tell(t(`meeting.lead.${state}`)),
      onError: (error) => tell(sentence(error, t('ui.broken.body'))),
    });
  const at = (PHASES as readonly string[]).indexOf(meeting.state);
  const on = !meeting.cancelled_at;
  const next = on && at >= 0 && (at > 0 || meeting.starts_on) ? PHASES[at + 1] : undefined;
  const others = PHASES.filter((one) => on && at >= 0 && one !== meeting.state && one !== next);
  return (
    <>
      <MenuLater
        label={t('meeting.plan')}
        button={<Button icon={<ChevronDown size={17} aria-hidden />}>{t('meeting.plan')}</Button>}
        choices={[
          { id: 'facts', text: t('meeting.change'), act: () => setOpen('facts') },
          { id: 'programme', text: t('meeting.programme.write'), act: () => setOpen('programme') },
          ...(on && meeting.state === 'invited'
            ? [{ id: 'remind', text: t('meeting.remind'), act: () => remind.mutate() }]
            : []),
          ...others.map((state) => ({
            id: state,
            text: t('meeting.setState', { state: t(`terms.meetingState.${state}`) }),
            act: () => set(state),
          })),
          ...(on && at >= 0 && at < PHASES.indexOf('documenting')
            ? [{ id: 'cancel', text: `${t('cancelling.act')} …`, act: () => setOpen('cancel') }]
            : []),
        ]}
      />
      {next && (
        <Button
          look={meeting.state === 'planned' ? 'filled' : 'outlined'}
          onPress={() => set(next)}
          isDisabled={move.isPending}
        >
          {t(`meeting.goOn.${next as 'invited' | 'ongoing' | 'documenting'}`)}
        </Button>
      )}
      <Suspense fallback={null}>
        {open === 'facts' && <ChangeMeeting meeting={meeting} onClose={() => setOpen(null)} />}
        {open === 'cancel' && <CancelMeeting meeting={meeting} onClose={() => setOpen(null)} />}
        {open === 'programme' && <ProgrammeEditor meeting={meeting} onClose={() => setOpen(null)} />}
      </Suspense>
    </>
  );
}
