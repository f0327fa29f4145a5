// Kamailio, MariaDB and sipp of Debian 12, unpacked into a folder of the project: the same versions everywhere, nothing installed on the host.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureTree, MACHINE, readTree } from '../../infra/local/bootstrap/package-tree.mjs';
import { findProgram, RUNTIME } from '../../infra/local/bootstrap/paths.mjs';

const TREE = join(RUNTIME, 'kamailio', 'root');
const libraries = () => [`${TREE}/usr/lib/${MACHINE.triplet}`, `${TREE}/lib/${MACHINE.triplet}`];

/** Downloads what is missing. Throws with what to do when this machine cannot have it. */
export async function ensurePrograms() {
  try {
    await ensureTree('kamailio');
  } catch (thrown) {
    if (!findProgram('kamailio') || !findProgram('mariadbd') || !findProgram('sipp')) {
      throw new Error(
        `${thrown.message}\nInstall them by hand instead: apt-get install kamailio kamailio-mysql-modules mariadb-server sip-tester`,
        { cause: thrown },
      );
    }
  }
}

const isUnpacked = () => readTree('kamailio') !== undefined;

/** Command line of a program: of the unpacked tree by the tree's own loader, else of the host. */
export function command(name) {
  if (!isUnpacked()) return [findProgram(name)];
  const path = [`${TREE}/usr/sbin/${name}`, `${TREE}/usr/bin/${name}`].find((one) => existsSync(one));
  const folders = [...libraries(), `${libraries()[0]}/kamailio`];
  const loader = [...libraries(), `${TREE}/lib64`].map((folder) => join(folder, MACHINE.loader)).find((one) => existsSync(one));
  return [loader, '--library-path', folders.join(':'), path];
}

const base = () => (isUnpacked() ? TREE : '');
export const kamailioModules = () => `${base()}/usr/lib/${MACHINE.triplet}/kamailio/modules`;
export const kamailioTables = () => `${base()}/usr/share/kamailio/mysql`;
export const mariadbTables = () => `${base()}/usr/share/mysql`;
export const mariadbPlugins = () => `${base()}/usr/lib/${MACHINE.triplet}/libmariadb3/plugin`;
