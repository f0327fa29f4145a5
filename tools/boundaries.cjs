/**
 * Who may import whom (ARCHITECTURE.md, "Rooms and doors"). Read by dependency-cruiser; the fixtures under
 * tools/fixtures/boundaries must be refused, so a rule that no longer bites fails the check.
 */
const MAY_IMPORT = {
  kernel: [],
  model: ['kernel'],
  sip: ['kernel'],
  'call-flow': ['kernel', 'sip'],
  rating: ['kernel', 'model'],
  routing: ['kernel', 'model', 'rating'],
  data: ['kernel', 'model'],
  media: ['kernel', 'model', 'sip'],
  asterisk: ['kernel'],
  queue: ['kernel', 'model'],
  telemetry: ['kernel'],
  guard: ['kernel', 'model', 'telemetry'],
  b2bua: ['kernel', 'model', 'sip', 'call-flow', 'media', 'telemetry', 'guard'],
  'api-kit': ['kernel', 'model', 'data'],
  'api-client': ['kernel', 'model'],
  'portal-kit': ['kernel', 'model', 'api-client'],
};

/** Decisions stay importable without a server: no framework, driver or SDK in these folders. */
const PURE = '(^|/)(libs/(routing|rating|model|kernel|sip)/src|apps/[^/]+/src/(steps|machines))/';
const FRAMEWORKS = '(^|node_modules/)(@nestjs/|typeorm|mysql2|ioredis|bullmq|drachtio-srf|rtpengine-client|winston|hep-js)';

const SPEC = '\\.(spec|db)\\.tsx?$';

const forbidden = Object.entries(MAY_IMPORT).map(([lib, allowed]) => ({
  name: `${lib}-imports`,
  comment: `libs/${lib} may import ${allowed.length ? allowed.join(', ') : 'no other lib'}`,
  severity: 'error',
  from: { path: `(^|/)libs/${lib}/src/`, pathNot: SPEC },
  to: { path: '^libs/([^/]+)/', pathNot: `^libs/(${[lib, ...allowed].join('|')})/` },
}));

forbidden.push(
  { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
  {
    name: 'libs-never-import-apps',
    severity: 'error',
    from: { path: '(^|/)libs/', pathNot: `${SPEC}|/test/` },
    to: { path: '^(apps|infra|e2e)/' },
  },
  {
    name: 'apps-never-import-apps',
    severity: 'error',
    from: { path: '(^|/)apps/([^/]+)/' },
    to: { path: '^apps/([^/]+)/', pathNot: '^apps/$2/' },
  },
  {
    name: 'testing-is-for-tests',
    severity: 'error',
    from: { path: '^(apps|libs)/', pathNot: `(^libs/testing/)|${SPEC}|/test/` },
    to: { path: '^libs/testing/' },
  },
  { name: 'pure-folders', severity: 'error', from: { path: PURE, pathNot: SPEC }, to: { path: FRAMEWORKS } },
  {
    name: 'doors-only',
    comment: 'a lib is entered by its index',
    severity: 'error',
    from: { path: '^(?:apps|infra|e2e)/', pathNot: `${SPEC}|/test/` },
    to: { path: '^libs/[^/]+/src/(?!index\\.ts)', pathNot: '^libs/testing/' },
  },
  {
    name: 'sip-apps-inside',
    comment: 'routes → steps → ports; adapters → ports',
    severity: 'error',
    from: { path: '^apps/[^/]+/src/(steps|ports)/', pathNot: SPEC },
    to: { path: '^apps/[^/]+/src/(routes|adapters)/' },
  },
  { name: 'not-resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
);

module.exports = {
  forbidden,
  options: {
    doNotFollow: { path: 'node_modules|/dist/' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@switchyard/source', 'import', 'node', 'require', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
