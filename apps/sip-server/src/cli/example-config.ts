import type { Option } from './options.js';

/** Values for settings without a default, so that the example is a configuration that works. */
const SAMPLES: Readonly<Record<string, string>> = {
  SIP_LISTEN: 'udp:127.0.0.1:5060,tcp:127.0.0.1:5060',
  CONTROL_SECRET: 'change-me-please',
};

/** The annotated configuration file. */
export function exampleConfig(name: string, options: readonly Option[]): string {
  const settings = options.map(({ variable, key, description, fallback, isRequired, shape }) => {
    const about = [description, isRequired ? 'Required.' : fallback === undefined ? 'Not set.' : '']
      .filter((part) => part !== '')
      .join(' ');
    const kind = shape === '<text>' ? '' : `\n# ${shape}`;
    return `# ${about}${kind}\n${isRequired ? '' : '#'}${variable}=${fallback ?? SAMPLES[key] ?? ''}\n`;
  });
  return `# Configuration of ${name}: every setting, with its default. Use it with \`${name} --config FILE\`, or as an environment file.
# A line that begins with # says nothing; take the # away to set something.

${settings.join('\n')}`;
}
