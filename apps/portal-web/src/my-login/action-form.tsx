import { Failure } from '@switchyard/portal-kit';
import { useId, useState, type FormEvent, type ReactNode } from 'react';

export interface InputSpec {
  readonly name: string;
  readonly label: string;
  readonly type?: 'text' | 'password' | 'datetime-local';
  readonly initial?: string;
  readonly autoComplete?: string;
  readonly options?: readonly (readonly [value: string, label: string])[];
}

/** A few inputs and a button; `run` gets what was typed, and what it throws is shown. */
export function ActionForm(props: {
  readonly inputs: readonly InputSpec[];
  readonly button: string;
  readonly done?: string;
  readonly run: (values: Readonly<Record<string, string>>) => Promise<void>;
}): ReactNode {
  const { inputs, button, done, run } = props;
  const initial = Object.fromEntries(inputs.map(({ name, initial: value = '' }) => [name, value]));
  const id = useId();
  const [values, setValues] = useState(initial);
  const [state, setState] = useState<'asking' | 'sending' | 'done'>('asking');
  const [problem, setProblem] = useState<unknown>();

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setState('sending');
    setProblem(undefined);
    try {
      await run(values);
      setState('done');
      // What was typed is what is shown from now on; passwords and codes are for once.
      setValues((typed) => ({
        ...typed,
        ...Object.fromEntries(inputs.filter(({ type }) => type === 'password').map(({ name }) => [name, ''])),
      }));
    } catch (thrown) {
      setProblem(thrown);
      setState('asking');
    }
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      {problem !== undefined && <Failure error={problem} />}
      {inputs.map(({ name, label, type = 'text', autoComplete = 'off', options }) => (
        <div className="field" key={name}>
          <label htmlFor={`${id}-${name}`}>{label}</label>
          {options ? (
            <select
              id={`${id}-${name}`}
              value={values[name] ?? ''}
              onChange={(event) => setValues({ ...values, [name]: event.target.value })}
            >
              {options.map(([value, text]) => (
                <option key={value} value={value}>
                  {text}
                </option>
              ))}
            </select>
          ) : (
            <input
              id={`${id}-${name}`}
              type={type}
              autoComplete={autoComplete}
              value={values[name] ?? ''}
              onChange={(event) => setValues({ ...values, [name]: event.target.value })}
            />
          )}
        </div>
      ))}
      <button type="submit" className="button button-primary" disabled={state === 'sending'}>
        {button}
      </button>
      {state === 'done' && done !== undefined && <p role="status">{done}</p>}
    </form>
  );
}

/** What the API asks again before something sensitive; the code only where a second factor is active. */
export const proofInputs = (hasSecondFactor: boolean): readonly InputSpec[] => [
  { name: 'currentPassword', label: 'Current password', type: 'password', autoComplete: 'current-password' },
  ...(hasSecondFactor
    ? [{ name: 'code', label: 'Code of the authenticator', type: 'password', autoComplete: 'one-time-code' } as const]
    : []),
];
export const proofOf = ({ currentPassword = '', code }: Readonly<Record<string, string>>) => ({
  currentPassword,
  ...(code === undefined || code === '' ? {} : { code }),
});
