/** The typed client of `/api/practice`. */
import { hc } from 'hono/client';
import { href } from '../../ui/href.ts';
import type { PracticeRoutes } from '../server/routes.ts';

export const api = () => hc<PracticeRoutes>(href('/api/practice'));
