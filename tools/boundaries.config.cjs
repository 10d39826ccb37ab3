/** Who may import whom: a package imports only from floors below its own. */
const FLOORS = {
  0: ['packages/contract', 'packages/fhir', 'packages/dicom', 'packages/volume'],
  1: ['packages/database'],
  2: ['packages/access'],
  3: ['packages/record', 'packages/registry'],
  4: ['packages/archive'],
  5: ['packages/runtime'],
  7: ['apps/server', 'apps/workbench', 'apps/cli'],
};
const TESTING = '(^|/)(test|stories|tools|bench)/|\\.test\\.tsx?$|testing\\.ts$';
const folders = (pick) => Object.entries(FLOORS).flatMap(([floor, names]) => (pick(Number(floor)) ? names : []));
const path = (names) => `^(${names.join('|')})/`;

const upward = Object.entries(FLOORS).flatMap(([floor, names]) =>
  names.map((name) => ({
    name: `${name.split('/')[1]}-imports-downward-only`,
    severity: 'error',
    from: { path: path([name]), pathNot: TESTING },
    to: {
      path: path([...folders((other) => other >= Number(floor)), 'services', 'simulate']),
      // the three apps: the command line starts the server; the workbench speaks to it over HTTP only
      pathNot: path(
        name === 'apps/cli' ? ['apps/cli', 'apps/server', 'simulate'] : name === 'apps/server' ? ['apps/server', 'simulate'] : [name],
      ),
    },
  })),
);

module.exports = {
  forbidden: [
    ...upward,
    {
      name: 'workbench-speaks-http',
      severity: 'error',
      from: { path: '^apps/workbench/', pathNot: TESTING },
      to: { path: path(folders((floor) => floor > 0)), pathNot: '^apps/workbench/' },
    },
    {
      name: 'services-import-floor-0',
      severity: 'error',
      from: { path: '^(services/[^/]+|simulate)/', pathNot: TESTING },
      to: { path: '^(packages|apps|services|simulate)/', pathNot: [path(folders((floor) => floor === 0)), '^$1/'] },
    },
    {
      name: 'only-the-public-face',
      severity: 'error',
      from: { path: '^(packages|apps|services)/([^/]+)/', pathNot: TESTING },
      to: { path: '^packages/[^/]+/src/', pathNot: ['^$1/$2/', '^packages/[^/]+/src/(index|node|testing)\\.ts$'] },
    },
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
  },
};
