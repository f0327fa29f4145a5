import { ApiProblem } from '@switchyard/portal-kit';
import { QueryClient } from '@tanstack/react-query';

const TRIES = 2;

/** Data is fresh for a few seconds; only what may heal by itself is tried again. */
export const makeQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5000,
        retry: (failures, error) => failures < TRIES && error instanceof ApiProblem && (error.status === 0 || error.status >= 502),
      },
    },
  });
