import { CodedError } from '@switchyard/kernel';
import type { Final, Next } from './outcome.js';

/**
 * One decision of a call flow. `Need` is what it reads, `Add` what it learns: a step placed before the one that provides
 * its facts does not compile. `run` is a property, not a method: method parameters are bivariant and would let it pass.
 */
export interface Step<Need, Add extends object = object> {
  readonly name: string;
  /** One line for the generated call-flow page: what is checked, by which rule. */
  readonly doc: string;
  readonly run: (call: Need) => Next<Add> | Final | Promise<Next<Add> | Final>;
}

/** The last decision of a flow: it can only end. */
export interface EndStep<Need> {
  readonly name: string;
  readonly doc: string;
  readonly run: (call: Need) => Final | Promise<Final>;
}

export interface OutlineLine {
  readonly depth: number;
  readonly name: string;
  readonly doc: string;
}

/** One line of the log of a run: which step, how it ended, how long it took. */
export interface StepTiming {
  readonly step: string;
  readonly outcome: Next<object>['kind'] | Final['kind'];
  readonly ms: number;
}

export interface RouteRun {
  readonly final: Final;
  /** Name of the step that ended the flow. */
  readonly at: string;
  readonly timings: readonly StepTiming[];
}

type AnyStep = Step<never, object>;
type Said = Next<object> | Final;
type Ending<Need> = EndStep<Need> | Fork<Need>;

/** A fork of the flow: `pick` names the branch. */
export interface Fork<Need> {
  readonly name: string;
  readonly doc: string;
  readonly pick: (call: Need) => CompleteRoute<Need>;
  readonly branches: readonly CompleteRoute<Need>[];
}

const isFork = (ending: Ending<never>): ending is Fork<never> => 'branches' in ending;

/** A flow that reads top to bottom like a specification (house §4.7). Immutable. */
export class Route<Start, Known extends Start> {
  private constructor(
    readonly name: string,
    private readonly steps: readonly AnyStep[],
  ) {}

  static for<Start>(name: string): Route<Start, Start> {
    return new Route<Start, Start>(name, []);
  }

  step<Add extends object>(step: Step<Known, Add>): Route<Start, Known & Add> {
    return new Route<Start, Known & Add>(this.name, [...this.steps, step as unknown as AnyStep]);
  }

  end(ending: EndStep<Known> | Fork<Known>): CompleteRoute<Start> {
    return new CompleteRoute<Start>(this.name, this.steps, ending as unknown as Ending<never>);
  }
}

/** A route with its ending: it can be run and printed. */
export class CompleteRoute<Start> {
  constructor(
    readonly name: string,
    private readonly steps: readonly AnyStep[],
    private readonly ending: Ending<never>,
  ) {}

  /** Runs the steps in order. A throw is a bug or a broken dependency and reaches the caller with the step's name in `at`. */
  async run(start: Start, clock: () => number = () => performance.now()): Promise<RouteRun> {
    const timings: StepTiming[] = [];
    const call: object = { ...(start as object) };
    let began = clock();
    for (const step of this.steps) {
      const said = settled(step.name, step.run as (call: never) => Said | Promise<Said>, call);
      const outcome = said instanceof Promise ? await said : said;
      const ended = clock();
      timings.push({ step: step.name, outcome: outcome.kind, ms: ended - began });
      if (outcome.kind !== 'next') return { final: outcome, at: step.name, timings };
      Object.assign(call, outcome.facts);
      began = ended;
    }
    if (isFork(this.ending)) {
      const branch = this.ending.pick(call as never);
      timings.push({ step: `${this.ending.name}: ${branch.name}`, outcome: 'next', ms: 0 });
      const rest = await branch.run(call as never, clock);
      return { ...rest, timings: [...timings, ...rest.timings] };
    }
    const { name, run } = this.ending;
    const said = settled(name, run, call);
    const final = said instanceof Promise ? await said : said;
    timings.push({ step: name, outcome: final.kind, ms: clock() - began });
    return { final, at: name, timings };
  }

  /** The flow as lines, for `docs/call-flows/`. */
  get outline(): readonly OutlineLine[] {
    const own: OutlineLine[] = [...this.steps, this.ending].map(({ name, doc }) => ({ depth: 0, name, doc }));
    if (!isFork(this.ending)) return own;
    for (const branch of this.ending.branches) {
      own.push({ depth: 1, name: branch.name, doc: '' });
      own.push(...branch.outline.map((line) => ({ ...line, depth: line.depth + 2 })));
    }
    return own;
  }
}

/** Chooses between complete routes; every branch is listed so that the outline shows it. */
export function choose<Need>(
  name: string,
  doc: string,
  branches: Readonly<Record<string, CompleteRoute<Need>>>,
  pick: (call: Need) => string,
): Fork<Need> {
  return {
    name,
    doc,
    branches: Object.values(branches),
    pick: (call) => {
      const branch = branches[pick(call)];
      if (!branch) throw new RouteError(name, `no branch named '${pick(call)}'`);
      return branch;
    },
  };
}

/** Says in which step something broke, so that the termination can name it. */
export class RouteError extends CodedError {
  constructor(
    readonly step: string,
    message: string,
    options?: { cause?: unknown },
  ) {
    super('step-failed', `${step}: ${message}`, { step }, options);
    this.name = 'RouteError';
  }
}

/** What a step said. Most know it at once: waiting for nothing at each step is what would cost most in a route. */
function settled<T>(step: string, run: (call: never) => T | Promise<T>, call: object): T | Promise<T> {
  try {
    const said = run(call as never);
    return said instanceof Promise ? said.catch((thrown: unknown) => broken(step, thrown)) : said;
  } catch (thrown) {
    return broken(step, thrown);
  }
}

function broken(step: string, thrown: unknown): never {
  if (thrown instanceof RouteError) throw thrown;
  throw new RouteError(step, thrown instanceof Error ? thrown.message : String(thrown), { cause: thrown });
}

/** `docs/call-flows/<file>.md` is this text; a test fails when they differ. */
export function outlineMarkdown(title: string, routes: readonly CompleteRoute<never>[]): string {
  const parts = routes.map((route) => {
    const lines = route.outline.map(({ depth, name, doc }) => `${'  '.repeat(depth)}- ${doc ? `\`${name}\` ${doc}` : `**${name}**`}`);
    return `## ${route.name}\n\n${lines.join('\n')}\n`;
  });
  return `# ${title}\n\nGenerated from the route files; do not edit.\n\n${parts.join('\n')}`;
}
