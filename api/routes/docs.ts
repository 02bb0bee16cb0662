import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { Router } from 'express';

/** Scripts and styles from here only. Swagger UI sets style attributes, which is all that `unsafe-inline` lets through. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const ASSETS = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png', 'favicon-16x16.png'];
/** Found without loading the package, whose module pulls the whole bundle into memory. */
const SWAGGER_UI = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const OWN_FOLDER = fileURLToPath(new URL('../docs-page/', import.meta.url));

/** Swagger UI at /docs, from files of this installation. */
export function docsRoutes(): Router {
  const router = Router({ strict: true });
  router.use('/docs', (_req, res, next) => {
    res.setHeader('Content-Security-Policy', POLICY);
    next();
  });
  router.get('/docs', (_req, res) => {
    res.sendFile('index.html', { root: OWN_FOLDER });
  });
  router.get('/docs/', (_req, res) => {
    res.redirect(301, '/docs');
  });
  router.get('/docs/start.js', (_req, res) => {
    res.sendFile('start.js', { root: OWN_FOLDER });
  });
  for (const name of ASSETS) {
    router.get(`/docs/${name}`, (_req, res) => {
      res.sendFile(name, { root: SWAGGER_UI, maxAge: '1h' });
    });
  }
  return router;
}
