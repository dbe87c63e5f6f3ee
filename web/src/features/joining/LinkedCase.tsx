import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sayByLink, withdrawByLink } from '../../api/joining.ts';
import { keys } from '../../api/keys.ts';
import { sentence } from '../../api/problem.ts';
import type { CaseLink } from '../../api/types.ts';
import { conditionWords } from '../../locales/conditionWords.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { AttachFile } from './AttachFile.tsx';
import { Say, Words } from './Dialogue.tsx';
import { History } from './History.tsx';
import css from './Joining.module.css';

/** A case, as whoever asked follows it. */
export function LinkedCase({
  token,
  link,
  found,
}: {
  token: string;
  link: CaseLink;
  found: NonNullable<CaseLink['case']>;
}) {
  const { t } = useWords();
  const client = useQueryClient();
  const [leaving, setLeaving] = useState(false);
  const show = (now: CaseLink) => client.setQueryData(keys.caseLink(token), now);
  const failed = (error: unknown) => {
    tell(sentence(error, t('ui.broken.body')));
    void client.invalidateQueries({ queryKey: keys.caseLink(token) });
  };
  const say = useMutation({
    mutationFn: (text: string) => sayByLink(token, text),
    onSuccess: show,
    onError: failed,
  });
  const withdraw = useMutation({
    mutationFn: () => withdrawByLink(token),
    onSuccess: (now) => {
      show(now);
      setLeaving(false);
      // the button is gone
      document.getElementById('content')?.focus();
      tell(t('joining.caseState.withdrawn'));
    },
    onError: failed,
  });
  const open = found.state === 'received' || found.state === 'in_dialogue';
  const membership = found.kind === 'membership';
  const withdrawal = membership ? 'conditions.takeBack' : 'joining.link.withdraw';
  const decided = found.acts.findLast((act) => act.act === 'decided');
  return (
    <div className={css.form}>
      <div className={css.state}>
        <strong>
          {found.decision ? t(`joining.decision.${found.decision}`) : t(`joining.caseState.${found.state}`)}
        </strong>
        <p>
          {found.state === 'decided' && found.decision
            ? t(`joining.${membership ? 'membershipLead' : 'decisionLead'}.${found.decision}`, {
                network: link.network,
              })
            : found.state !== 'decided' && t(`joining.stateLead.${found.state}`, { email: link.email })}
        </p>
        {!membership && (found.decision === 'member' || found.decision === 'observer') && (
          <p>{t('joining.link.wayIn')}</p>
        )}
        {decided?.reason && <p className={css.reason}>{decided.reason}</p>}
      </div>
      <section className={css.part}>
        <h2>{t('joining.link.dialogue')}</h2>
        {found.words.length ? (
          <Words words={found.words} applicant={link.name} />
        ) : (
          open && <p className={css.quiet}>{t('joining.link.dialogueEmpty')}</p>
        )}
        {found.state !== 'withdrawn' && (
          <Say
            label={t('joining.link.answer')}
            send={t('joining.link.send')}
            busy={say.isPending}
            onSend={(text, done) =>
              say.mutate(text, {
                onSuccess: () => {
                  done();
                  tell(t('joining.link.sent'));
                },
              })
            }
          />
        )}
      </section>
      {(open || found.files.length > 0) && (
        <section className={css.part}>
          <h2>{t('joining.link.files')}</h2>
          {found.files.length > 0 && (
            <ul className={css.rows}>
              {found.files.map((file) => {
                const of = found.asked.find((one) => one.id === file.condition_id);
                return (
                  <li key={file.id} className={css.row}>
                    <span className={css.reason}>{file.name}</span>
                    <span className={css.facts}>{of && conditionWords(of, t).title}</span>
                  </li>
                );
              })}
            </ul>
          )}
          {open && <AttachFile token={token} asked={found.asked} onDone={show} />}
        </section>
      )}
      <section className={css.part}>
        <h2>{t('joining.link.answers')}</h2>
        <ul className={css.rows}>
          {found.answers.map((answer) => {
            const condition = found.asked.find((one) => one.id === answer.condition_id);
            return (
              <li key={answer.condition_id} className={css.row}>
                <span>{condition && conditionWords(condition, t).title}</span>
                <span className={answer.state === 'met' ? css.met : css.facts}>
                  {t(`joining.state.${answer.state}`)}
                </span>
                {answer.text && <p className={`${css.quiet} ${css.reason}`}>{answer.text}</p>}
              </li>
            );
          })}
        </ul>
      </section>
      <History kind={found.kind} acts={found.acts} />
      {open && (
        <section className={css.part}>
          {leaving ? (
            <>
              <p>{t(membership ? 'joining.link.withdrawSureMembership' : 'joining.link.withdrawSure')}</p>
              <div className={css.acts}>
                <Button isPending={withdraw.isPending} onPress={() => withdraw.mutate()}>
                  {t(withdrawal)}
                </Button>
                <Button look="quiet" onPress={() => setLeaving(false)}>
                  {t('joining.link.keep')}
                </Button>
              </div>
            </>
          ) : (
            <div>
              <Button look="quiet" onPress={() => setLeaving(true)}>
                {t(withdrawal)} …
              </Button>
            </div>
          )}
        </section>
      )}
    </div>
  );
}
