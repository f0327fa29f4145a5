import { PORTAL_LANGUAGES, type AnyResource } from '@switchyard/model';
import type { ReactNode } from 'react';
import { textsOf, type FormValue } from '../derive/form-values.js';
import { hasTextTitle, titleOf } from '../derive/references.js';
import { usePage } from './queries.js';

interface ManyProps {
  readonly id: string;
  readonly name: string;
  /** Joined by commas. */
  readonly value: string;
  readonly onChange: (value: FormValue) => void;
}

const chosenOf = (value: string): readonly string[] => (value === '' ? [] : value.split(','));

/** Several of a few words, each a tick; in the order in which they are ticked. */
export function ListInput({
  id,
  name,
  options,
  value,
  onChange,
}: ManyProps & { readonly options: readonly (readonly [value: string, label: string])[] }): ReactNode {
  const chosen = chosenOf(value);
  const toggle = (word: string, on: boolean): void =>
    onChange([...chosen.filter((other) => other !== word), ...(on ? [word] : [])].join(','));
  return (
    <fieldset id={id} className="choices">
      {options.map(([word, label]) => (
        <label key={word}>
          <input type="checkbox" name={name} checked={chosen.includes(word)} onChange={(event) => toggle(word, event.target.checked)} />{' '}
          {label}
        </label>
      ))}
    </fieldset>
  );
}

const OFFERED = 500;

/** Several rows of another resource, by their titles. */
export function RefsInput({ target, value, ...rest }: ManyProps & { readonly target: AnyResource }): ReactNode {
  const { data } = usePage(target, { itemsPerPage: String(OFFERED), sort: hasTextTitle(target) ? target.title : 'id' });
  const offered = (data?.items ?? []).map((row) => [String(row.id), titleOf(target, row)] as const);
  const unseen = chosenOf(value).filter((id) => !offered.some(([known]) => known === id));
  return <ListInput {...rest} value={value} options={[...offered, ...unseen.map((id) => [id, `#${id}`] as const)]} />;
}

/** One text for each language of the portals. */
export function TextsInput({ id, name, max, value, onChange }: ManyProps & { readonly max: number }): ReactNode {
  const texts = textsOf(value);
  return (
    <div className="texts">
      {PORTAL_LANGUAGES.map((language, at) => (
        <label key={language}>
          <span className="muted">{language}</span>
          <input
            id={at === 0 ? id : undefined}
            name={`${name}.${language}`}
            maxLength={max}
            value={texts[language] ?? ''}
            onChange={(event) => onChange(JSON.stringify({ ...texts, [language]: event.target.value }))}
          />
        </label>
      ))}
    </div>
  );
}
