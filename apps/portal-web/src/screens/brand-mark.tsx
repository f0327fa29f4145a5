import type { ReactNode } from 'react';

/** Two tracks and a switch. */
export const BrandMark = (): ReactNode => (
  <svg className="brand-mark" viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="7" />
    <path d="M6 21h20M8 21c7 0 8-10 17-10" />
    <circle cx="25" cy="11" r="2.6" />
  </svg>
);
