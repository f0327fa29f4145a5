import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AnyResource, FieldProblem } from '@switchyard/model';
import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { ApiProblem } from '@switchyard/api-client';
import type { ApiRow } from '../api/portal-api.js';
import { bodyOf, checkBody, formFields, initialValues, placeProblems, type FormUse, type FormValue } from '../derive/form-values.js';
import { titleOf } from '../derive/references.js';
import { FieldInput } from './field-input.js';
import { Failure, PageHeader } from './notices.js';
import { screenPath, usePortal } from './portal-context.js';
import { rowsOf } from './queries.js';
import { lowerFirst } from './resource-list.js';

interface ResourceFormProps {
  readonly resource: AnyResource;
  /** The row to change; without one a row is made. */
  readonly row?: ApiRow;
}

/** The form of a resource: fields and rules of the table, checked here by the schema that the API checks with. */
export function ResourceForm({ resource, row }: ResourceFormProps): ReactNode {
  const { api, level } = usePortal();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [search] = useSearchParams();
  const form = useRef<HTMLFormElement>(null);
  const use: FormUse = row ? 'patch' : 'create';
  const fields = formFields(resource, level, use);
  const [opened] = useState(() => initialValues(resource, level, use, row, search));
  const [values, setValues] = useState(opened);
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);

  const refuse = (refused: readonly FieldProblem[]): void => {
    setProblems(refused);
    // After React has marked the inputs: the first wrong one is where to go on.
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  const save = useMutation({
    mutationFn: (body: Record<string, unknown>) => (row ? rowsOf(api, resource).update(row.id, body) : rowsOf(api, resource).create(body)),
    onSuccess: async (saved) => {
      await client.invalidateQueries({ queryKey: [level] });
      await navigate(screenPath(level, resource, saved.id));
    },
    onError: (error) => refuse(error instanceof ApiProblem ? error.errors : []),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.reset();
    const body = bodyOf(resource, level, use, values, opened);
    const refused = checkBody(resource, level, use, body);
    refuse(refused);
    if (refused.length === 0) save.mutate(body);
  };
  const change = (key: string) => (value: FormValue) => {
    setValues((before) => ({ ...before, [key]: value }));
    setProblems((before) => before.filter(({ field }) => field !== key));
  };

  const { byField, others } = placeProblems(problems, Object.fromEntries(fields.map(([key, field]) => [key, field.label])));
  const back = row ? screenPath(level, resource, row.id) : screenPath(level, resource);
  const unplaced = save.isError && !(save.error instanceof ApiProblem && save.error.errors.length > 0);
  const refused = Object.keys(byField).length;
  return (
    <>
      <PageHeader
        title={row ? `Edit ${titleOf(resource, row)}` : `New ${lowerFirst(resource.singular)}`}
        subtitle={<Link to={screenPath(level, resource)}>{resource.plural}</Link>}
      />
      <form ref={form} className="card form" noValidate onSubmit={submit}>
        <div aria-live="assertive">
          {refused + others.length > 0 && (
            <div className="notice notice-error">
              <strong>{refused + others.length === 1 ? 'One value is refused' : `${refused + others.length} values are refused`}</strong>
              {others.map((text) => (
                <p key={text}>{text}</p>
              ))}
            </div>
          )}
          {unplaced && <Failure error={save.error} />}
        </div>
        <div className="fields">
          {fields.map(([key, field]) => (
            <FieldInput
              key={key}
              name={key}
              field={field}
              use={use}
              value={values[key] ?? null}
              problem={Object.hasOwn(byField, key) ? byField[key] : undefined}
              onChange={change(key)}
            />
          ))}
        </div>
        <div className="form-actions">
          <button type="submit" className="button button-primary" disabled={save.isPending}>
            {save.isPending ? 'Saving…' : row ? 'Save' : 'Create'}
          </button>
          <Link className="button" to={back}>
            Cancel
          </Link>
        </div>
      </form>
    </>
  );
}
