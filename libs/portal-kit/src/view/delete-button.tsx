import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AnyResource } from '@switchyard/model';
import { useRef, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import type { ApiRow } from '../api/portal-api.js';
import { titleOf } from '../derive/references.js';
import { Failure } from './notices.js';
import { screenPath, usePortal } from './portal-context.js';
import { rowsOf } from './queries.js';
import { lowerFirst } from './resource-list.js';

/** Deletes a row after asking once. A row that others need stays, and the answer says so. */
export function DeleteButton({ resource, row }: { readonly resource: AnyResource; readonly row: ApiRow }): ReactNode {
  const { api, level } = usePortal();
  const navigate = useNavigate();
  const client = useQueryClient();
  const dialog = useRef<HTMLDialogElement>(null);
  const title = titleOf(resource, row);
  const remove = useMutation({
    mutationFn: () => rowsOf(api, resource).remove(row.id),
    onSuccess: async () => {
      await navigate(screenPath(level, resource), { replace: true });
      client.removeQueries({ queryKey: [level, resource.path, 'row', String(row.id)] });
      await client.invalidateQueries({ queryKey: [level] });
    },
  });
  return (
    <>
      <button type="button" className="button button-danger" onClick={() => (remove.reset(), dialog.current?.showModal())}>
        Delete
      </button>
      <dialog ref={dialog} aria-label={`Delete ${title}`}>
        <h2>Delete {title}?</h2>
        <p>The {lowerFirst(resource.singular)} and what is part of it go for good.</p>
        {remove.isError && <Failure error={remove.error} />}
        <div className="form-actions">
          <button type="button" className="button button-danger" disabled={remove.isPending} onClick={() => remove.mutate()}>
            {remove.isPending ? 'Deleting…' : 'Delete'}
          </button>
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            Keep
          </button>
        </div>
      </dialog>
    </>
  );
}
