import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Checkbox } from 'react-aria-components/Checkbox';
import { useParams } from 'react-router';
import { expressInterest, openNetworkQuery } from '../../api/joining.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import type { ExpressInterest } from '../../api/types.ts';
import { ChooseOrganisation } from '../../deciding/ChooseOrganisation.tsx';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Field } from '../../ui/Field.tsx';
import { Later } from '../../ui/Later.tsx';
import { Failure, Notice } from '../../ui/Notice.tsx';
import ticks from '../../ui/Ticks.module.css';
import { useRefusalShown } from '../../ui/useRefusalShown.ts';
import { Answers } from './Answers.tsx';
import css from './Joining.module.css';
import { Outside } from './Outside.tsx';
import { useKeptForm } from './useKeptForm.ts';

/** Lines broken for the one who wrote them flow together; marks of emphasis go. */
const plain = (purpose: string) => purpose.replace(/(\S)\n(?![\n-])/g, '$1 ').replace(/\*+/g, '');

/** The public form: an organisation says that it would like to join, and how it stands to what the network asks. */
export function ApplyPage() {
  const { t, language } = useWords();
  const { slug = '' } = useParams();
  const client = useQueryClient();
  const network = useQuery(openNetworkQuery(slug));
  const { written: who, change, forget } = useKeptForm(slug);
  // only a program fills it in
  const [website, setWebsite] = useState('');
  const [agreed, setAgreed] = useState(false);
  const [tried, setTried] = useState(false);
  const write = (name: 'name' | 'role' | 'email' | 'message' | 'organisationName') => (value: string) =>
    change({ [name]: value });
  const send = useMutation({
    mutationFn: (body: ExpressInterest) => expressInterest(slug, body),
    onSuccess: forget,
    // a form that was open too long gets a new token; what is written stays. One that came too soon keeps its own: waiting
    // is what it wants
    onError: (error) => {
      const code = error instanceof ApiError && error.fields.find((field) => field.pointer === '/form')?.code;
      if (code === 'form_too_old' || code === 'form_unknown')
        void client.invalidateQueries(openNetworkQuery(slug));
    },
  });
  // what is wrong with a field stands far above the button
  const refused = send.error instanceof ApiError ? send.error : null;
  const form = useRefusalShown<HTMLFormElement>(
    refused?.fields.some((one) => one.pointer !== '/form') && refused,
  );
  const title = t('joining.apply.title');
  if (network.error instanceof ApiError && network.error.status === 404)
    return (
      <Outside title={title}>
        <h1>{title}</h1>
        <Empty title={t('joining.apply.missing')}>{t('joining.apply.missingHint')}</Empty>
      </Outside>
    );
  if (network.error && !network.data)
    return (
      <Outside title={title}>
        <Failure error={network.error} retry={() => void network.refetch()} />
      </Outside>
    );
  if (!network.data)
    return (
      <Outside title={title}>
        <Later lines={6} />
      </Outside>
    );
  const { conditions } = network.data;
  if (send.isSuccess)
    return (
      <Outside title={t('joining.apply.sentTitle')} arrived>
        <h1>{t('joining.apply.sentTitle')}</h1>
        <p className={css.lead} role="status">
          {t('joining.apply.sent', { email: who.email.trim() })}
        </p>
        <p className={css.quiet}>{t('joining.apply.sentNote')}</p>
      </Outside>
    );
  const needed = (value: string, pointer: string) =>
    tried && !value.trim() ? t('joining.apply.required') : refused?.field(pointer);
  const whole =
    who.name.trim() &&
    who.role.trim() &&
    who.email.trim() &&
    (who.unlisted ? who.organisationName.trim() : who.organisation) &&
    conditions.every((one) => who.given[one.id]?.state) &&
    agreed;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!whole) {
      // to the first thing that is missing, once it is marked
      requestAnimationFrame(() => {
        const wrong = form.current?.querySelector<HTMLElement>(
          '[data-invalid] input, input[data-invalid], [data-wrong] input, [aria-invalid=true]',
        );
        wrong?.focus();
      });
      return;
    }
    send.mutate({
      form: network.data.form,
      website,
      organisation_id: who.unlisted ? null : (who.organisation?.id ?? null),
      organisation_name: who.unlisted ? who.organisationName.trim() : null,
      name: who.name.trim(),
      role: who.role.trim(),
      email: who.email.trim(),
      language,
      answers: conditions.map((one) => ({
        condition_id: one.id,
        state: who.given[one.id]?.state ?? 'unclear',
        text: who.given[one.id]?.text.trim() ?? '',
      })),
      message: who.message.trim(),
      consent: agreed,
    });
  };
  return (
    <Outside title={`${title}, ${network.data.name}`}>
      <h1>{t('joining.apply.heading', { network: network.data.name })}</h1>
      <p className={css.lead}>{t('joining.apply.lead')}</p>
      <form className={css.form} onSubmit={submit} noValidate ref={form}>
        <section className={css.part}>
          <h2>{t('joining.apply.about')}</h2>
          <p className={css.purpose}>{plain(network.data.purpose)}</p>
        </section>
        <section className={css.part}>
          <h2>{t('joining.apply.who')}</h2>
          {who.unlisted ? (
            <Field
              label={t('joining.apply.organisationName')}
              value={who.organisationName}
              onChange={write('organisationName')}
              maxLength={200}
              error={needed(who.organisationName, '/organisation_name')}
            />
          ) : (
            <ChooseOrganisation
              label={t('joining.apply.organisation')}
              hint={t('joining.apply.organisationHint')}
              value={who.organisation}
              onChange={(organisation) => change({ organisation })}
              error={
                tried && !who.organisation
                  ? t('joining.apply.organisationRequired')
                  : refused?.field('/organisation_id')
              }
            />
          )}
          <div>
            <Button look="quiet" onPress={() => change({ unlisted: !who.unlisted })}>
              {t(who.unlisted ? 'joining.apply.inList' : 'joining.apply.notInList')}
            </Button>
          </div>
          <Field
            label={t('joining.apply.name')}
            value={who.name}
            onChange={write('name')}
            autoComplete="name"
            maxLength={200}
            error={needed(who.name, '/name')}
          />
          <Field
            label={t('joining.apply.role')}
            hint={t('joining.apply.roleHint')}
            value={who.role}
            onChange={write('role')}
            autoComplete="organization-title"
            maxLength={200}
            error={needed(who.role, '/role')}
          />
          <Field
            label={t('joining.apply.email')}
            hint={t('joining.apply.emailHint')}
            type="email"
            value={who.email}
            onChange={write('email')}
            autoComplete="email"
            maxLength={254}
            error={needed(who.email, '/email')}
          />
          <div className={css.hidden} aria-hidden="true">
            <label>
              {t('joining.apply.website')}
              <input
                tabIndex={-1}
                autoComplete="off"
                value={website}
                onChange={(event) => setWebsite(event.target.value)}
              />
            </label>
          </div>
        </section>
        <section className={css.part}>
          <h2>{t('joining.apply.conditions')}</h2>
          <p className={css.quiet}>{t('joining.apply.conditionsLead')}</p>
          <Answers
            conditions={conditions}
            given={who.given}
            onChange={(id, answer) => change({ given: { ...who.given, [id]: answer } })}
            tried={tried}
          />
          <Field
            label={t('joining.apply.more')}
            rows={3}
            maxLength={4000}
            value={who.message}
            onChange={write('message')}
          />
        </section>
        <section className={`${css.part} ${css.consent}`}>
          <h2>{t('joining.apply.consentTitle')}</h2>
          <p>{t('joining.apply.consent')}</p>
          <Checkbox
            className={ticks.option ?? ''}
            isSelected={agreed}
            onChange={setAgreed}
            isInvalid={tried && !agreed}
          >
            {({ isSelected }) => (
              <>
                <span className={ticks.box} aria-hidden>
                  {isSelected && <Check size={15} strokeWidth={3} />}
                </span>
                <span>{t('joining.apply.agree')}</span>
              </>
            )}
          </Checkbox>
          {tried && !agreed && <p className={css.wrong}>{t('joining.apply.consentRequired')}</p>}
        </section>
        {tried && !whole && <Notice wrong>{t('joining.apply.fix')}</Notice>}
        {send.error && whole && (
          <Notice wrong>{refused?.field('/form') ?? sentence(send.error, t('ui.broken.body'))}</Notice>
        )}
        <div>
          <Button look="filled" type="submit" isPending={send.isPending}>
            {t(send.isPending ? 'joining.apply.sending' : 'joining.apply.send')}
          </Button>
        </div>
      </form>
    </Outside>
  );
}
