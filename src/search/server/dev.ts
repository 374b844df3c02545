/** In `astro dev` only: the files of the search, made when a browser first asks for them and again after content changed. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { loadLibrary } from '../../library/server/load.ts';
import { searchFiles } from '../build.ts';
import { nameSearch, type MadeSearch } from './make.ts';

/** A handler for the development server. `changed` tells whether content changed since it was last asked. */
export function devSearch(root: string, base: string, changed: () => boolean): (req: IncomingMessage, res: ServerResponse, next: () => void) => void {
  let made: MadeSearch | undefined;
  return (req, res, next) => {
    const path = (req.url ?? '').replace(/\?.*$/, '').slice(base.replace(/\/$/, '').length);
    if (!/^\/search\/(index\.json|i\/)/.test(path)) return next();
    if (!made || (path.endsWith('index.json') && changed())) made = nameSearch(searchFiles(loadLibrary(root).library));
    const body = path.endsWith('index.json') ? Buffer.from(JSON.stringify(made.directory)) : made.files.get(path.slice(path.lastIndexOf('/') + 1));
    if (!body) return next();
    res.setHeader('content-type', path.endsWith('.json') ? 'application/json; charset=utf-8' : 'application/octet-stream');
    res.setHeader('cache-control', 'no-cache');
    res.end(body);
  };
}
