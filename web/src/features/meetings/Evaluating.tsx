import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { dossierQuery, evaluateMeeting } from '../../api/dossier.ts';
import { keys } from '../../api/keys.ts';
import { sentence } from '../../api/problem.ts';
import type { Dossier, Meeting } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Part } from '../../ui/Page.tsx';
import { Radios } from '../../ui/Radios.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { WrittenFor } from '../../ui/WrittenFor.tsx';
import css from './Promises.module.css';

const SCORES = ['one', 'two', 'three', 'four', 'five'] as const;
type Score = (typeof SCORES)[number];
const worded = (score: number): Score => SCORES[score - 1] ?? 'three';

/** Three questions after the meeting, answered once for each organisation; who plans it reads them all. */
export function Evaluating({ meeting }: { meeting: Meeting }) {
  const { t } = useWords();
  const [answering, setAnswering] = useState<string | null>(null);
  const dossier = useQuery(dossierQuery(meeting.id)).data;
  if (!dossier || (dossier.own.length === 0 && dossier.evaluations.length === 0)) return null;
  const answered = new Set(dossier.evaluations.map((one) => one.organisation.id));
  return (
    <Part title={t('dossier.evaluation.name')}>
      <ul className={css.list}>
        {dossier.evaluations.map((one) => (
          <li key={one.organisation.id} className={css.one}>
            <p className={css.words}>
              {one.organisation.name}: {t(`dossier.evaluation.score.${worded(one.score)}`)}
            </p>
            {one.takes_home && (
              <p>
                <span className={css.facts}>{t('dossier.evaluation.home')}</span> {one.takes_home}
              </p>
            )}
            {one.better && (
              <p>
                <span className={css.facts}>{t('dossier.evaluation.better')}</span> {one.better}
              </p>
            )}
          </li>
        ))}
      </ul>
      {dossier.own.map((one) =>
        answering === one.id ? (
          <Form
            key={one.id}
            meeting={meeting}
            dossier={dossier}
            organisation={one}
            onDone={() => setAnswering(null)}
          />
        ) : (
          <div key={one.id} className={css.acts}>
            <Button onPress={() => setAnswering(one.id)}>
              {t(answered.has(one.id) ? 'dossier.evaluation.again' : 'dossier.evaluation.answer', {
                name: one.name,
              })}
            </Button>
          </div>
        ),
      )}
    </Part>
  );
}

function Form({
  meeting,
  dossier,
  organisation,
  onDone,
}: {
  meeting: Meeting;
  dossier: Dossier;
  organisation: { id: string; name: string };
  onDone: () => void;
}) {
  const { t } = useWords();
  const client = useQueryClient();
  const held = dossier.evaluations.find((one) => one.organisation.id === organisation.id);
  const [score, setScore] = useState<Score>(worded(held?.score ?? 4));
  const [home, setHome] = useState(held?.takes_home ?? '');
  const [better, setBetter] = useState(held?.better ?? '');
  const save = useMutation({
    mutationFn: () =>
      evaluateMeeting(meeting.id, organisation.id, {
        score: SCORES.indexOf(score) + 1,
        takes_home: home,
        better,
      }),
    onSuccess: (next) => {
      client.setQueryData(keys.dossier(meeting.id), next);
      tell(t('dossier.evaluation.thanks'));
      onDone();
    },
  });
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {save.error && <Notice wrong>{sentence(save.error, t('ui.broken.body'))}</Notice>}
      <Radios
        label={t('dossier.evaluation.worth', { name: organisation.name })}
        value={score}
        onChange={setScore}
        options={[...SCORES].reverse().map((id) => ({ id, text: t(`dossier.evaluation.score.${id}`) }))}
      />
      <Field label={t('dossier.evaluation.home')} value={home} onChange={setHome} rows={3} maxLength={2000} />
      <Field
        label={t('dossier.evaluation.better')}
        hint={<WrittenFor readers={t('dossier.evaluation.readers')} />}
        value={better}
        onChange={setBetter}
        rows={3}
        maxLength={2000}
      />
      <div className={css.acts}>
        <Button type="submit" isDisabled={save.isPending}>
          {t('ui.save')}
        </Button>
        <Button look="quiet" onPress={onDone}>
          {t('ui.cancel')}
        </Button>
      </div>
    </form>
  );
}
