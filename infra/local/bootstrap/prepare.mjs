import { build } from './build.mjs';
import { SETUP_LOCK, withLock } from './lock-file.mjs';
import { installNpmPackages } from './npm-packages.mjs';
import { ensureOsPrograms } from './os-packages.mjs';
import { ensureTree, readTree } from './package-tree.mjs';
import { findProgram } from './paths.mjs';
import { SetupError } from './progress.mjs';

const MARIADB = ['mariadbd', 'my_print_defaults'];

/**
 * Everything that must be there before the compiled runner can start an instance. Downloads run side by side with the
 * npm installation and the build; what the trees could not bring comes from the OS afterwards, and is said aloud.
 */
export async function prepare({ settings, forTests, skipBuild, progress }) {
  await withLock(SETUP_LOCK, progress, async () => {
    const external = (key) => settings[`SWITCHYARD_${key}`] !== undefined;
    const kind = settings.SWITCHYARD_DB_KIND ?? 'mysql';
    const wantsMysql = (!external('DB_URL') && kind === 'mysql') || forTests;
    const wantsMariadb = (!external('DB_URL') && kind === 'mariadb') || forTests;
    const wantsRtpengine = !external('RTPENGINE');
    const fromOs = [
      ...(external('REDIS_URL') ? [] : ['redis-server']),
      ...(wantsMariadb ? MARIADB : []),
      ...(wantsRtpengine && settings.SWITCHYARD_RTPENGINE_FROM === 'os' ? ['rtpengine'] : []),
      ...(forTests ? ['tshark', 'chromium'] : []),
    ];
    const failures = [];
    const attempt = (name, work) =>
      progress.step(name, work).catch((error) => {
        failures.push({ name, error });
      });
    let voipFailed = false;
    let mysqlFailed = false;
    await Promise.all([
      attempt('npm packages', installNpmPackages).then(() => {
        if (!skipBuild && failures.length === 0) return attempt('build', build);
      }),
      attempt('OS packages', () => ensureOsPrograms(fromOs)),
      progress
        .step('Asterisk, rtpengine, sipp', () => ensureTree('voip'))
        .catch((error) => {
          voipFailed = error;
        }),
      forTests &&
        progress
          .step('sipvicious, sipsak', () => ensureTree('attack'))
          .catch((error) => {
            progress.note(`sipvicious and sipsak cannot be had (${error.message}): the tests that attack with them are skipped`);
          }),
      wantsMysql &&
        progress
          .step('MySQL', () => ensureTree('mysql'))
          .catch((error) => {
            mysqlFailed = error;
          }),
    ]);
    if (mysqlFailed) {
      progress.note(`MySQL cannot be had (${mysqlFailed.message}): MariaDB of the OS is used instead`);
      await attempt('MariaDB of the OS', () => ensureOsPrograms(MARIADB));
    }
    if (voipFailed && !external('ASTERISK_SIP') && !findProgram('asterisk')) {
      failures.push({
        name: 'Asterisk',
        error: new SetupError(
          'Asterisk cannot be had',
          `${[voipFailed.message, voipFailed.advice].filter(Boolean).join('\n')}\nConfigure an Asterisk of your own: SWITCHYARD_ASTERISK_SIP and SWITCHYARD_ASTERISK_ARI_… in switchyard.env.`,
        ),
      });
    }
    const had = readTree('voip')?.packages ?? [];
    if (wantsRtpengine && !had.includes('rtpengine-daemon')) {
      progress.note('rtpengine of the OS is used: the newer Debian did not give it');
      await attempt('rtpengine of the OS', () => ensureOsPrograms(['rtpengine']));
    }
    // Debian 12's sipp takes the first challenge, SHA-256, and cannot answer it (RFC 8760 §2.4): it is no replacement.
    if (!had.includes('sip-tester')) progress.note('sipp cannot be had: the platform starts, but no call can be placed to prove it');
    if (failures.length > 0)
      throw new SetupError(
        'the set-up failed',
        failures.map(({ name, error }) => `${name}: ${error.message}\n${error.advice ?? ''}`.trimEnd()).join('\n'),
      );
  });
}
