import type { ToolchainProfile } from './scaffold-request.js';

/** What differs between front-end frameworks: where the shell and the pages are, and how pages are found. */
interface FrontendFramework {
  names: string[];
  framework: string;
  shell: string;
  page: string;
  /** Test of a page; `{name}` as in `page`. */
  test: string;
  found: string;
  /** Files of the build, beside those that every front end has. */
  build: { path: string; purpose: string }[];
}

const VITE = [
  { path: 'vite.config.ts', purpose: 'Bundler and development server' },
  { path: 'index.html', purpose: 'The page the application mounts in' },
];
const GLOB = 'finds the pages by folder';

const REACT: FrontendFramework = {
  names: ['react'],
  framework: 'React',
  shell: 'src/app.tsx',
  page: 'src/pages/{name}.tsx',
  test: 'test/pages/{name}.test.tsx',
  found: GLOB,
  build: VITE,
};

const OTHERS: readonly FrontendFramework[] = [
  {
    names: ['vue', 'vue.js', 'vuejs', 'nuxt'],
    framework: 'Vue',
    shell: 'src/app.vue',
    page: 'src/pages/{name}.vue',
    test: 'test/pages/{name}.test.ts',
    found: GLOB,
    build: VITE,
  },
  {
    names: ['svelte', 'sveltekit'],
    framework: 'Svelte',
    shell: 'src/app.svelte',
    page: 'src/pages/{name}.svelte',
    test: 'test/pages/{name}.test.ts',
    found: GLOB,
    build: VITE,
  },
  {
    names: ['angular'],
    framework: 'Angular',
    shell: 'src/app/app.ts',
    page: 'src/app/pages/{name}.ts',
    test: 'src/app/pages/{name}.spec.ts',
    found: 'takes the routes that a build step collects from the pages',
    build: [
      { path: 'angular.json', purpose: 'Bundler and development server' },
      { path: 'scripts/collect-routes.mjs', purpose: 'Collects the routes of src/app/pages/ before each build' },
      { path: 'src/index.html', purpose: 'The page the application mounts in' },
    ],
  },
  {
    names: ['next', 'next.js', 'nextjs'],
    framework: 'Next.js',
    shell: 'src/app/layout.tsx',
    page: 'src/app/{name}/page.tsx',
    test: 'test/pages/{name}.test.tsx',
    found: 'serves the pages by folder',
    build: [{ path: 'next.config.ts', purpose: 'Bundler and server settings' }],
  },
];

/** The layout of a front end by its framework's name: an application that calls the service's API. React where unknown. */
export function frontendProfile(framework: string): ToolchainProfile {
  const name = framework.trim().toLowerCase();
  const chosen = OTHERS.find((one) => one.names.includes(name)) ?? REACT;
  const folder = (path: string): string => path.slice(0, path.indexOf('{name}'));
  return {
    names: chosen.names,
    toolchain: {
      language: 'TypeScript',
      runtime: 'browser',
      framework: chosen.framework,
      database: 'none',
      test: 'vitest',
    },
    spelling: 'kebab',
    layout: [
      { path: chosen.shell, what: `Navigation and error page; ${chosen.found}` },
      { path: folder(chosen.page), what: 'A page or flow per task' },
      ...(folder(chosen.test) === folder(chosen.page)
        ? []
        : [{ path: 'test/', what: 'Tests by page, against a stand-in of the service' }]),
      { path: 'src/components/', what: 'Parts that pages share' },
      { path: 'src/api/', what: 'Client of the service, generated from the contract' },
    ],
    files: [
      { path: 'package.json', purpose: 'Dependencies and the scripts dev, build, lint, test' },
      { path: 'tsconfig.json', purpose: 'Strict compiler settings' },
      ...chosen.build,
      { path: 'eslint.config.js', purpose: 'Lint rules' },
      { path: chosen.shell, purpose: `Navigation and error page; ${chosen.found}, so that no later task edits it` },
      { path: 'README.md', purpose: 'How to set up, run and test the front end' },
      { path: '.gitignore', purpose: 'Keeps build output and dependencies out of the repository' },
      { path: '.github/workflows/ci.yml', purpose: 'Lints, type-checks and tests every change' },
    ],
    paths: { frontend: chosen.page, 'frontend-test': chosen.test },
  };
}
