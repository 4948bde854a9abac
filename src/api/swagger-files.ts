import { createRequire } from 'node:module';
import path from 'node:path';
import express, { Router } from 'express';

/** What of Swagger UI's package a page needs; nothing else of it is served. */
const FILES = ['swagger-ui.css', 'swagger-ui-bundle.js'] as const;

/** Changes with the package, so that browsers may keep its files for good. */
const VERSION = '5.17.14';

/** Address of a file of Swagger UI. */
export function swaggerPath(file: (typeof FILES)[number]): string {
  return `/static/swagger-ui/${file}?v=${VERSION}`;
}

/** Swagger UI's files, to be mounted at `/static/swagger-ui`; they come from its package, not from elsewhere. */
export function serveSwaggerFiles(): Router {
  const router = Router({ strict: true });
  const folder = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const files = express.static(folder, { index: false, redirect: false, immutable: true, maxAge: '365d' });
  router.get(
    FILES.map((file) => `/${file}`),
    files,
  );
  return router;
}
