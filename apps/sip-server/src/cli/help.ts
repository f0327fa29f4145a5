import type { Option } from './options.js';

const WIDTH = 100;

/** What `--help` prints. */
export function helpText(name: string, version: string, options: readonly Option[]): string {
  const settings = options.map((option) => {
    const given = option.isRequired
      ? 'required'
      : option.fallback === undefined || option.fallback === ''
        ? 'not set'
        : `default ${option.fallback}`;
    const head = `  ${option.flag} ${option.isSwitch ? '[true|false]' : option.shape}`;
    return [head, ...wrap(`${option.description} (${given})`)].join('\n');
  });
  return `${name} ${version}: a SIP server for drachtio-srf applications

Usage: ${name} [--config FILE] [--<setting> VALUE ...]

  --config FILE      settings as NAME=value lines; the annotated example is printed by --example-config
  --check-config     say what is in force and where it comes from, or what is wrong, and exit
  --example-config   print an annotated configuration file and exit
  --version, -v      print the version and exit
  --help, -h         print this and exit

Every setting is also a variable: --sip-listen is SWITCHYARD_SIP_LISTEN, in the environment and in the file. A flag is stronger than
the environment, the environment than the file. Secrets belong into the environment or the file: other users see flags. Flags of
drachtio-server (--contact, --address, --port, --secret, --loglevel, --external-ip, --homer) and its DRACHTIO_* variables of the same
meaning are understood.

SIGTERM drains (--drain), SIGINT and a second SIGTERM end at once.

Settings:
${settings.join('\n')}
`;
}

function wrap(text: string): string[] {
  const lines: string[] = [];
  let line = '     ';
  for (const word of text.split(' ')) {
    if (line.length + word.length >= WIDTH) {
      lines.push(line);
      line = '     ';
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}
