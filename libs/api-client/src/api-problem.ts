import { CodedError } from '@switchyard/kernel';
import type { FieldProblem } from '@switchyard/model';

/** An answer of the API that is no success, as its problem+json says it. `status` 0: no answer at all. */
export class ApiProblem extends CodedError {
  constructor(
    readonly status: number,
    code: string,
    /** One line for a person. */
    message: string,
    /** Refused fields (422), as the API names them. */
    readonly errors: readonly FieldProblem[] = [],
  ) {
    super(code, message);
    this.name = 'ApiProblem';
  }
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

function fieldProblem(value: unknown): readonly FieldProblem[] {
  if (typeof value !== 'object' || value === null) return [];
  const { field, rule, value: given } = value as Readonly<Record<string, unknown>>;
  return typeof field === 'string' && typeof rule === 'string' ? [{ field, rule, value: given }] : [];
}

/** Reads an RFC 9457 body; what is none (a proxy's HTML page) becomes a problem with the bare status. */
export function problemFrom(status: number, body: string): ApiProblem {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    parsed = undefined;
  }
  const { code, title, detail, errors } = (typeof parsed === 'object' && parsed !== null ? parsed : {}) as Readonly<
    Record<string, unknown>
  >;
  return new ApiProblem(
    status,
    text(code) ?? `http-${status}`,
    text(detail) ?? text(title) ?? `The server answered ${status}.`,
    Array.isArray(errors) ? errors.flatMap(fieldProblem) : [],
  );
}
