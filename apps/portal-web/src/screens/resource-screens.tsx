import {
  Failure,
  Loading,
  ResourceDetail,
  ResourceForm,
  ResourceList,
  titleOf,
  useRow,
  lowerFirst,
  type ApiRow,
} from '@switchyard/portal-kit';
import type { AnyResource } from '@switchyard/model';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { useTitle } from '../use-title.js';
import { ActAs } from './act-as.js';

interface ScreenProps {
  readonly resource: AnyResource;
}

export function ListScreen({ resource }: ScreenProps): ReactNode {
  useTitle(resource.plural);
  return <ResourceList key={resource.name} resource={resource} />;
}

export function CreateScreen({ resource }: ScreenProps): ReactNode {
  useTitle(`New ${lowerFirst(resource.singular)}`);
  return <ResourceForm key={resource.name} resource={resource} />;
}

export const DetailScreen = ({ resource }: ScreenProps): ReactNode => (
  <WithRow resource={resource}>
    {(row) => (
      <>
        <ResourceDetail resource={resource} row={row} />
        <ActAs resource={resource} row={row} />
      </>
    )}
  </WithRow>
);

export const EditScreen = ({ resource }: ScreenProps): ReactNode => (
  <WithRow resource={resource}>{(row) => <ResourceForm key={row.id} resource={resource} row={row} />}</WithRow>
);

/** Fetches the row of the address; what is not there, or not ours, is "not found" all the same. */
export function WithRow({ resource, children }: ScreenProps & { readonly children: (row: ApiRow) => ReactNode }): ReactNode {
  const { id = '' } = useParams();
  const { data, error, isError, refetch } = useRow(resource, id);
  useTitle(data ? titleOf(resource, data) : resource.singular);
  if (isError) return <Failure error={error} retry={() => void refetch()} />;
  return data ? children(data) : <Loading what={lowerFirst(resource.singular)} />;
}
