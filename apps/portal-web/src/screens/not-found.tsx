import { Empty } from '@switchyard/portal-kit';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useTitle } from '../use-title.js';

export function NotFound(): ReactNode {
  useTitle('Not found');
  return (
    <Empty title="There is no such screen">
      <p>The address is mistyped, or your level has no access to it.</p>
      <Link className="button" to="/">
        To the start
      </Link>
    </Empty>
  );
}
