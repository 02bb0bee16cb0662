import type { ToolchainProfile } from './scaffold-request.js';
import { SERVICE_PROFILES } from './service-profiles.js';

const TYPESCRIPT = SERVICE_PROFILES[0] as ToolchainProfile;

/** The one front-end layout: a single-page application that calls the service's API. */
export const FRONTEND_PROFILE: ToolchainProfile = {
  names: ['react', 'vue', 'svelte', 'angular', 'next', 'next.js'],
  toolchain: { language: 'TypeScript', runtime: 'browser', framework: 'React', database: 'none', test: 'vitest' },
  spelling: 'kebab',
  layout: [
    { path: 'src/app.tsx', what: 'Shell: routes, navigation, error page' },
    { path: 'src/pages/', what: 'One page or flow per task' },
    { path: 'src/components/', what: 'Parts that pages share' },
    { path: 'src/api/', what: 'Client of the service, generated from the contract' },
    { path: 'test/', what: 'Tests by page, against a stand-in of the service' },
  ],
  files: [
    { path: 'package.json', purpose: 'Dependencies and the scripts dev, build, lint, test' },
    { path: 'tsconfig.json', purpose: 'Strict compiler settings' },
    { path: 'vite.config.ts', purpose: 'Bundler and development server' },
    { path: 'eslint.config.js', purpose: 'Lint rules' },
    { path: 'index.html', purpose: 'The page the application mounts in' },
    { path: 'README.md', purpose: 'How to set up, run and test the front end' },
    { path: '.gitignore', purpose: 'Keeps build output and dependencies out of the repository' },
    { path: '.github/workflows/ci.yml', purpose: 'Lints, type-checks and tests every change' },
  ],
  paths: TYPESCRIPT.paths,
};
