import type { AnswerOf, AnyOperation } from '@switchyard/api-client';
import { Failure, Loading, PageHeader, usePortal } from '@switchyard/portal-kit';
import { PORTAL_LANGUAGES } from '@switchyard/model';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTitle } from '../use-title.js';
import { ActionForm, proofInputs, proofOf } from './action-form.js';
import { ApiKeys } from './api-keys.js';
import { SecondFactor } from './second-factor.js';
import { Sessions } from './sessions.js';

export type Profile = AnswerOf<AnyOperation<'GET /my/profile'>>;

/** The own login: name, language and time zone, password, second factor, sessions, API keys. */
export function MyLoginScreen(): ReactNode {
  const { level, api } = usePortal();
  const queries = useQueryClient();
  const profile = useQuery({ queryKey: [level, 'my', 'profile'], queryFn: ({ signal }) => api.call('GET /my/profile', { signal }) });
  useTitle('My login');
  if (profile.isError) return <Failure error={profile.error} retry={() => void profile.refetch()} />;
  if (!profile.data) return <Loading what="my login" />;
  const { login, name, lastname, language, timezone, secondFactor } = profile.data;
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: [level, 'my'] });
  return (
    <>
      <PageHeader title="My login" subtitle={login} />
      <section className="card" aria-label="Profile">
        <h2>Profile</h2>
        <ActionForm
          inputs={[
            { name: 'name', label: 'Name', initial: name },
            { name: 'lastname', label: 'Last name', initial: lastname },
            {
              name: 'language',
              label: 'Language',
              initial: language ?? '',
              options: [['', 'as everybody here'], ...PORTAL_LANGUAGES.map((code) => [code, code] as const)],
            },
            { name: 'timezone', label: 'Time zone', initial: timezone ?? '' },
          ]}
          button="Save"
          done="Saved."
          run={async (values) => {
            const orNull = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text);
            const body = { ...values, language: orNull(values['language']), timezone: orNull(values['timezone']) };
            await api.call('PATCH /my/profile', { body });
            await refresh();
          }}
        />
      </section>
      <section className="card" aria-label="Password">
        <h2>Password</h2>
        <ActionForm
          inputs={[
            ...proofInputs(secondFactor.active),
            { name: 'password', label: 'New password', type: 'password', autoComplete: 'new-password' },
          ]}
          button="Change the password"
          done="Changed. Your other sessions have ended."
          run={async (values) => {
            await api.call('POST /my/password', { body: { ...proofOf(values), password: values['password'] ?? '' } });
            await refresh();
          }}
        />
      </section>
      <SecondFactor state={secondFactor} refresh={refresh} />
      <Sessions />
      <ApiKeys hasSecondFactor={secondFactor.active} />
    </>
  );
}
