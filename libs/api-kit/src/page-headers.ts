/** What the headers of a list say beside its body (IV-186). */
export interface PageFacts {
  readonly total: number;
  readonly page: number;
  readonly itemsPerPage: number;
}

/** `X-Total-Items`, `X-Total-Pages`, `X-First-Page`, `X-Next-Page` (absent on the last page), `X-Last-Page`. */
export function pageHeaders({ total, page, itemsPerPage }: PageFacts): readonly (readonly [name: string, value: string])[] {
  const pages = Math.max(1, Math.ceil(total / itemsPerPage));
  return [
    ['x-total-items', String(total)],
    ['x-total-pages', String(pages)],
    ['x-first-page', '1'],
    ...(page < pages ? [['x-next-page', String(page + 1)] as const] : []),
    ['x-last-page', String(pages)],
  ];
}
