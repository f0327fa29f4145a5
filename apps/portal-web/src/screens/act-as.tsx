import { LEVELS, type Level } from '@switchyard/kernel';
import type { AnyResource } from '@switchyard/model';
import { Failure, usePortal, type ApiRow, type Whom } from '@switchyard/portal-kit';
import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';

/** What stands for a login one level below: its tenant, or the user itself. */
const WHOM: Readonly<Partial<Record<Level, { readonly resource: string; readonly whom: (id: number) => Whom }>>> = {
  platform: { resource: 'brand', whom: (brandId) => ({ brandId }) },
  brand: { resource: 'client', whom: (clientId) => ({ clientId }) },
  client: { resource: 'user', whom: (userId) => ({ userId }) },
};

/** Goes down a level, into the portal of the row that is shown; the session of this level stays. */
export function ActAs({ resource, row }: { readonly resource: AnyResource; readonly row: ApiRow }): ReactNode {
  const { level, api } = usePortal();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<unknown>();
  const whom = WHOM[level];
  const below = LEVELS[LEVELS.indexOf(level) + 1];
  if (!below || whom?.resource !== resource.name) return null;
  const go = async (): Promise<void> => {
    try {
      await api.actAs(below, whom.whom(row.id));
      await navigate(`/${below}`);
    } catch (thrown) {
      setProblem(thrown);
    }
  };
  return (
    <p>
      {problem !== undefined && <Failure error={problem} />}
      <button type="button" className="button" onClick={() => void go()}>
        Open the portal of this {resource.singular.toLowerCase()}
      </button>
    </p>
  );
}
