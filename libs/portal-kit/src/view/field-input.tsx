import { initialOf, isSecretField, type Field } from '@switchyard/model';
import { useId, type ReactNode } from 'react';
import { REMOVE_SECRET, type FormUse, type FormValue } from '../derive/form-values.js';
import { readableTarget } from '../derive/references.js';
import { ListInput, RefsInput, TextsInput } from './many-inputs.js';
import { usePortal } from './portal-context.js';
import { RefSelect } from './ref-select.js';

interface FieldInputProps {
  readonly name: string;
  readonly field: Field;
  readonly use: FormUse;
  readonly value: FormValue;
  readonly problem: string | undefined;
  readonly onChange: (value: FormValue) => void;
}

/** True for a field that must be filled: nothing stands in for it. */
const isRequired = (field: Field, use: FormUse): boolean => initialOf(field) === undefined && !(use === 'patch' && isSecretField(field));

/** Help of the table, and the rule of a pattern: known before it is broken. */
const helpOf = (field: Field): string =>
  [field.help, field.kind === 'text' && field.rule ? capital(field.rule) : undefined].filter((part) => part !== undefined).join('. ');
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Label, input, help and problem of one field, tied to each other. */
export function FieldInput({ name, field, use, value, problem, onChange }: FieldInputProps): ReactNode {
  const id = useId();
  const help = helpOf(field);
  const describedBy =
    [problem === undefined ? '' : `${id}-problem`, help === '' ? '' : `${id}-help`].filter(Boolean).join(' ') || undefined;
  const required = isRequired(field, use);
  const control = (
    <Control
      id={id}
      name={name}
      field={field}
      use={use}
      value={value}
      describedBy={describedBy}
      invalid={problem !== undefined}
      required={required}
      onChange={onChange}
    />
  );
  return (
    <div className={field.kind === 'bool' ? 'field field-tick' : 'field'} data-field={name}>
      <label htmlFor={id}>
        {field.label}
        {required && (
          <span className="required" aria-hidden="true">
            {' '}
            *
          </span>
        )}
      </label>
      {control}
      {help !== '' && (
        <p className="help" id={`${id}-help`}>
          {help}
        </p>
      )}
      {problem !== undefined && (
        <p className="problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
    </div>
  );
}

interface ControlProps extends Omit<FieldInputProps, 'problem'> {
  readonly id: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  readonly required: boolean;
}

function Control({ id, name, field, use, value, describedBy, invalid, required, onChange }: ControlProps): ReactNode {
  const { level } = usePortal();
  const common = {
    id,
    name,
    'aria-describedby': describedBy,
    'aria-invalid': invalid || undefined,
    'aria-required': required || undefined,
  };
  const text = typeof value === 'string' ? value : value === null ? '' : String(value);
  const typed = (event: { readonly target: { readonly value: string } }): void => onChange(event.target.value);
  switch (field.kind) {
    case 'bool':
      return <input {...common} type="checkbox" checked={value === true} onChange={(event) => onChange(event.target.checked)} />;
    case 'enum':
      return (
        <select {...common} value={text} onChange={typed}>
          {(text === '' || field.nullable) && <option value="">{field.nullable ? 'none' : 'choose…'}</option>}
          {field.values.map((word) => (
            <option key={word}>{word}</option>
          ))}
        </select>
      );
    case 'ref': {
      const target = readableTarget(field, level);
      if (!target) return <input {...common} inputMode="numeric" placeholder="id" value={text} onChange={typed} />;
      return (
        <RefSelect
          id={id}
          target={target}
          value={typeof value === 'number' ? value : null}
          onChange={onChange}
          clearable={field.nullable === true}
          placeholder={field.nullable ? 'none' : 'choose…'}
          describedBy={describedBy}
          invalid={invalid}
        />
      );
    }
    case 'password':
    case 'sipPassword':
    case 'secret':
      return (
        <SecretInput common={common} removable={use === 'patch' && field.nullable === true} use={use} value={text} onChange={onChange} />
      );
    case 'datetime':
      return <input {...common} type="datetime-local" step={1} value={text} onChange={typed} />;
    case 'date':
      return <input {...common} type="date" value={text} onChange={typed} />;
    case 'time':
      return <input {...common} type="time" step={1} value={text} onChange={typed} />;
    case 'list':
      return <ListInput id={id} name={name} options={field.values.map((word) => [word, word])} value={text} onChange={onChange} />;
    case 'refs': {
      const target = readableTarget(field, level);
      return target ? (
        <RefsInput id={id} name={name} target={target} value={text} onChange={onChange} />
      ) : (
        <input {...common} placeholder="ids, separated by commas" value={text} onChange={typed} />
      );
    }
    case 'texts':
      return <TextsInput id={id} name={name} max={field.max} value={text} onChange={onChange} />;
    case 'json':
    case 'file':
      return null;
    case 'int':
      return <input {...common} inputMode="numeric" value={text} onChange={typed} />;
    case 'money':
      return <input {...common} inputMode="decimal" value={text} onChange={typed} />;
    case 'text':
      return field.long ? (
        <textarea {...common} rows={8} maxLength={field.max} value={text} onChange={typed} />
      ) : (
        <input {...common} maxLength={field.max} value={text} onChange={typed} />
      );
  }
}

interface SecretInputProps {
  readonly common: { readonly id: string; readonly name: string };
  readonly use: FormUse;
  readonly removable: boolean;
  readonly value: string;
  readonly onChange: (value: FormValue) => void;
}

/** A secret is written, never read: empty keeps what is stored. */
function SecretInput({ common, use, removable, value, onChange }: SecretInputProps): ReactNode {
  const removed = value === REMOVE_SECRET;
  return (
    <>
      <input
        {...common}
        type="password"
        autoComplete="new-password"
        disabled={removed}
        placeholder={removed ? 'will be removed' : use === 'patch' ? 'unchanged' : ''}
        value={removed ? '' : value}
        onChange={(event) => onChange(event.target.value)}
      />
      {removable && (
        <label className="secret-remove">
          <input type="checkbox" checked={removed} onChange={(event) => onChange(event.target.checked ? REMOVE_SECRET : '')} /> Remove what
          is stored
        </label>
      )}
    </>
  );
}
