/** What differs between two runs of the same conversation: names drawn at random. Each kind has its own dictionary. */
const TOKENS = new RegExp(
  [
    String.raw`(?<=^(?:Call-ID|call-id|i):\s*)(?<callid>\S.*)$`,
    String.raw`(?<=^|\|)(?<dialogcall>[^|\r\n]*)(?=;from-tag=)`,
    String.raw`(?<uuid>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?=\||$))`,
    String.raw`(?<=tag=)(?<tag>[^;>\s|,"]+)`,
    String.raw`(?<=branch=)(?<branch>[^;>\s,]+)`,
    String.raw`(?<=^CSeq: )(?<cseq>\d+)`,
    String.raw`(?<=^cseq: )(?<cseqsmall>\d+)`,
    String.raw`(?<=^RSeq: )(?<rseq>\d+)`,
    String.raw`(?<=^RAck: )(?<rack>\d+)`,
  ].join('|'),
  'gm',
);
const SAME_KIND: Readonly<Record<string, string>> = { dialogcall: 'callid', cseqsmall: 'cseq', rack: 'rseq' };

interface Token {
  readonly kind: string;
  readonly value: string;
}

/** The names of a recording and what stands for each in this run. */
export class Dictionary {
  private readonly words = new Map<string, string>();

  /** Numbers mean something only inside one conversation. */
  beginConversation(): void {
    for (const key of this.words.keys()) if (/^[cr]seq /.test(key)) this.words.delete(key);
  }

  /** What stands for a Call-ID of the recording. */
  call(recorded: string): string | undefined {
    return this.words.get(`callid ${recorded}`);
  }

  /** The text as this run has to say it. Names that come up for the first time are the sender's own and stay. */
  translate(text: string): string {
    return text
      .replaceAll('\r\n', '\n')
      .replace(TOKENS, (...args) => {
        const { kind, value } = tokenOf(args);
        const key = `${kind} ${value}`;
        const known = this.words.get(key);
        if (known === undefined) this.words.set(key, value);
        return known ?? value;
      })
      .replaceAll('\n', '\r\n');
  }

  /** The two texts with every name taken out, and whether a name stands for two different things. */
  compare(expected: string, actual: string): { readonly expected: string; readonly actual: string; readonly clash: string | undefined } {
    const left = takeApart(expected);
    const right = takeApart(actual);
    let clash: string | undefined;
    if (left.shape === right.shape) {
      left.tokens.forEach(({ kind, value }, i) => {
        const other = right.tokens[i]?.value ?? '';
        const key = `${kind} ${value}`;
        const known = this.words.get(key);
        if (known === undefined) this.words.set(key, other);
        else if (known !== other) clash ??= `${kind} ${value} was ${known}, is ${other}`;
      });
    }
    return { expected: left.shape, actual: right.shape, clash };
  }
}

/** The text with every name taken out. */
export const withoutNames = (text: string): string => takeApart(text).shape;

function takeApart(text: string): { readonly shape: string; readonly tokens: readonly Token[] } {
  const tokens: Token[] = [];
  const shape = text.replace(TOKENS, (...args) => {
    const token = tokenOf(args);
    tokens.push(token);
    return `<${token.kind}>`;
  });
  return { shape, tokens };
}

function tokenOf(args: readonly unknown[]): Token {
  const groups = args.at(-1) as Readonly<Record<string, string | undefined>>;
  const [name = '', value = ''] = Object.entries(groups).find(([, text]) => text !== undefined) ?? [];
  return { kind: SAME_KIND[name] ?? name, value };
}
